"""Tasks: outputs appear whole and are made once."""

from functools import partial
from threading import Semaphore

import pytest

from pipeline import workers
from pipeline.workers import Task, ordered, perform


def joined(inputs, out, mark=""):
    (out / "text").write_text("".join(path.read_text() for path in inputs) + mark)


def broken(inputs, out):
    (out / "text").write_text("half")
    raise ValueError(str(inputs[0].name))


def test_outputs_come_in_the_order_of_the_tasks(tmp_path):
    (tmp_path / "a").write_text("A")
    tasks = [Task(("a",), f"made/{n}", partial(joined, mark=str(n))) for n in range(9)]
    assert list(perform(tasks, tmp_path)) == [f"made/{n}" for n in range(9)]
    assert [(tmp_path / f"made/{n}/text").read_text() for n in range(9)] == [
        f"A{n}" for n in range(9)
    ]


def test_nobody_waits_for_who_has_a_large_one():
    """One item lasts until another worker has done all that may be held besides."""
    others = 2 * workers.WORKERS
    done = Semaphore(0)

    def work(item: int) -> int:
        for _ in range(0 if item else others):
            assert done.acquire(timeout=30)
        done.release()
        return item

    assert list(ordered(work, range(20))) == [*range(20)]


def test_no_more_is_held_than_there_is_room_for():
    taken = list[int]()

    def items():
        for item in range(50):
            taken.append(item)
            yield item

    for result in ordered(lambda item: item, items()):
        assert len(taken) - result <= 2 * workers.WORKERS + 1


def test_what_is_there_is_not_made_again(tmp_path):
    (tmp_path / "a").write_text("A")
    list(perform([Task(("a",), "b", joined)], tmp_path))
    assert list(perform([Task(("a",), "b", broken)], tmp_path)) == ["b"]
    assert (tmp_path / "b/text").read_text() == "A"


def test_what_fails_leaves_nothing(tmp_path):
    (tmp_path / "a").write_text("A")
    with pytest.raises(ValueError, match="a"):
        list(perform([Task(("a",), "b", broken)], tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_was_there_and_what_is_made_are_told_apart(tmp_path, caplog):
    (tmp_path / "a").write_text("A")
    list(perform([Task(("a",), "b", joined)], tmp_path))
    caplog.set_level("INFO", "memoria")
    list(perform([Task(("a",), name, joined) for name in ("b", "c")], tmp_path))
    assert caplog.messages == ["parte b: ya estaba hecha", "parte c: hecha ahora"]
