"""Globs: the order of what they name."""

from pipeline.globs import matches, natural


def test_natural_order(tmp_path):
    order = ["access.log", "access.log.1", "access.log.2", "access.log.10", "access.log.100"]
    for name in reversed(order):
        (tmp_path / name).touch()
    assert [path.name for path in matches(tmp_path, "access.log*")] == order
    sorted_names = ["", "2", "10", "a9", "a10", "b2"]
    assert sorted(["b2", "a10", "2", "a9", "10", ""], key=natural) == sorted_names
