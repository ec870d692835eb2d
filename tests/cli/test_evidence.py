"""What proves the backups and minutes that memoria.toml states is told where it lacks, handed over
and measured again with the delivery; and so are the services that it names."""

import hashlib
import json
import zipfile
from pathlib import Path

import duckdb
import pytest

from pipeline import recalculation
from pipeline.project import load_project
from pipeline.project.evidence import LARGEST
from reports.delivery import annexes

from .support import BASELINE_LOGS, HEAD, OPERATION_LOGS, assert_clear, log_block, project, run

AS_OF = "2023-06-16"
STATED = """
[services.notas]
title = "Notas"
paths = ["/nota/**"]

[services.aparte]
title = "Sitio aparte"

[[tools]]
name = "Visor"
service = "notas"

[[backups]]
kind = "respaldo"
what = "la base de datos"
done = 2023-06-05T02:00:00
result = "completo"
file = "pruebas/Respaldo del 5 <junio>.LOG"

[[backups]]
kind = "restauración"
what = "la base de datos"
done = 2023-06-06T02:00:00
result = "se restauró"

[[minutes]]
id = "m1"
date = 2023-06-07
subject = "seguimiento"
file = "pruebas/m.txt"

[[accords]]
text = "Revisar"
owner = "Informática"
minute = "m1"
"""
PROOFS = {
    "evidencias/respaldo-1.log": "pruebas/Respaldo del 5 <junio>.LOG",
    "evidencias/minuta-m1.txt": "pruebas/m.txt",
}


@pytest.fixture
def stated(tmp_path) -> Path:
    logs = OPERATION_LOGS + BASELINE_LOGS + log_block("operation", "sitio/*", service="aparte")
    folder = project(tmp_path / "p", toml=HEAD + logs + STATED)
    (folder / "sitio").mkdir()
    text = (folder / "op" / "access.log").read_text().splitlines(keepends=True)
    (folder / "sitio" / "access.log").write_text("".join(text[:20]).replace("/nota/", "/x/"))
    (folder / "pruebas").mkdir()
    for number, name in enumerate(PROOFS.values()):
        (folder / name).write_bytes(b"prueba %d\r\n" % number)
    return folder


def test_check_says_what_is_stated_and_what_does_not_prove_it(stated):
    result = run("check", stated / "memoria.toml", "--as-of", AS_OF)
    for words in (
        "✓ 2 servicios: Notas, Sitio aparte",
        "✓ 1 herramienta en el inventario",
        "✓ 2 respaldos y restauraciones",
        "! «la base de datos» no trae archivo que lo compruebe",
        "✓ 1 acuerdo",
        "✓ 1 minuta",
    ):
        assert words in result.out, words
    assert "ninguna solicitud" not in result.out


def test_check_says_which_services_nobody_asked(stated):
    path = stated / "memoria.toml"
    path.write_text(path.read_text().replace('"/nota/**"', '"/notas/**"'))
    result = run("check", path, "--as-of", AS_OF)
    assert_clear(result, 1)
    assert "ninguna solicitud de las bitácoras es de «Notas»" in result.out
    assert "[services.notas]" in result.out


def test_check_says_what_the_agreement_asks_for_and_nobody_stated(tmp_path):
    toml = f'period = "2023-06"\n{HEAD}{OPERATION_LOGS}[liaisons.estado]\nname = "Ing. Luz Paz"\n'
    toml = toml.replace("coahuila-prep-2023", "mexicali-gobierno-digital-2023")
    place = project(tmp_path / "p", toml=toml) / "memoria.toml"
    result = run("check", place, "--as-of", "2024-06-05")
    for words in (
        "✗ no se declaró ningún servicio\n      → agregue [services.ID]",
        "✗ no se declaró ninguna herramienta\n      → agregue sus bloques [[tools]]",
        "✗ no se declaró ningún respaldo ni restauración\n      → agregue sus bloques [[backups]]",
        "✗ no se declaró ningún acuerdo\n",
        "✗ no se declaró ninguna minuta\n",
        "✓ Dirección General de la Agencia Digital: con nombre",
        "! sin nombre: Coordinación de Fomento y Desarrollo Económico",
    ):
        assert words in result.out, words
    later = run("check", place, "--as-of", "2024-10-01")
    assert "! ningún enlace del convenio está vigente el 01/10/2024" in later.out


