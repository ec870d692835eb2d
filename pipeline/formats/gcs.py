"""Usage logs of Google Cloud Storage, of which a static web site may be the bucket.

Source: Cloud Storage documentation, "Usage logs & storage logs", usage log format. Every file
begins with the names of the columns.
"""

import polars as pl

from pipeline.formats.readers.fields import Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_COLUMNS = (
    Field("time", "epoch_us"), Field("client"), Field("", "2"), _OTHER,  # its type (IPv6), region
    Field("method"), Field("target"), Field("status"), _OTHER, Field("bytes_sent"),
    Field("duration", "us"), Field("vhost"), Field("referer"), Field("agent"),
)  # fmt: skip


def _tokens() -> tuple[Token, ...]:
    tokens: list[Token] = ['"']
    for column in _COLUMNS:
        tokens += [column, '","']
    return (*tokens, _OTHER, '"', _OTHER)  # request's id; operation, bucket, object


def _empty_is_none(lines: pl.DataFrame, records: pl.DataFrame) -> pl.DataFrame:  # noqa: ARG001
    return records.with_columns(
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name in ("vhost", "referer", "target")
    )


FORMATS = (
    Layouts(
        "google_cloud_storage",
        "Google Cloud Storage, bitácora de uso",
        (Template("google_cloud_storage", "", _tokens(), ""),),
        certain=r'^"\d{13,17}","[0-9A-Fa-f:.]+","[0-9]*","[^"]*","[A-Z]+","',
        after=_empty_is_none,
    ),
)

ALIASES = {"cloudstorage": "google_cloud_storage", "gcs": "google_cloud_storage"}
