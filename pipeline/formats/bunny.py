"""Bunny CDN's raw request logs. They do not say with which method it was asked.

Source: bunny.net documentation, "CDN Logging", log format (Logging API v1).
"""

from pipeline.formats.readers.fields import Field
from pipeline.formats.readers.layouts import with_site
from pipeline.formats.readers.separated import Separated

_OTHER = Field("")

FORMATS = (
    Separated(
        "bunny",
        "Bunny CDN",
        "|",
        (
            _OTHER, Field("status"), Field("time", "epoch_ms"), Field("bytes_sent"),  # cache first
            Field("", "0"), Field("client"), Field("referer"), Field("target"),  # pull zone first
            _OTHER, Field("agent"), _OTHER, _OTHER,  # edge location; request's id, country
        ),
        certain=r"^[A-Z_-]+\|\d{3}\|\d{13}\|\d+\|\d+\|[0-9A-Fa-f.:]+\|[^|]*\|https?://",
        after=with_site,
    ),
)  # fmt: skip
