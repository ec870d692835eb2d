"""The tokens of the Common Log Format and of `combined`, which many servers write with something
before, between or after them.

Source: Apache HTTP Server, "Log Files", Common Log Format and Combined Log Format.
"""

from pipeline.formats.readers.fields import CLF_TIME, Field, Token

CLIENT: tuple[Token, ...] = (Field("client"),)
WHO: tuple[Token, ...] = (" ", Field("ident"), " ", Field("user"), " ")
WHEN: tuple[Token, ...] = (Field("time", CLF_TIME),)
WHAT: tuple[Token, ...] = (' "', Field("request"), '" ', Field("status"), " ", Field("bytes"))
HEADERS: tuple[Token, ...] = (' "', Field("referer"), '" "', Field("agent"), '"')

COMMON: tuple[Token, ...] = (*CLIENT, *WHO, *WHEN, *WHAT)
COMBINED: tuple[Token, ...] = (*COMMON, *HEADERS)
