"""Lines as they are handed over: they measure as the original, in its own format, and tell of
nobody."""

import json
import re
import tomllib

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clients import Forwarded, networks
from pipeline.errors import AccountingError
from pipeline.formats import REASONS, by_name, detect, fitted, mapped, resolve
from pipeline.formats.readers.prefixed import Prefixed
from pipeline.formats.readers.writing import Way
from pipeline.lines import LONGEST_LINE, Block
from pipeline.marks import MARK
from pipeline.parse import KEPT_OF_A_REJECT, parse_block
from pipeline.pseudonyms import Pseudonyms
from pipeline.rewriting import delivered
from tests.captured import test_captured as captured
from tests.examples import examples
from tests.pipeline.delivered import again, hand_over, log_of, marked_hits, measured
from tests.pipeline.formats.test_cases import AROUND, CASES

FILES = sorted(path.relative_to(CASES).with_suffix("").as_posix() for path in CASES.rglob("*.toml"))
COMMON = (
    "combined", "nginx_json", "caddy_json", "ltsv", "w3c/tomcat", "iis_native", "haproxy_http",
    "strings/apache_time_in_pieces",
)  # fmt: skip
"""One of each family; the others are slow only because they are many."""
CAPTURED = captured.access_logs()

ONLY_MARKS = {
    "nginx_json_partial": 1,  # an object without what the lines around it have
    "varnish/host_and_url": 6,  # the query is a field of its own: no place for a signature
    "caddy/json": 1,  # a line that is too long for some tools
}
"""Cases and captures → requests that their format cannot say as they were read."""

LOOK_LIKE = {"litespeed": "nginx_main"}
"""Cases whose lines, without what is not handed over, are as much another format's."""

COMBINED = resolve("combined")
LINE = '192.0.2.7 - ana [04/Jun/2023:18:00:00 -0600] "GET /a HTTP/1.1" 200 5 "-" "x"'


def case_of(name):
    """Format, zone, directive, and the lines: those that are requests first."""
    case = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    entries = [
        (entry.get("reason", ""), entry.get("text") or around.format(entry["logged"]))
        for kind, around in AROUND.items()
        for entry in case.get(kind, ())
    ]
    texts = [text for _, text in sorted(entries, key=lambda entry: entry[0] != "")]
    return resolve(case["format"]), case.get("zone"), case.get("directive"), texts


def assert_measures_alike(log, data, directive=None):
    found = hand_over(log, data, directive)
    back = again(log, found, directive)
    assert measured(back) == measured(found.parsed)
    return found


def text(lines):
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")


def one(line, fmt=COMBINED, **about):
    """The delivered text of a line."""
    return assert_measures_alike(log_of(fmt, **about), text([line])).data.decode().rstrip("\n")


# -- every format


def some(names, quick):
    """The quick ones, and the rest as slow."""
    return [name if name in quick else pytest.param(name, marks=pytest.mark.slow) for name in names]


@pytest.mark.parametrize("name", some(FILES, COMMON))
def test_lines_of_any_format_measure_alike_and_keep_it(name):
    fmt, zone, directive, texts = case_of(name)
    log = log_of(fmt, zone=zone)
    found = assert_measures_alike(log, text(texts), directive)
    assert len(marked_hits(found)) == ONLY_MARKS.get(name, 0)
    above = [directive] if directive else []
    requests = found.data.decode().splitlines()[: found.parsed.hits.height]
    if requests and (known := detect(pl.Series(above + texts[: len(requests)]))):
        kept = detect(pl.Series(above + requests))
        assert kept is not None
        assert kept.format.name == LOOK_LIKE.get(name, known.format.name)


@pytest.mark.parametrize("name", some(CAPTURED, CAPTURED[1::14]))
def test_what_real_servers_wrote_measures_alike(name):
    truth, about = captured.of(name)
    lines = captured.text_of(name)
    log = log_of(fitted(resolve(about["format"]), lines), zone=truth["zone"])
    found = assert_measures_alike(log, text(lines))
    assert found.parsed.hits.height > 20
    assert len(marked_hits(found)) == ONLY_MARKS.get(name, 0)


HOSTILE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ['"', '\\"', "\\", "\t", " ", "  ", "\r", "\0", "\ufeff", "\udc80", "{", "}", ",", "|", "-",
         ";", "+", "%20", "%25", "%2541", "?", "#", "=", "://", "//a@b", "10.0.0.1", "::1", "999",
         MARK, '#memoria {"hit":{}}', "#Fields: a b", "?memoria-firma=sqli", "' or 1=1", "${jndi:",
         "[dirección oculta]", "[oculto]", "İ", "\u2028", "é", "0" * 25, "-1", "1e9", "null"]
    ),
)  # fmt: skip


