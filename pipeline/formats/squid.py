"""Squid's logs.

Source: squid.conf documentation, `logformat`: the formats squid, common and combined that are built
in.
"""

import polars as pl

from pipeline.formats.readers.clf import CLIENT, HEADERS, WHEN, WHO
from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts, with_site
from pipeline.formats.readers.template import Template
from pipeline.formats.readers.writing import with_sites

_OTHER = Field("")
_NONE, _NOWHERE = Field("", "NONE"), Field("", "HIER_NONE")
_NATIVE: tuple[Token, ...] = (
    Field("time", "epoch_s"), " ", Field("duration", "ms"), " ", Field("client"), " ",
    _NONE, "/", Field("status"), " ", Field("bytes_sent"), " ",  # result code and status
    Field("method"), " ", Field("target"), " ", Field("user"), " ",
    _NOWHERE, "/", _OTHER, " ", _OTHER,  # hierarchy code and peer, type; headers (log_mime_hdrs)
)  # fmt: skip
_COMMON: tuple[Token, ...] = (
    *CLIENT, *WHO, *WHEN, ' "', Field("request"), '" ', Field("status"), " ", Field("bytes_sent"),
)  # fmt: skip
_RESULT: tuple[Token, ...] = (" ", _NONE, ":", _OTHER)
_RESULT_CODE = r" (?:TCP|UDP|NONE|NONE_NONE)(?:_[A-Z_]+)?:[A-Z_]+$"


def _written(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], ...]:
    """A site that the log does not name stands in the target."""
    whole = (*tokens, *_RESULT[:-1], _NOWHERE)
    return whole, with_sites(whole)


def _without_errors(lines: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:
    """What could not be read as a request stands as `error:invalid-request` and the like."""
    is_error = pl.col("target").str.starts_with("error:").fill_null(value=False)
    records = records.with_columns(
        pl.when(~is_error).then(pl.col(name)).alias(name) for name in ("method", "target")
    )
    return with_site(lines, records)


FORMATS = (
    Layouts(
        "squid",
        "Squid «squid», su formato nativo",
        (Template("squid", "", _NATIVE, ""),),
        certain=(
            r"^\d{9,10}\.\d{3} [\d-]+ [^ ]+ [A-Z_]+/\d{3} \d+ [A-Z_-]+ [^ ]+ [^ ]+ [A-Z_]+/[^ ]+ "
        ),
        shaped=((r"^ *([^ ]+) +", "$1 "),),  # both numbers are padded
        after=_without_errors,
    ),
    Layouts(
        "squid_common",
        "Squid «common»",
        (Template("squid_common", "", (*_COMMON, *_RESULT), ""),),
        certain=_RESULT_CODE,
        after=_without_errors,
        written=_written(_COMMON),
    ),
    Layouts(
        "squid_combined",
        "Squid «combined»",
        (Template("squid_combined", "", (*_COMMON, *HEADERS, *_RESULT), ""),),
        certain=_RESULT_CODE,
        after=_without_errors,
        written=_written((*_COMMON, *HEADERS)),
    ),
)

ALIASES = {"squid": "squid"}
