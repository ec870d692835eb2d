"""Every definition against cases kept as files (see runner.py)."""

import pytest

from pipeline.definitions import available
from tests.definitions.runner import CASES, COUNTED, Case, folders


@pytest.mark.parametrize("folder", folders(), ids=lambda path: path.name)
def test_case(folder, tmp_path):
    case = Case(folder, tmp_path)
    case.prepare(COUNTED)
    for name in case.definitions:
        assert case.counted(name) == case.expects(name), name


def test_every_definition_has_a_case():
    assert {path.stem for path in CASES.glob("*/expected/*.csv")} == set(available())