@pytest.mark.parametrize("name", PROOFS.values())
def test_a_proof_that_is_not_there_stops_a_build_at_once(stated, name):
    (stated / name).unlink()
    words = (Path(name).name, "no existe")
    result = run("check", stated / "memoria.toml", "--as-of", AS_OF)
    assert result.code == 1
    assert all(word in result.out for word in words)
    assert_clear(run("build", stated / "memoria.toml", "--as-of", AS_OF), 2, *words)
    assert not (stated / "salida").exists()


def test_a_backup_is_no_proof_of_itself(stated):
    with (stated / "pruebas" / "m.txt").open("r+b") as file:
        file.truncate(LARGEST + 1)
    result = run("build", stated / "memoria.toml", "--as-of", AS_OF)
    assert_clear(result, 2, "m.txt", "268,435,457 bytes", "no el respaldo")


def test_proofs_lie_in_the_delivery_under_safe_names(stated, tmp_path):
    loaded, payload = load_project(stated / "memoria.toml"), tmp_path / "entrega"
    annexes.collect(loaded, payload)
    found = {f"evidencias/{path.name}": path for path in (payload / "evidencias").iterdir()}
    assert {place: path.read_bytes() for place, path in found.items()} == {
        place: (stated / name).read_bytes() for place, name in PROOFS.items()
    }
    listed = annexes.manifest(payload)
    text = (payload / "anexos.sha256").read_text()
    assert all(place in text for place in PROOFS)
    assert listed.files == text.count("\n")


def test_a_delivered_project_names_its_own_proofs(stated, tmp_path):
    loaded, payload = load_project(stated / "memoria.toml"), tmp_path / "entrega"
    annexes.collect(loaded, payload)
    data = recalculation._settings(loaded, payload)
    assert [block.get("file") for block in data["backups"]] == [
        "../evidencias/respaldo-1.log", None,
    ]  # fmt: skip
    assert data["minutes"][0]["file"] == "../evidencias/minuta-m1.txt"
    assert "file" not in loaded.file.data["backups"][1]
    assert loaded.file.data["minutes"][0]["file"] == "pruebas/m.txt"


@pytest.mark.slow
def test_the_whole_way(stated):
    assert_clear(run("build", stated / "memoria.toml", "--as-of", AS_OF), 0)
    out = stated / "salida"
    with duckdb.connect(out / "memoria.duckdb", read_only=True) as connection:
        question = "SELECT service, value FROM service_period WHERE metric = 'hits' AND period = ?"
        assert dict(connection.execute(question, ["operation"]).fetchall()) == {
            "notas": 360, "aparte": 20,
        }  # fmt: skip
    [sealed] = out.glob("entrega-*.zip")
    with zipfile.ZipFile(sealed) as archive:
        texts = {name.partition("/data/")[2]: archive.read(name) for name in archive.namelist()}
    listed = [line.split("  ", 1) for line in texts["anexos.sha256"].decode().splitlines()]
    digests = {name: digest for digest, name in listed}
    for place, name in PROOFS.items():
        assert texts[place] == (stated / name).read_bytes()
        assert digests[place] == hashlib.sha256(texts[place]).hexdigest()
    assert "evidencias/" in texts["LEEME.txt"].decode()
    found = run("verify", sealed, "--recompute", "--as-of", AS_OF, "--json")
    results = json.loads(found.out)
    assert found.code == 0, [one for one in results if one["state"] == "missing"]