@st.composite
def spoilt(draw, lines):
    """Good lines with hostile texts put in."""
    found = []
    for line in draw(st.lists(st.sampled_from(lines), min_size=1, max_size=3)):
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(line)))
            line = line[:at] + draw(HOSTILE) + line[at:]  # noqa: PLW2901
        found.append(line)
    return "\n".join(found).encode("utf-8", "surrogatepass")


@settings(max_examples=examples(30), deadline=None)
@given(st.data())
def test_hostile_lines_of_any_format_measure_alike(data):
    fmt, zone, directive, texts = case_of(data.draw(st.sampled_from(sorted(by_name()))))
    log = log_of(fmt, zone=zone, mixed=data.draw(st.booleans()))
    assert_measures_alike(log, data.draw(spoilt(texts)), directive)


# -- what is not handed over

ADDRESSES = ("192.0.2.77", "2001:db8:77::9", "::ffff:198.51.100.77")
SECRETS = (
    "juana.perez", "s3cr3t0", "PHPSESSID77", "juana@correo.example", "8661234567", "tok3n77",
)  # fmt: skip


def planted(client: str) -> str:
    """In every field of `combined` that may hold it."""
    agent = f"x (+http://{client}/) [{client}] {client}"
    return (
        f'{client} s3cr3t0 juana.perez [04/Jun/2023:18:00:00 -0600] "GET /{client}/a?token=tok3n77&'
        f'tel=8661234567&c=juana@correo.example&ip={client} HTTP/1.1" 200 5 '
        f'"https://juana.perez:s3cr3t0@sitio.example/PHPSESSID77?q={client}" "{agent}"'
    )


@pytest.mark.parametrize("client", ADDRESSES)
@pytest.mark.parametrize(
    "spoil",
    [lambda line: line, lambda line: line[:-40], lambda line: f"x {line}", lambda line: f"#{line}",
     lambda line: f"#Fields: {line}", lambda line: line + "y" * 5000],
    ids=["whole", "cut", "no line", "comment", "directive", "long"],
)  # fmt: skip
def test_nobody_is_told(client, spoil):
    found = one(spoil(planted(client)))
    for secret in (client, client.removeprefix("::ffff:"), *SECRETS):
        assert secret not in found, found


