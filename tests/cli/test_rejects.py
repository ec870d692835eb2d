"""Every line is accounted for, and every rejected one can be had in a file."""

import csv
import gzip
import io
import json
import os
import sys
import threading
import zipfile
from collections import Counter
from functools import partial

import pytest

from pipeline import inspection, lines

from .support import assert_clear, run

LINE = '192.0.2.{} - - [04/Jun/2023:18:00:00 -0600] "GET /{} HTTP/1.1" 200 10 "-" "A"'
HEAD = ["archivo", "renglon", "motivo", "texto"]
LONG = 1 << 20


def good(number: int, path: str = "a") -> bytes:
    return LINE.format(number, path).encode()


# What each line is, as a person who reads it would say; and what ends it.
TORTURE: tuple[tuple[str, bytes, bytes], ...] = (
    *(("hit", good(number), b"\n") for number in range(12, 60)),  # whence the format is known
    ("hit", good(1), b"\n"),
    ("hit", good(2), b"\r\n"),
    ("blank", b"", b"\n"),
    ("blank", b" \t ", b"\r\n"),
    ("comments", b"#Remark: =1+1", b"\n"),
    ("hit", b"\0\0\0\0" + good(3), b"\n"),
    ("binary", b"\0\0\0", b"\n"),
    ("binary", b"\x01\x02", b"\n"),
    ("no_match", b"=HYPERLINK(1)", b"\n"),
    ("no_match", b"@SUM(1)", b"\n"),
    ("no_match", b'+1,"2";3', b"\n"),
    ("no_match", b"-1", b"\n"),
    ("no_match", b"\t=1+1", b"\n"),
    ("no_match", "ma\u202eñana\x1b[31m".encode(), b"\n"),
    ("hit", good(4, "ma\xf1ana").decode().encode("latin-1"), b"\n"),
    ("no_match", "café".encode("latin-1"), b"\n"),
    ("hit", good(5, "臺灣").decode().encode("big5"), b"\n"),
    ("truncated", good(6)[:60], b"\n"),
    ("bad_time", good(7).replace(b"04/Jun", b"31/Jun"), b"\n"),
    ("bad_status", good(8).replace(b" 200 ", b" 1000 "), b"\n"),
    ("bad_number", good(9).replace(b" 10 ", b" 99999999999999999999 "), b"\n"),
    ("too_long", b"x" * (LONG + 1), b"\n"),
    ("too_long", good(10, "y" * (3 * LONG)), b"\r\n"),
    ("hit", good(11, "z" * (LONG - 200)), b"\n"),
    ("blank", b"", b"\n"),
    ("hit", good(60), b"\r"),  # the last: a lone carriage return is no end of a line
)
DATA = b"".join(line + end for _, line, end in TORTURE)
TRUTH = Counter(kind for kind, _, _ in TORTURE)
OTHERS = ("hit", "blank", "comments")


def inspected(*arguments: object):
    result = run("inspect", "--json", *arguments)
    assert result.code == 0, result.said
    return json.loads(result.out)


