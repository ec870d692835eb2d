"""JSON, lists of digests and descriptors that lie about their types and sizes."""

import json

import pytest

from pipeline.errors import DeliveryError
from reports.delivery import bounds
from reports.delivery.bag import manifests
from reports.verification import contents
from reports.verification.delivery import opened
from tests.hostile.factory import NAME, Entry, refused, told, wrong, zipped

DIGEST = "0" * 64


# -- lists of digests


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("\n" * 3_000_000, "demasiados renglones"),
        (f"{DIGEST}  x\n" * 25_001, "demasiados renglones"),
        ("basura\n" * 20_000, "el renglón no se entiende"),
        (f"{DIGEST}  ../../etc/passwd\n", "«..» sube de carpeta"),
        (f"{DIGEST}  /etc/passwd\n", "una ruta absoluta"),
        (f"{DIGEST}  data/a\u2028{DIGEST}  data/b\n", "signos que no se ven"),
        (f"{DIGEST}  data/a\x85{DIGEST}  data/b\n", "signos que no se ven"),
        (f"{DIGEST}  a\n{DIGEST}  a\n", "está dos veces"),
    ],
)
def test_a_list_of_digests_is_bounded_and_safe(text, word):
    with pytest.raises(DeliveryError) as error:
        manifests.listed(text, "manifest-sha256.txt")
    assert word in told(error.value)
    assert len(error.value.problems) <= manifests.MOST_SHOWN


@pytest.mark.parametrize("name", [manifests.MANIFEST, manifests.INFO, manifests.DECLARATION])
def test_a_huge_list_is_not_read(tmp_path, name):
    content = b"a: b\n" * 7_000_000
    entries = [Entry(f"{NAME}/{name}", content), Entry(f"{NAME}/data/resumen.json")]
    place = zipped(tmp_path / "x.zip", *entries, declared=name != manifests.DECLARATION)
    assert "mide 35,000,000 bytes" in wrong(place, "sello")


# -- the summary


def summary(valid, **changed) -> bytes:
    return json.dumps(json.loads(valid["resumen.json"]) | changed).encode()


LYING = {
    "not JSON": b"{",
    "no object": b"[]",
    "nothing": b"",
    "NaN": b'{"as_of": NaN}',
    "infinite": b'{"as_of": -Infinity}',
    "infinite, in digits": b'{"a": 1e400}',
    "a number of 400 digits": b'{"a": 1%s}' % (b"0" * 400),
    "a number of 5000 digits": b'{"a": 1%s}' % (b"0" * 5000),
    "deep": b'{"a": %s}' % (b"[" * 100_000 + b"]" * 100_000),
    "rather deep": b'{"a": %s}' % (b"[" * 70 + b"]" * 70),
    "a long text": b'{"a": "%s"}' % (b"x" * 100_001),
    "a long key": b'{"%s": 1}' % (b"x" * 100_001),
    "a long list": b'{"a": [%s]}' % b",".join([b"0"] * 50_001),
    "a key twice": b'{"a": 1, "a": 2}',
    "half a sign": b'{"a": "\\ud800"}',
    "latin-1": '{"a": "ñ"}'.encode("latin-1"),
    "UTF-16": '{"a": 1}'.encode("utf-16"),
}


@pytest.mark.parametrize("content", LYING.values(), ids=LYING)
def test_a_summary_that_no_memoria_needs_is_not_used(content):
    with pytest.raises(DeliveryError) as error:
        bounds.json_object(content, "resumen.json")
    assert told(error.value).startswith("resumen.json: ")


def test_many_values_in_short_lists(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_VALUES", 2000)
    few = b",".join([b"[%s]" % b",".join([b"0"] * 49)] * 39)
    assert bounds.json_object(b'{"a": [%s]}' % few, "resumen.json")
    with pytest.raises(DeliveryError, match="a lo más 2,000"):
        bounds.json_object(b'{"a": [%s, [%s]]}' % (few, few), "resumen.json")


def test_what_can_only_have_too_many_values_is_not_even_parsed(monkeypatch):
    monkeypatch.setattr(json, "loads", None)
    with pytest.raises(DeliveryError, match="tiene demasiados valores"):
        bounds.json_object(b"[%s]" % (b"[]," * (bounds.MOST_COMMAS + 1)), "resumen.json")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"as_of": "2023-06-16T00:00:00"}, "as_of"),
        ({"as_of": "ayer"}, "as_of"),
        ({"as_of": None}, "as_of"),
        ({"as_of": ["2023-06-16"]}, "as_of"),
        ({"ingest": {"start": "0001-01-01"}}, "start"),
        ({"ingest": [{"utc": "9999-12-31T00:00:00Z"}]}, "lejos de la de la memoria"),
        ({"ingest": {"day": 5}}, "no es una fecha"),
        ({"ingest": None}, "no sigue el esquema"),
        ({"version": 5}, "no sigue el esquema"),
        ({"sobra": 1}, "sobra"),
        ({"\u202esobra\x1b": 1}, "·sobra·"),
    ],
)
def test_a_summary_that_lies_is_told(valid, altered, change, word):
    with opened(altered({"resumen.json": summary(valid, **change)})) as delivery:
        assert delivery.memoria is None
        assert any(word in str(problem) for problem in delivery.problems)