PLANTED = {
    "nginx_json": (
        '{"time_iso8601":"2023-06-04T18:00:00-06:00","remote_addr":"192.0.2.77","remote_user":'
        '"juana.perez","request":"GET /192.0.2.77?x=tok3n77 HTTP/1.1","status":200,'
        '"body_bytes_sent":5,"http_referrer":"https://a.example/?q=8661234567","http_user_agent":'
        '"x 192.0.2.77","http_cookie":"PHPSESSID77","http_x_forwarded_for":"192.0.2.77",'
        '"upstream_addr":"192.0.2.77:80","request_id":"s3cr3t0"}'
    ),
    "caddy_json": (
        '{"ts":1685923200.5,"user_id":"juana.perez","request":{"remote_ip":"192.0.2.77",'
        '"client_ip":"192.0.2.77","method":"GET","host":"a.example","uri":"/?x=tok3n77","headers":'
        '{"User-Agent":["x"],"Cookie":["PHPSESSID77"],"X-Forwarded-For":["192.0.2.77"],'
        '"Authorization":["s3cr3t0"]}},"status":200,"size":5,"duration":0.001}'
    ),
    "ltsv": (
        "time:[04/Jun/2023:18:00:00 -0600]\thost:192.0.2.77\tforwardedfor:192.0.2.77\t"
        "user:juana.perez\treq:GET /?x=tok3n77 HTTP/1.1\tstatus:200\tsize:5\tua:x\t"
        "cookie:PHPSESSID77\treqid:s3cr3t0"
    ),
    "haproxy_http": (
        "192.0.2.77:33317 [04/Jun/2023:18:00:00.655] in static/juana.perez 10/0/30/69/109 200 2750 "
        'PHPSESSID77 s3cr3t0 ---- 1/1/1/1/0 0/0 {192.0.2.77} "GET /?x=tok3n77 HTTP/1.1"'
    ),
    "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
    "cs(User-Agent) cs(Cookie) cs(Referer) sc-status X-Forwarded-For": (
        "2023-06-05 00:00:00 192.0.2.77 GET /a x=tok3n77 443 juana.perez 192.0.2.77 x PHPSESSID77 "
        "https://a.example/8661234567 200 192.0.2.77"
    ),
    "nginx_main": planted("192.0.2.77").replace(" s3cr3t0 ", " - ") + ' "192.0.2.77, juana.perez"',
    "aws_alb": (
        "https 2018-07-02T22:23:00.186641Z app/s3cr3t0 192.0.2.77:2817 192.0.2.77:80 0.086 0.048 "
        '0.037 200 200 0 57 "GET https://www.example.mx:443/?x=tok3n77 HTTP/1.1" "x" '
        'ECDHE TLSv1.2 arn:juana.perez "Root=PHPSESSID77"'
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_nobody_is_told_in_any_family_of_formats(name):
    found = one(PLANTED[name], resolve(name))
    assert not found.startswith(MARK)
    for secret in ("192.0.2.77", *SECRETS):
        assert secret not in found, found


def test_a_line_that_told_its_client_would_be_refused(monkeypatch):
    monkeypatch.setattr(Pseudonyms, "of", lambda _, clients: clients)
    with pytest.raises(AccountingError, match="its client's address"):
        one(LINE)


@pytest.mark.parametrize(
    ("agent", "shown"),
    [("app/192.0.2.7", "app/[dirección oculta]"), ("app/192.0.2.8", "app/192.0.2.8")],
)
def test_what_looks_like_a_version_is_not_the_clients_own_address(agent, shown):
    assert one(LINE.replace('"x"', f'"{agent}"')).endswith(f' "{shown}"')


# -- what is kept


def test_a_pseudonym_is_an_address_of_a_network():
    lines = [LINE.replace("192.0.2.7", client) for client in ("192.0.2.7", "192.0.2.8", "10.1.1.1")]
    found = assert_measures_alike(log_of(COMBINED), text([*lines, lines[0]])).data.decode()
    first, second, third, fourth = (line.split()[0] for line in found.splitlines())
    assert first == fourth != second
    assert first[:19] == second[:19] != third[:19]
    assert all(re.fullmatch("fd[0-9a-f]{2}(:[0-9a-f]{4}){7}", one) for one in (first, third))


def test_no_client_stays_none():
    assert one(LINE.replace("192.0.2.7", "-", 1)).startswith("- - - [")


def test_a_host_name_is_a_client_too():
    found = one(LINE.replace("192.0.2.7", "pc7.example.mx"))
    assert re.match(r"[0-9a-f]{16}\.invalid - - \[", found)


def test_what_only_an_address_told_apart_stays_apart():
    agents = ("x 10.0.0.1 y", "x 10.0.0.2 y", "x 10.0.0.1 y", "x [dirección oculta] y")
    lines = [LINE.replace('"x"', f'"{agent}"').replace("/a", f"/{agent[2:10]}") for agent in agents]
    found = assert_measures_alike(log_of(COMBINED), text(lines)).data.decode()
    shown = re.findall(r'"x \[dirección oculta:[0-9a-f]{16}\] y"', found)
    assert len(shown) == 3
    assert len(set(shown)) == 2


def test_nobody_can_forge_what_tells_hidden_addresses_apart():
    forged = '"x [dirección oculta:0123456789abcdef]"'
    assert forged not in one(LINE.replace('"x"', forged))


def test_an_attack_is_told_by_its_signature_only():
    found = one(LINE.replace("/a ", "/a?id=1'+or+1=1&u=ana "))
    assert '"GET /a?memoria-firma=sqli HTTP/1.1"' in found


def test_a_signature_is_believed_only_in_a_delivered_log():
    found = one(LINE.replace("/a ", "/a?memoria-firma=sqli "))
    assert '"GET /a HTTP/1.1"' in found


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (LINE.replace('"-"', '"https://Juana@Sitio.example:8080/x?y"'),
         '"https://sitio.example:8080/"'),
        (LINE.replace('"-"', '"app"'), '"[oculto]"'),
        (LINE.replace("GET /a", "GET http://otro.example/a"), '"GET /a HTTP/1.1"'),
        (LINE.replace("GET /a HTTP/1.1", "\\x16\\x03"), ' "-" '),
        (LINE.replace("GET", "BREW"), '"OTHER /a HTTP/1.1"'),
        (LINE.replace(" 200 5", " 304 -"), " 304 - "),
        (LINE.replace('"x"', '"-"'), '"-" "-"'),
    ],
)  # fmt: skip
def test_a_part(line, part):
    assert part in one(line)


