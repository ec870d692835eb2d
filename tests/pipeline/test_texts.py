"""What is kept of the long texts of hits: no queries, no addresses, an id of each."""

import polars as pl
import pytest

from pipeline.parse import KEPT_OF_A_REJECT
from pipeline.privacy import HIDDEN
from pipeline.texts import (
    LONGEST_AGENT,
    LONGEST_HOST,
    LONGEST_PATH,
    TEXTS,
    harmless_line,
    kept,
    marked,
    path_of,
    unmarked,
)

SEED = 7
FIELDS = ("client", "target", "referer", "vhost", "agent")
READ = pl.Schema(dict.fromkeys(FIELDS, pl.String))
DELIVERED = pl.Schema(READ | {"attack": pl.String})
PLAIN = {"client": "192.0.2.7", "target": "/a", "agent": "x"}
MARK = f"{HIDDEN[:-1]}:00000000000000ff]"


def kept_of(*hits: dict[str, str], schema: pl.Schema = READ) -> pl.DataFrame:
    """Of hits that are plain but for what is said of them."""
    return kept(pl.DataFrame([PLAIN | hit for hit in hits], schema), SEED)


def texts_of(name: str, field: str, *texts: str | None) -> list[str | None]:
    found = kept(pl.DataFrame([PLAIN | {field: text} for text in texts], READ), SEED)
    return found.get_column(name).to_list()


def test_a_hit_without_texts():
    found = kept_of({})
    more = [f"{name}_{what}" for name in TEXTS for what in ("id", "hides", "attack")]
    assert set(found.columns) == {*FIELDS, "path", *more, "attack"}
    (hit,) = found.to_dicts()
    assert (hit["path"], hit["agent"], hit["referer"], hit["vhost"]) == ("/a", "x", None, None)
    assert [hit[f"{name}_id"] is None for name in TEXTS] == [False, True, True, False]
    assert [hit[f"{name}_hides"] for name in TEXTS] == [False, None, None, False]
    assert hit["attack"] is None


def test_each_hit_keeps_its_own_texts():
    agents = [f"a{number % 7}" for number in range(50)]
    assert texts_of("agent", "agent", *agents) == agents


TARGETS = {
    "/": "/",
    "/a?b=/c?d": "/a",
    "/a#b?c#d": "/a",
    "/a?b#c": "/a",
    "/con espacio?a b": "/con espacio",
    "?a=1": "",
    "http://otro.example/x?y=1": "/x",
    "HTTPS://otro.example:444": "",
    "http://otro.example?y=1": "",
    "//doble/x": "//doble/x",
    "*": "*",
}


def test_paths_of_targets():
    assert path_of(pl.Series(list(TARGETS))).to_list() == list(TARGETS.values())


def test_the_path_of_a_query_only_is_empty_wherever_all_others_begin_with_a_slash():
    assert path_of(pl.Series(["/a#b", "/c"])).to_list() == ["/a", "/c"]
    assert path_of(pl.Series(["http://a.example/b", None])).to_list() == ["/b", None]


REFERERS = {
    None: None,
    "": "",
    "https://Www.Ejemplo.mx/a?b": "www.ejemplo.mx",
    "http://Www.Ejemplo.mx": "www.ejemplo.mx",
    "https://ejemplo.mx/ana@x.mx": "ejemplo.mx",
    "android-app://com.ejemplo/": "com.ejemplo",
    "https://ana:x@ejemplo.mx#c@d": "ejemplo.mx",
    "https://ejemplo.mx?c=ana@x.mx": "ejemplo.mx",
    "ejemplo.mx//a/b": "",
    "https:/x/a": "",
    "about:blank": "",
    "https:": "",
    "https:/": "",
    "https://": "",
}


def test_hosts_of_referers():
    """One without a host is not the lack of a referer."""
    assert texts_of("referer", "referer", *REFERERS) == list(REFERERS.values())


def test_a_host_is_the_same_in_capitals():
    assert texts_of("vhost", "vhost", "WWW.Ejemplo.mx", None) == ["www.ejemplo.mx", None]


@pytest.mark.parametrize(
    ("name", "field", "before", "longest"),
    [
        ("path", "target", "/", LONGEST_PATH),
        ("referer", "referer", "https://", LONGEST_HOST + len("https://")),
        ("vhost", "vhost", "", LONGEST_HOST),
        ("agent", "agent", "", LONGEST_AGENT),
    ],
)
def test_what_follows_the_longest_text_is_cut(name, field, before, longest):
    whole = before.ljust(longest, "x")
    one, other = texts_of(f"{name}_id", field, whole, f"{whole}y")
    assert one == other
    assert texts_of(name, field, f"{whole}y") == texts_of(name, field, whole)


