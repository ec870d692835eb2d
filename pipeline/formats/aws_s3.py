"""Amazon S3's server access log, of which a static web site may be the bucket.

Source: Amazon S3 user guide, "Amazon S3 server access log format". What follows the user agent has
grown over the years and is not read.
"""

from pipeline.formats.readers.fields import CLF_TIME, Field, Token
from pipeline.formats.readers.layouts import Layouts
from pipeline.formats.readers.template import Template

_OTHER = Field("")
_START: tuple[Token, ...] = (
    _OTHER, " ", Field("vhost"), " ", Field("time", CLF_TIME), " ", Field("client"), " ",
    _OTHER, " ", _OTHER, " ", Field("", "REST.UNKNOWN"), " ",  # requester, request id, operation
    _OTHER, " ",  # key
)  # fmt: skip
_MIDDLE: tuple[Token, ...] = (
    " ", Field("status"), " ", _OTHER, " ", Field("bytes"), " ", _OTHER, " ",  # error, size
    Field("duration", "ms"), " ", _OTHER, " ",  # total time, turn-around time
)  # fmt: skip
_REQUEST: tuple[Token, ...] = ('"', Field("request"), '"')
_HEADERS: tuple[Token, ...] = ('"', Field("referer"), '" "', Field("agent"), '"', _OTHER)

FORMATS = (
    Layouts(
        "aws_s3",
        "Amazon S3, bitácora de acceso del servidor",
        (
            Template("aws_s3", "", (*_START, *_REQUEST, *_MIDDLE, *_HEADERS), ""),
            # What S3 does by itself, or one by one of a list, has no request.
            Template("aws_s3", "", (*_START, "-", *_MIDDLE, "- -", _OTHER), ""),
        ),
        certain=(
            r"^[^ ]+ [^ ]+ \[[^\]]+\] [^ ]+ [^ ]+ [^ ]+ "
            r"(?:REST|WEBSITE|SOAP|BATCH|S3)\.[A-Z0-9_.]+ [^ ]+ (?:-|\".*\") \d{3} "
        ),
    ),
)

ALIASES = {"awss3": "aws_s3", "s3": "aws_s3", "amazon_s3": "aws_s3"}