def test_the_client_that_a_proxy_named_needs_no_proxy_any_more():
    lines = [f'10.0.0.1{LINE[9:]} "{client}"' for client in ("192.0.2.7", "192.0.2.8", "-")]
    believed = Forwarded("x-forwarded-for", networks(["10.0.0.0/8"]))
    log = log_of(resolve("nginx_main"), forwarded=believed)
    found = assert_measures_alike(log, text(lines))
    clients = {line.split()[0] for line in found.data.decode().splitlines()}
    assert len(clients) == 3
    assert all(line.endswith(' "-"') for line in found.data.decode().splitlines())


def test_what_was_put_before_the_lines_is_left_out():
    lines = [f"Jun  4 18:00:00 servidor-de-juana nginx[9]: {LINE}"] * 3
    found = assert_measures_alike(log_of(Prefixed(COMBINED)), text(lines)).data.decode()
    assert "juana" not in found
    assert found.count('"GET /a HTTP/1.1"') == 3


def test_a_log_that_goes_on_in_another_format_keeps_both():
    data = text([LINE, f"sitio.example:443 {LINE}", LINE.rsplit(' "', 2)[0], f"{LINE} 12345"])
    found = assert_measures_alike(log_of(COMBINED, mixed=True), data)
    assert found.parsed.hits.height == 4
    assert marked_hits(found) == []
    assert found.data.decode().splitlines()[3].endswith(" 12345")


@pytest.mark.parametrize(
    ("layout", "time"),
    [("epoch_s", "1685923200.25"), ("epoch_ms", "1685923200250.5"),
     ("epoch_us", "1685923200250001"), ("epoch_ns", "1685923200250001000"),
     ("", '"2023-06-04T18:00:00.25-06:00"'),
     ("%d/%m/%Y %H:%M:%S %z", '"04/06/2023 18:00:00 -0600"')],
)  # fmt: skip
@pytest.mark.parametrize(
    ("unit", "duration"),
    [("s", "1234.5"), ("ms", "0.25"), ("us", "7"), ("ns", "7000"), ("go", "2000.5")],
)  # fmt: skip
def test_any_declared_time_and_duration(layout, time, unit, duration):
    fields = {"time": f"t {layout}", "client": "c", "target": "u", "duration": f"d {unit}"}
    line = f'{{"t":{time},"c":"192.0.2.7","u":"/a","d":{duration}}}'
    assert not one(line, mapped("json", fields)).startswith(MARK)


def test_a_layout_that_changes_within_a_log():
    data = (
        b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
        b"2023-06-05 00:00:00 192.0.2.7 GET /a 200\n"
        b"#Remark: visto por 192.0.2.9\n"
        b"#Fields: date time cs-uri-stem sc-status c-ip cs(User-Agent)\n"
        b"2023-06-05 00:00:01 /b 404 192.0.2.7 x+y\n"
    )
    found = assert_measures_alike(log_of(resolve("w3c")), data)
    lines = found.data.decode().splitlines()
    assert lines[1].endswith(" GET /a 200")
    assert lines[2] == "#Remark: visto por [dirección oculta]"
    assert lines[4].startswith("2023-06-05 00:00:01 /b 404 fd")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Time-Taken sc-192.0.2.9 ana", "Time-Taken [oculto] [oculto]"),
        ("sc-win32-s::1tatus", "[oculto]"),
        ('x {"user": "ana de tal"}', "[oculto] [oculto] [oculto] [oculto] [oculto]"),
        ("x-own", "x-own"),
    ],
)
def test_a_directive_into_which_a_line_has_run_keeps_its_columns(written, shown):
    fields = "#Fields: date time c-ip cs-method cs-uri-stem sc-status"
    values = "2023-06-05 00:00:00 192.0.2.7 GET /a 200" + " -" * len(written.split())
    found = assert_measures_alike(
        log_of(resolve("w3c")), f"{fields} {written}\n{values}\n".encode()
    )
    directive, line, *_ = found.data.decode().splitlines()
    assert directive == f"{fields} {shown}"
    assert not line.startswith(MARK)


