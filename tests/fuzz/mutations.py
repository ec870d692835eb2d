"""What a broken server, a full disk, an attacker or a bad copy makes of a text: bytes → bytes.

All of it from a `random.Random`, so a seed says everything.
"""

import random
from collections.abc import Callable, Sequence

SIGNS = (
    b'"', b"'", b"\\", b'\\"', b"\\\\", b"[", b"]", b"{", b"}", b"(", b")", b" ", b"  ", b"\t",
    b":", b",", b";", b"|", b"=", b"-", b"%", b"#", b"?", b"&", b"+", b"/", b"<", b">", b"$", b"`",
)  # fmt: skip
BYTES = (
    b"\0", b"\0\0\0\0", b"\r", b"\x0b", b"\x0c", b"\x1b[31m", b"\x7f", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\xc0\x80", b"\xa4\xb8", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"\x1f\x8b", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"PK\x03\x04",
)  # fmt: skip
LETTERS = tuple(
    text.encode()
    for text in (
        "\u2028", "\u2029", "\x85", "\xa0", "\u202e", "\u200b", "\u2066", "\ufeff", "ñ", "ı", "İ",
        "ß", "٣", "２", "e\u0301", "😀", "\U0010ffff", "\ue000", "\ue0001\ue001", "\u0000",
    )
)  # fmt: skip
NUMBERS = (
    b"0", b"-0", b"00", b"-1", b"1e5", b"1e999", b"-1e-999", b"0x1F", b"nan", b"NaN", b"inf", b".5",
    b"5.", b"1_0", b"65535", b"65536", b"99", b"1000", b"000", b"4294967296",
    b"9223372036854775807",
    b"9223372036854775808", b"18446744073709551615", b"18446744073709551616", b"9" * 25, b"9" * 40,
    b"0." + b"0" * 30 + b"1", b"1.7976931348623157e308", b"9" * 400,
)  # fmt: skip
TIMES = (
    b"30/Feb/2023:18:00:00 -0600", b"04/Jun/0000:00:00:00 +0000", b"31/Dec/9999:23:59:60 -2359",
    b"04/Jun/2023:25:61:61 +9999", b"04/Jun/2023:18:00:00 -6000", b"0001-01-01T00:00:00Z",
    b"9999-12-31T23:59:59.999999999+14:00", b"2023-13-32 24:00:00", b"2022-04-03 02:30:00",
    b"2022-10-30 01:30:00", b"1969-12-31T23:59:59Z", b"-99999999999999", b"99999999999999999",
    b"262143-12-31T00:00:00Z", b"-262144-01-01T00:00:00Z", b"+0530", b"-24:00", b"Z", b"+00:00:30",
)  # fmt: skip
WORDS = (
    b"GET / HTTP/1.1", b"-", b"null", b"true", b"{}", b"[]", b'""', b'{"a":{"b":[1,{"c":null}]}}',
    b"\\u0000", b"\\ud800", b"\\x00", b"\\xff", b"%00", b"%25252541", b"%ff", b"::", b"::1",
    b"fe80::1%eth0", b"::ffff:10.0.0.1", b"10.0.0.1:80", b"[::1]:443", b"999.999.999.999",
    b"#Fields: ", b"#Fields: date time c-ip", b"#memoria {", b'#memoria {"hit":{}}',
    b"?memoria-firma=sqli", b"${jndi:ldap://x}", b"' or 1=1--", b"<script>", b"=1+1", b"../../",
    b"time:", b"\thost:", b"Jun  4 18:00:00 web1 nginx: ",
    b"<134>1 2023-06-04T18:00:00Z h a - - - ",
    b"2023-06-04T18:00:00.000000000Z stdout F ", b"user@example.mx", b"http://a@b/c?d",
)  # fmt: skip
BRINGS = (SIGNS, SIGNS, BYTES, LETTERS, NUMBERS, TIMES, WORDS)
SEPARATORS = (b" ", b'"', b",", b"\t", b":", b"|", b"\n", b";")

Change = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def flipped(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    if not text:
        return text
    at = int(rng.random() * len(text))
    return text[:at] + bytes([text[at] ^ (1 << int(rng.random() * 8))]) + text[at + 1 :]


def inserted(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    at = int(rng.random() * (len(text) + 1))
    return text[:at] + something(rng) + text[at:]


def replaced(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    at = int(rng.random() * (len(text) + 1))
    return text[:at] + something(rng) + text[at + int(rng.random() * 12) :]


def deleted(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    at = int(rng.random() * (len(text) + 1))
    return text[:at] + text[at + 1 + int(rng.random() * 8) :]


def truncated(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    return text[: int(rng.random() * (len(text) + 1))]


def beheaded(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    return text[int(rng.random() * (len(text) + 1)) :]


def spliced(text: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    other = others[int(rng.random() * len(others))]
    return truncated(text, rng, others) + beheaded(other, rng, others)


def repeated(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    at = int(rng.random() * (len(text) + 1))
    piece = text[at : at + 1 + int(rng.random() * 20)]
    return text[:at] + piece * (1 + int(rng.random() ** 4 * 60)) + text[at:]


def swapped(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """Two pieces between separators."""
    separator = SEPARATORS[int(rng.random() * len(SEPARATORS))]
    pieces = text.split(separator)
    one, other = (int(rng.random() * len(pieces)) for _ in range(2))
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return separator.join(pieces)


def put(text: bytes, rng: random.Random, _: Sequence[bytes]) -> bytes:
    """Something else in place of a piece between separators."""
    separator = SEPARATORS[int(rng.random() * len(SEPARATORS))]
    pieces = text.split(separator)
    pieces[int(rng.random() * len(pieces))] = something(rng)
    return separator.join(pieces)


CHANGES: tuple[Change, ...] = (
    flipped, inserted, inserted, replaced, deleted, truncated, beheaded, spliced, repeated, swapped,
    put, put,
)  # fmt: skip


def something(rng: random.Random) -> bytes:
    kind = BRINGS[int(rng.random() * len(BRINGS))]
    return kind[int(rng.random() * len(kind))]


def changed(text: bytes, rng: random.Random, others: Sequence[bytes], most: int = 3) -> bytes:
    """A fifth as they are, the others with up to `most` changes."""
    if rng.random() < 0.2:
        return text
    for _ in range(1 + int(rng.random() * most)):
        text = CHANGES[int(rng.random() * len(CHANGES))](text, rng, others)
    return text


def text_of(rng: random.Random, corpus: Sequence[bytes], lines: int) -> bytes:
    """So many lines at least, with what may end them; now and then a long one, or noise."""
    made = []
    for _ in range(lines):
        chance = rng.random()
        if chance < 0.97:
            made.append(changed(corpus[int(rng.random() * len(corpus))], rng, corpus))
        elif chance < 0.98:
            made.append(rng.randbytes(int(rng.random() * 60)))
        elif chance < 0.999:
            made.append(something(rng))
        else:
            made.append(corpus[0] + something(rng) * int(rng.random() ** 3 * 20_000))
        if rng.random() < 0.02:
            made[-1] += b"\r"
    return b"\n".join(made) + rng.choice([b"\n", b"", b"\r\n", b"\n\n"])
