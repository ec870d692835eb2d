"""Access logs of AWS's load balancers: the classic ones and the application ones.

Source: Elastic Load Balancing user guides, "Access logs for your Classic Load Balancer" and "Access
logs for your Application Load Balancer". What follows the user agent has grown over the years and
is not read. Logs of Network Load Balancers tell connections, not requests.
"""

from functools import partial

import polars as pl

from pipeline.formats.readers.fields import ISO_TIME, Field, Token
from pipeline.formats.readers.layouts import Layouts, with_site
from pipeline.formats.readers.template import Template
from pipeline.formats.readers.writing import with_sites

_OTHER = Field("")
_CONNECTION: tuple[Token, ...] = (
    Field("time", ISO_TIME), " ", _OTHER, " ",  # the load balancer
    Field("client"), ":", _OTHER, " ", _OTHER, " ",  # client:port target:port
)  # fmt: skip
_RESPONSE: tuple[Token, ...] = (
    " ", Field("status"), " ", _OTHER, " ", Field("", "0"), " ", Field("bytes_sent"),  # received
    ' "', Field("request"), '"',
)  # fmt: skip
_TO_REQUEST: tuple[Token, ...] = (
    *_CONNECTION, _OTHER, " ", _OTHER, " ", _OTHER, *_RESPONSE,  # three times: _with_duration
)  # fmt: skip
_WRITTEN: tuple[Token, ...] = with_sites(
    (*_CONNECTION, Field("duration", "s"), " 0.0 0.0", *_RESPONSE)
)
_AGENT: tuple[Token, ...] = (' "', Field("agent"), '"', _OTHER)
_TYPE: tuple[Token, ...] = (_OTHER, " ")

_CERTAIN = (
    r"\d{4}-\d\d-\d\dT[\d:.]+Z [^ ]+ [^ ]+:\d+ (?:[^ ]+:\d+|-) "
    r'[\d.-]+ [\d.-]+ [\d.-]+ (?:\d+|-) (?:\d+|-) \d+ \d+ "'
)


def _with_duration(lines: pl.DataFrame, records: pl.DataFrame, first: int) -> pl.DataFrame:
    """The seconds to the target, in the target and from the target, which are the words from
    `first`; -1 where it was not reached."""
    words = pl.col("line").str.splitn(" ", first + 4)
    seconds = [
        words.struct.field(f"field_{first + i}").cast(pl.Float64, strict=False) for i in range(3)
    ]
    duration = (pl.sum_horizontal(seconds, ignore_nulls=False) * 1e6).round()
    measured = lines.select("line_no", duration_us=duration.cast(pl.UInt64, strict=False))
    records = records.drop("duration_us").join(measured, on="line_no", how="left")
    return with_site(lines, records)


FORMATS = (
    Layouts(
        "aws_elb",
        "AWS Elastic Load Balancing (Classic Load Balancer)",
        (
            Template("aws_elb", "", (*_TO_REQUEST, *_AGENT), ""),
            Template("aws_elb", "", _TO_REQUEST, ""),  # until 2015
        ),
        certain=f"^{_CERTAIN}",
        after=partial(_with_duration, first=4),
        written=((*_WRITTEN, *_AGENT[:-1]), _WRITTEN),
    ),
    Layouts(
        "aws_alb",
        "AWS Elastic Load Balancing (Application Load Balancer)",
        (Template("aws_alb", "", (*_TYPE, *_TO_REQUEST, *_AGENT), ""),),
        certain=rf"^(?:https?|h2|grpcs|wss?) {_CERTAIN}",
        after=partial(_with_duration, first=5),
        written=(("https ", *_WRITTEN, *_AGENT[:-1]),),
    ),
)

ALIASES = {"awselb": "aws_elb", "elb": "aws_elb", "awsalb": "aws_alb", "alb": "aws_alb"}