def test_a_delivery_can_be_handed_over_again():
    data = text(
        [planted("192.0.2.77"), planted("::1"), *REJECTED.values(), "# nota", "", LINE * 60]
    )
    first = hand_over(log_of(COMBINED), data)
    second = hand_over(delivered(log_of(COMBINED)), first.data)
    assert measured(again(log_of(COMBINED), second)) == measured(first.parsed)
    assert second.data != first.data


# -- marks

REJECTED = {
    "no_match": "algo",
    "truncated": LINE[:60],
    "bad_time": LINE.replace("04/Jun", "31/Jun"),
    "bad_status": LINE.replace(" 200 ", " 2000 "),
    "bad_number": LINE.replace(" 5 ", " 99999999999999999999999 "),
    "binary": "\\x16\\x03",
    "too_long": LINE + "x" * LONGEST_LINE,
}


@pytest.mark.parametrize("reason", REASONS)
def test_what_was_rejected_stays_so(reason):
    found = assert_measures_alike(log_of(COMBINED), text([LINE, REJECTED[reason]]))
    assert found.parsed.rejects["reason"].to_list() == [reason]
    said = json.loads(found.data.decode().splitlines()[1].removeprefix(MARK))
    assert said["reject"][0] == reason
    assert len(said["reject"][1]) < 2 * KEPT_OF_A_REJECT


def test_what_other_tools_take_for_a_request_stays_so():
    cut = LINE.rsplit(" 200", 1)[0]
    long = LINE.replace('"x"', f'"{"y" * 5000}"')
    found = assert_measures_alike(log_of(COMBINED), text([cut, REJECTED["bad_time"], long]))
    assert found.parsed.torn["ends"].to_list() == ["request", "rest", "no such day"]


def test_a_long_request_stays_long():
    long = LINE.replace("/a", "/a?" + "x" * 5000)
    (said,) = marked_hits(assert_measures_alike(log_of(COMBINED), text([long])))
    assert json.loads(said.removeprefix(MARK))["length"] == len(long)


def test_lines_that_are_no_requests_stay_where_they_are():
    data = b"\r\n \t\n#nota: ana@correo.example\r\n" + LINE.encode() + b"\n\n# otra"
    found = assert_measures_alike(log_of(COMBINED), data)
    lines = found.data.decode().split("\n")
    assert lines[:3] == ["", "", "#nota: [oculto]"]
    assert lines[4:] == ["", "# otra", ""]


def test_a_mark_of_a_client_is_a_comment():
    forged = '#memoria {"hit":{"time":0,"clock_offset":0}}'
    found = assert_measures_alike(log_of(COMBINED), text([forged, LINE]))
    assert found.parsed.comments == 1
    assert found.data.startswith(b"##memoria ")


@pytest.mark.parametrize(
    "said",
    ["", "{", "[]", "{}", '{"hit":1}', '{"hit":{}}', '{"hit":{"time":"x"}}', '{"hit":{"time":-1}}',
     '{"hit":{"time":0,"status":99999}}', '{"hit":{"time":0,"client":7}}', '{"reject":[]}',
     '{"reject":["otro","x"]}', '{"reject":["no_match",1]}', '{"reject":["no_match","x"],"a":1}',
     '{"hit":{"time":0},"reject":["no_match","x"]}', '{"hit":{"time":0},"length":-1}',
     '{"hit":{"time":0},"torn":[{}]}', '{"hit":{"time":0},"torn":1}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_mark_is_a_comment_whoever_wrote_it(said):
    block = Block(1, text([MARK + said, LINE]))
    parsed = parse_block(block, COMBINED, None, pseudonymised=True)
    assert (parsed.hits.height, parsed.comments) == (1, 1)


def test_a_mark_counts_only_in_a_delivered_log():
    line = MARK + '{"hit":{"time":0,"clock_offset":0}}'
    counted = [
        parse_block(Block(1, text([line, LINE])), COMBINED, None, pseudonymised=said).hits.height
        for said in (False, True)
    ]
    assert counted == [1, 2]


def test_a_layout_that_says_nothing_of_a_request_still_gives_each_its_line():
    lines = Way(("-", " x")).lines(pl.DataFrame({"line_no": [1, 2]}))
    assert lines.to_list() == ["- x", "- x"]


def test_a_directive_without_fields_has_a_way_too():
    empty = by_name()["w3c"].ways(pl.DataFrame({"line": ["x"], "directive": ["#Fields:"]}))
    assert {way.lines(pl.DataFrame({"line_no": [1]})).item() for way in empty} == {"", '""'}
