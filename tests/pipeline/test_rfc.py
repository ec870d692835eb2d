"""What is an RFC, and how it is written."""

import pytest

from pipeline import rfc


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("RIGA800101AB3", "RIGA800101AB3"),
        (" riga-800101-ab3 ", "RIGA800101AB3"),
        ("EME010203TR5", "EME010203TR5"),
        ("ÑA&010203TRA", "ÑA&010203TRA"),
        ("RIGA801301AB3", None),  # no month 13
        ("RIGA800132AB3", None),
        ("RIGA800101ABB", None),  # the last is a digit or A
        ("RIGA800101AB", None),
        ("RIGA800101MCLSRN04", None),  # a CURP
        ("", None),
    ],
)
def test_the_shape_of_an_rfc(text, normal):
    assert rfc.normal(text) == normal