@pytest.mark.parametrize("handover", [None, [], "x", {"annexes_sha256": []}])
def test_the_digest_of_the_annexes_may_be_anything(valid, altered, handover):
    place = altered({"resumen.json": summary(valid, handover=handover)})
    assert "anexos.sha256: su huella es" in wrong(place, "contenido")


def test_an_agreement_is_no_path(valid, altered):
    """Its name is looked for among those that we know, never as a file."""
    found = json.loads(valid["resumen.json"])
    found["agreement"]["id"] = "../../../../../../etc/passwd"
    with opened(altered({"resumen.json": json.dumps(found).encode()})) as delivery:
        said = [one.text for one in contents.clauses(delivery)]
    assert any("este programa no trae el convenio" in text for text in said)


# -- the descriptor of datos/


def described(valid, **changed) -> bytes:
    """With something else in its first resource."""
    found = json.loads(valid["datos/datapackage.json"])
    found["resources"][0] |= changed
    return json.dumps(found).encode()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"path": "https://malo.example/x.csv"}, "ni se busca en la red"),
        ({"path": "../../../../etc/passwd"}, "«..» sube de carpeta"),
        ({"path": "/etc/passwd"}, "una ruta absoluta"),
        ({"path": "C:\\x.csv"}, "una letra de unidad"),
        ({"path": ["csv/a.csv", "csv/b.csv"]}, "no es un texto"),
        ({"path": None}, "no es un texto"),
        ({"schema": "https://malo.example/esquema.json"}, "no se busca en la red"),
        ({"schema": {"fields": "https://malo.example"}}, "no se busca en la red"),
        ({"schema": {"fields": [1, 2]}}, "no es una lista de columnas"),
        ({"schema": {"fields": [{"name": {"a": 1}}]}}, "columnas"),
        ({"hash": ["a"]}, "nada"),
        ({"bytes": {"a": 1}}, "nada"),
        ({"bytes": 10**17}, "100000000000000000"),
    ],
)
def test_a_descriptor_names_only_what_is_here(valid, altered, change, word):
    changed = {"datos/datapackage.json": described(valid, **change)}
    assert word in wrong(altered(changed, described=False), "datos")


@pytest.mark.parametrize(
    "content", [b"{}", b"[]", b'{"resources": 1}', b'{"resources": [1]}', b"[" * 200_000, b"\xff"]
)
def test_a_descriptor_that_is_none_is_told(altered, content):
    changed = {"datos/datapackage.json": content}
    assert "datos/datapackage.json: " in wrong(altered(changed, described=False), "datos")


def test_a_database_is_named_and_never_opened(altered):
    place = altered({"datos/memoria.duckdb": b"x", "datos/csv/x.sqlite": b"x"})
    said = wrong(place, "datos")
    assert "datos/memoria.duckdb: es una base de datos: no se abre" in said
    assert "datos/csv/x.sqlite: es una base de datos: no se abre" in said


@pytest.mark.parametrize(
    "content",
    [b"[" * 100_000, b'{"rules": "x"}', b'{"rules": [{"name": [], "sha256": 1}]}', b"", b"\xff"],
)
def test_a_provenance_that_lies_is_told(altered, content):
    assert "procedencia.json: no se puede leer" in wrong(
        altered({"procedencia.json": content}), "contenido"
    )


def test_a_delivery_that_is_too_large_in_all():
    sizes = {f"datos/{number}": 500 << 20 for number in range(10)}
    (problem,) = bounds.files(sizes)
    assert problem.expected == "a lo más 4,294,967,296"


def test_an_opened_delivery_is_refused_for_its_sizes(tmp_path):
    entry = Entry(f"{NAME}/data/resumen.json", b"x" * ((64 << 20) + 1))
    assert "resumen.json: mide 67,108,865 bytes" in refused(zipped(tmp_path / "x.zip", entry))