def test_signs_that_nobody_sees_are_shown_by_their_codes():
    assert texts_of("agent", "agent", "a\x1bb", "c") == ["a\\x1bb", "c"]
    assert texts_of("path", "target", "/\u202ea") == ["/\\xe2\\x80\\xaea"]


HIDING = {"path": "/a/{}", "referer": "https://{}/x", "agent": "x ({}) y"}


@pytest.mark.parametrize("name", HIDING)
def test_two_addresses_are_two_texts_that_look_alike(name):
    field = "target" if name == "path" else name
    texts = [HIDING[name].format(text) for text in ("10.0.0.1", "10.0.0.2", "10.0.0.1", "b.mx")]
    found = kept_of(*({field: text} for text in texts))
    one, two, again, none = found.get_column(f"{name}_id").to_list()
    assert one == again != two != none
    shown = found.get_column(name).to_list()
    assert shown[0] == shown[1] == shown[2]
    assert HIDDEN in shown[0]
    assert HIDDEN not in shown[3]
    assert found.get_column(f"{name}_hides").to_list() == [True, True, True, False]


@pytest.mark.parametrize("name", ["agent", "vhost"])
@pytest.mark.parametrize(
    ("client", "text", "shown"),
    [
        ("192.0.2.7", "app/192.0.2.7", f"app/{HIDDEN}"),
        ("192.0.2.7", "192.0.2.7:192.0.2.7", f"{HIDDEN}:{HIDDEN}"),
        ("192.0.2.7", "app/192.0.2.8", "app/192.0.2.8"),
        ("192.0.2.7", "app/192a0b2c7", "app/192a0b2c7"),
        ("ejemplo.mx", "app/ejemplo.mx", "app/ejemplo.mx"),
        (None, "app/192.0.2.7", "app/192.0.2.7"),
    ],
)
def test_what_may_be_no_address_is_not_the_very_clients(name, client, text, shown):
    found = kept_of({}, {"client": client, name: text}, {name: "x"})
    assert found.get_column(name).to_list()[1:] == [
        shown.lower() if name == "vhost" else shown,
        "x",
    ]


def test_the_signature_that_a_request_fits():
    found = kept_of(
        {"target": "/a?id=1'+or+1=1"},
        {"agent": "${jndi:ldap://x}"},
        {"target": "/a?id=1'+or+1=1", "agent": "${jndi:ldap://x}"},
        {},
    )
    assert found.get_column("attack").to_list() == ["sqli", "log4shell", "sqli", None]


# ── of a log that was handed over ────────────────────────────────────────────────────────────


def test_texts_of_a_delivered_log_are_as_they_were_kept():
    agent = f"x {MARK} 10.0.0.1"
    hit = {"client": "10.0.0.1", "agent": agent, "attack": "xss", "vhost": "10.0.0.1"}
    found = kept_of(hit, {"target": "/${jndi:ldap://x}"}, schema=DELIVERED)
    assert found.get_column("agent").to_list() == [f"x {HIDDEN} 10.0.0.1", "x"]
    assert found.get_column("agent_hides").to_list() == [True, False]
    assert found.get_column("vhost").to_list() == ["10.0.0.1", None]
    assert found.get_column("attack").to_list() == ["xss", None]
    assert [name for name in found.columns if name.endswith("_attack")] == []


def test_only_what_is_handed_over_tells_hidden_addresses_apart():
    texts = [HIDDEN, f"a {HIDDEN} b {HIDDEN}"]
    told = [MARK, f"a {MARK} b {HIDDEN}"]
    assert marked(pl.Series(texts), pl.Series([255, 255])).to_list() == told
    assert unmarked(pl.Series(told)).to_list() == texts
    assert unmarked(pl.Series(texts)).to_list() == texts
    assert texts_of("agent", "agent", f"x {MARK}") == [f"x {HIDDEN}"]


# ── rejected lines ───────────────────────────────────────────────────────────────────────────

ENDS = {"2001:db8::": "", "2001:DB8::F": "", "203.0.113.7": "", "x": "x"}


@pytest.mark.parametrize("end", ENDS)
def test_an_address_that_may_have_been_cut_is_left_out(end):
    """Of a line that is as long as what is kept of one; a shorter one is whole."""
    whole = end.rjust(KEPT_OF_A_REJECT, "-")
    lines = pl.DataFrame({"line": [whole, "sin fecha: cafe"]})
    cut, short = lines.select(harmless_line()).to_series()
    assert cut.lstrip("-") == ENDS[end]
    assert short == "sin fecha: cafe"
