"""How each server writes a client's bytes into its log, after its own source and documentation.

Written by hand, to be compared with: nothing here comes from memoria's readers.
"""

import re

_LETTERS = {7: b"a", 8: b"b", 9: b"t", 10: b"n", 11: b"v", 12: b"f", 13: b"r"}


def apache(text: bytes) -> bytes:
    """ap_escape_logitem: `\\"`, `\\\\`, letters for white space, `\\xhh` for all that is not
    ASCII."""
    return _each(text, letters=b"btnvr", hexadecimal=b"\\x%02x", slash=True)


def nginx(text: bytes) -> bytes:
    """escape=default: quotes, backslashes and all that is not ASCII as `\\xHH`."""
    return _each(text, letters=b"", hexadecimal=b"\\x%02X", slash=False)


def lighttpd(text: bytes) -> bytes:
    """buffer_append_bs_escaped: as Apache, with capital digits."""
    return _each(text, letters=b"abtnvfr", hexadecimal=b"\\x%02X", slash=True)


def varnish(text: bytes) -> bytes:
    """VSB_quote: as Apache; text that is not ASCII as `\\xhh`."""
    return _each(text, letters=b"ntrb", hexadecimal=b"\\x%02x", slash=True)


def haproxy_target(text: bytes) -> bytes:
    """url_encode_map: control bytes, those above ASCII and `"#` as `#HH`."""
    return re.sub(rb'[\x00-\x1f"#\x7f-\xff]', lambda match: b"#%02X" % match[0][0], text)


def go_json(text: bytes) -> bytes:
    """Go's encoding/json: what is not UTF-8 becomes U+FFFD."""
    return text.decode("utf-8", "replace").encode()


def nothing(text: bytes) -> bytes:
    """As sent."""
    return text


def _each(text: bytes, *, letters: bytes, hexadecimal: bytes, slash: bool) -> bytes:
    """slash: quotes and backslashes with a backslash before them, else by their number."""
    out = b""
    for byte in text:
        one = bytes([byte])
        letter = _LETTERS.get(byte)
        if one in b'"\\':
            out += b"\\" + one if slash else hexadecimal % byte
        elif letter and letter in letters:
            out += b"\\" + letter
        elif 0x20 <= byte < 0x7F:
            out += one
        else:
            out += hexadecimal % byte
    return out