def rows_of(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == HEAD
    return rows


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("size", [1 << 16, 16 << 20])
def test_every_line_of_a_torture_is_what_it_is(packed, size, tmp_path, monkeypatch):
    monkeypatch.setattr(inspection, "blocks", partial(lines.blocks, size=size))
    (tmp_path / "a.log").write_bytes(gzip.compress(DATA) if packed else DATA)
    [found] = inspected(tmp_path / "a.log", "--rejects", tmp_path / "r.csv")
    rejected = {kind: count for kind, count in TRUTH.items() if kind not in OTHERS}
    assert found["lines"] == len(TORTURE)
    assert {name: found[name] for name in ("blank", "comments")} == {"blank": 3, "comments": 1}
    assert (found["hits"], found["reject_reasons"]) == (TRUTH["hit"], rejected)
    assert sum(found["formats"].values()) == found["hits"]
    rows = rows_of(tmp_path / "r.csv")
    expected = [(n, kind) for n, (kind, _, _) in enumerate(TORTURE, 1) if kind not in OTHERS]
    assert [(int(line), kind) for _, line, kind, _ in rows] == expected
    assert {name for name, *_ in rows} == {str(tmp_path / "a.log")}


def test_hits_that_are_read_in_several_ways_are_counted_together(tmp_path):
    """Polars' `format` breaks down over a column of which a piece in the middle is empty."""
    (tmp_path / "a.log").write_bytes(
        b'www.a.example:443 192.0.2.1 \xd2 - [04/Jun/2023:18:00:02 -0600] "GET /a 1.1" 200 10 "-" '
        b'"Moz"\nweb-1  | www.a.example:443 192.0.2.1 - - [04/Jun/2023:18:00:02 -0600] '
        b'"GET /a HTTP/1.1" 200 10 "-" "Moz\xe05"\n<190>1 2023-06-04T18:00:01Z web1 nginx 12 - - '
        b'192.0.2.1 - - [04/Jun/202:18:00:02 -0600] "GET /b HTTP/1.1" - 10\n'
    )
    [found] = inspected(tmp_path / "a.log")
    assert (found["hits"], found["rejects"], found["status"]) == (2, 1, {"2xx": 2})


def test_the_text_of_a_reject_is_its_own_and_harmless(tmp_path):
    (tmp_path / "a.log").write_bytes(DATA)
    inspected(tmp_path / "a.log", "--rejects", tmp_path / "r.csv")
    texts = {int(line): text for _, line, _, text in rows_of(tmp_path / "r.csv")}
    assert texts[57] == "'=HYPERLINK(1)"
    assert texts[58] == "'@SUM(1)"
    assert texts[59] == '\'+1,"2";3'
    assert texts[60] == "'-1"
    assert texts[61] == "\\x09=1+1"
    assert texts[62] == "ma\\x202eñana\\x1b[31m"
    assert texts[64] == "caf\\xe9"
    assert texts[66] == good(6)[:60].decode()
    assert len(texts[70]) == 4096
    assert all(text.isprintable() for text in texts.values())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_marks_and_encodings(encoding, tmp_path):
    text = "\ufeff" + "\r\n".join([LINE.format(1, "ñ")] * 20 + ["basura", "", LINE.format(2, "臺")])
    (tmp_path / "a.log").write_bytes(text.encode(encoding))
    [found] = inspected(tmp_path / "a.log")
    assert [found[name] for name in ("lines", "hits", "rejects", "blank")] == [23, 21, 1, 1]


def test_rejects_of_several_logs_and_of_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for name in ("x", "y"):
            archive.writestr(name, good(1) + b"\n" + name.encode() + b" basura\n")
    (tmp_path / "a.log").write_bytes(good(1) + b"\nnada\n")
    inspected(tmp_path / "a.log", tmp_path / "b.zip", "--rejects", tmp_path / "r.csv")
    where = tmp_path / "b.zip"
    assert rows_of(tmp_path / "r.csv") == [
        [str(tmp_path / "a.log"), "2", "no_match", "nada"],
        [f"{where} › x", "2", "no_match", "x basura"],
        [f"{where} › y", "2", "no_match", "y basura"],
    ]


def test_two_members_of_one_name_are_read_once_each(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("x", good(1) + b"\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("x", good(2) + b"\n" + good(3) + b"\n")
    found = inspected(tmp_path / "b.zip")
    assert [(log["file"].rpartition(" › ")[2], log["hits"]) for log in found] == [
        ("x", 1),
        ("x (2)", 2),
    ]


def test_nothing_rejected_is_a_file_with_its_head(tmp_path):
    (tmp_path / "a.log").write_bytes(good(1) + b"\n")
    inspected(tmp_path / "a.log", "--rejects", tmp_path / "r.csv")
    assert rows_of(tmp_path / "r.csv") == []


def test_an_error_in_the_middle_leaves_the_file_of_before(tmp_path, monkeypatch):
    (tmp_path / "a.log").write_bytes(good(1) + b"\nnada\n")
    (tmp_path / "r.csv").write_text("antes")
    monkeypatch.setattr(inspection, "_examples", lambda _: 1 / 0)  # after the rejects were written
    with pytest.raises(ZeroDivisionError):
        run("inspect", tmp_path / "a.log", "--rejects", tmp_path / "r.csv")
    assert (tmp_path / "r.csv").read_text() == "antes"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "r.csv"]


@pytest.mark.parametrize("place", ["no/r.csv", "a.log/r.csv", "carpeta", "."])
def test_a_place_where_nothing_can_be_written_is_told(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "carpeta").mkdir()
    (tmp_path / "a.log").write_bytes(good(1) + b"\n")
    result = run("inspect", "a.log", "--rejects", place)
    assert_clear(result, 2, place, "no se puede escribir", "elija otra carpeta")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.log", "carpeta"]


# ── the standard input ───────────────────────────────────────────────────────────────────────


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("x.log", good(1) + b"\n")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "compression"),
    [
        (good(1) + b"\n", "-", "plain"),
        (gzip.compress(good(1)), "-", "gzip"),
        (zipped(), "- › x.log", "zip"),
    ],
    ids=["plain", "gzip", "zip"],  # a packed text holds the second it was packed in
)
def test_the_standard_input_is_a_log_like_any_other(data, name, compression, monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (tmp_path / "b.log").write_bytes(good(1) + b"\n" + good(2) + b"\n")
    first, second = inspected("-", tmp_path / "b.log")
    assert (first["file"], first["compression"], first["hits"]) == (name, compression, 1)
    assert second["hits"] == 2


def test_a_pipe_is_a_log_like_any_other(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    writing = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(gzip.compress(DATA),))
    writing.start()
    [found] = inspected(tmp_path / "pipe")
    writing.join()
    assert (found["file"], found["compression"]) == (str(tmp_path / "pipe"), "gzip")
    assert (found["lines"], found["hits"]) == (len(TORTURE), TRUTH["hit"])


def test_no_standard_input_is_told(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert_clear(run("inspect", "-"), 2, "no hay entrada estándar", "pase el nombre")
    monkeypatch.setattr(sys, "stdin", Unreadable())
    assert_clear(run("inspect", "-"), 2, "no se puede leer (es una carpeta)")


class Unreadable:
    """`memoria inspect - < carpeta`"""

    class buffer:  # noqa: N801
        @staticmethod
        def read(_: int) -> bytes:
            raise IsADirectoryError(21, "Is a directory")


# ── clients behind proxies ───────────────────────────────────────────────────────────────────

MAIN = '{} - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 10 "-" "A" "{}"\n'
PROXIED = (
    ("10.0.0.1", "203.0.113.1"),
    ("10.0.0.2", "203.0.113.1"),
    ("10.0.0.1", "192.0.2.66, 203.0.113.1"),
    ("10.0.0.1", "203.0.113.2:4711, 10.0.0.2"),
    ("10.0.0.1", "[2001:db8::5]:80"),
    ("10.0.0.1", "unknown"),
    ("203.0.113.9", "203.0.113.1"),
    ("203.0.113.9", "-"),
)


def test_the_client_that_a_trusted_proxy_names(tmp_path):
    log = tmp_path / "a.log"
    log.write_text("".join(MAIN.format(*pair) for pair in PROXIED))
    [bare] = inspected(log)
    assert (bare["format"], bare["hits"], bare["forwarded"]) == ("nginx_main", 8, 0)
    assert bare["clients"] == 3
    told = ("--client-header", "X-Forwarded-For", "--trusted-proxy")
    [private] = inspected(log, *told, "private")
    # 203.0.113.1 three times, 203.0.113.2, 2001:db8::5; 10.0.0.1 that names nobody; 203.0.113.9
    assert (private["forwarded"], private["clients"], private["hits"]) == (5, 5, 8)
    [one] = inspected(log, *told, "10.0.0.2")
    assert (one["forwarded"], one["clients"]) == (1, 3)
    [both] = inspected(log, *told, "10.0.0.1", "--trusted-proxy", "10.0.0.2/32")
    assert both["forwarded"] == 5
    [other] = inspected(log, "--client-header", "CF-Connecting-IP", *told[2:], "private")
    assert (other["forwarded"], other["clients"]) == (0, 3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--client-header", "X-Forwarded-For"), ("--client-header", "a qué proxies creerle")),
        (("--trusted-proxy", "private"), ("--trusted-proxy", "en qué encabezado")),
        (
            ("--client-header", "X-Real-IP", "--trusted-proxy", "private", "--trusted-proxy", "x"),
            ("--trusted-proxy", "«x» no es una dirección ni una red"),
        ),
        (("--client-header", "X-Spam", "--trusted-proxy", "private"), ("x-spam", "x-real-ip")),
    ],
)
def test_half_a_declaration_of_proxies_is_refused(options, words, tmp_path):
    (tmp_path / "a.log").write_text(MAIN.format(*PROXIED[0]))
    assert_clear(run("inspect", tmp_path / "a.log", *options), 2, *words)
