"""A diffuser of method 2: the official site in a frame. Its log has the page, never the data."""

from datetime import timedelta

import pytest

from .conftest import leave_paper_out
from .support import BASELINE_LOGS, HEAD, OPERATION_LOGS, OPERATION_START, line, project
from .test_odd_projects import built

FRAME = '\n[published]\npaths = ["/resultados-prep", "/resultados-prep/**"]\n'


@pytest.fixture(scope="module")
def framed(tmp_path_factory):
    """Three cuts without an answer; whoever polls for data asks the official site. No paper."""
    toml = HEAD.replace("method = 1", "method = 2") + FRAME + OPERATION_LOGS + BASELINE_LOGS
    place = project(tmp_path_factory.mktemp("framed") / "p", toml=toml)
    (place / "op" / "access.log").write_text("".join(_lines()))
    with pytest.MonkeyPatch.context() as patch:
        leave_paper_out(patch)
        return built(place)


def _lines():
    for cut in range(360):
        at = OPERATION_START + timedelta(minutes=5 * cut, seconds=3)
        status = 503 if 12 <= cut < 15 else 200
        yield line(at, f"/nota/{cut % 7}", f"192.0.2.{cut % 50}")
        yield line(at + timedelta(seconds=2), "/resultados-prep", f"192.0.2.{cut % 50}", status)


def test_the_frame_page_is_what_is_served_and_counted(framed):
    summary, _ = framed
    found = summary["availability"]
    assert (found["cuts"], found["served"], found["errors"]) == (360, 357, 3)
    assert found["outages_by_cuts"] == 1
    prep = summary["measures"]["operation"]["sections"]["published"]
    assert (prep["hits"], prep["pages"]) == (360, 357)
    assert prep["visits"] > 0


def test_cuts_and_polling_are_unknown_and_why(framed):
    summary, page = framed
    found = summary["availability"]
    assert found["adherence"] is None
    assert "con el método 2" in found["adherence_reason"]
    assert found["adherence_reason"] in page
    polling = summary["planning"]["polling"]
    assert polling["period_s"] is None
    assert polling["period_s_reason"]


def test_the_documents_say_what_this_log_cannot(framed):
    summary, page = framed
    assert summary["diffuser"]["method"]["comparable"] is False
    assert summary["diffuser"]["method"]["note"] in page
    assert "Tramos en que se mostró" not in page
    assert "Servido sin datos nuevos" not in page
