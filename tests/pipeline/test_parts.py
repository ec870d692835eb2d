"""The shelf of parts: whole or not there, made once, without addresses, the same for any split."""

# ruff: noqa: DTZ001 (instants are naive UTC, as in the warehouse)

import gzip
import json
import random
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipeline import lines, own_code, parquet, parts, steady
from pipeline.containers import base
from pipeline.errors import LogError, OutputError
from pipeline.formats import resolve
from pipeline.logfile import Declared
from pipeline.look import look
from pipeline.parse import KEPT_OF_A_REJECT, Counts, parse_block
from pipeline.parts import make, sweep
from pipeline.places import Places
from pipeline.privacy import Tokens
from pipeline.texts import LONGEST_HOST, LONGEST_PATH, TEXTS
from tests.pipeline.projects import log_text
from tests.pipeline.test_texts import REFERERS, TARGETS

TOKENS = Tokens(b"k" * 32)
GOOD = '{} - - [04/Jun/2023:18:{:02}:00 -0600] "GET {} HTTP/1.1" 200 5 "{}" "{}"\n'


@pytest.fixture
def shelf(tmp_path):
    folder = tmp_path / "partes"
    folder.mkdir()
    return folder


def logs_of(folder: Path, *texts: str | bytes):
    """One log for each text."""
    found = []
    for number, text in enumerate(texts):
        path = folder / f"log{number}"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        found += look(path, path.name, Declared(format=resolve("combined"))).logs
    return found


def in_small_blocks(monkeypatch):
    monkeypatch.setattr(base, "READ", 700)
    monkeypatch.setattr(steady, "_STEP", 700)
    monkeypatch.setattr(parts, "blocks", partial(lines.blocks, size=900))


def hits_of(made) -> pl.DataFrame:
    """Every hit with its texts instead of their ids, without its line, in one order."""
    files = [path for part in made for path in part.folder.glob("hit-*.parquet")]
    frame = pl.read_parquet(files)
    for name in TEXTS:
        sources = [path for part in made for path in part.folder.glob(f"{name}-*.parquet")]
        texts = pl.concat([pl.read_parquet(path) for path in sources]).unique()
        assert texts["id"].n_unique() == texts.height
        frame = frame.join(
            texts.rename({"id": f"{name}_id", "text": name}), on=f"{name}_id", how="left"
        )
    return frame.drop("line").sort(pl.all())


def rejects_of(made) -> list[tuple[int, str, str]]:
    files = [path for part in made for path in part.folder.glob("reject-*.parquet")]
    return sorted(pl.read_parquet(files).select("line_no", "reason", "text").rows())


def unparsable(*_, **__):
    raise AssertionError("parsed again")


# ── what is kept ─────────────────────────────────────────────────────────────────────────────


def test_a_hit_with_its_texts(tmp_path, shelf):
    text = GOOD.format("10.0.0.1", 1, "/a/b?q=1#x", "https://Otro.Example:8443/p?q=1", "Moz/5.0")
    made = make(logs_of(tmp_path, text), TOKENS, shelf)
    (hit,) = hits_of(made).to_dicts()
    assert hit["time"] == datetime(2023, 6, 5, 0, 1)
    assert hit["client"] == TOKENS.of(pl.Series(["10.0.0.1"]))[0]
    assert (hit["path"], hit["referer"], hit["agent"]) == ("/a/b", "otro.example:8443", "Moz/5.0")
    assert (hit["vhost"], hit["vhost_id"]) == (None, None)
    assert (hit["method"], hit["status"], hit["bytes"]) == ("GET", 200, 5)
    assert made[0].counts == Counts(1, 1, 0, 0, 0, hit["time"], hit["time"], None, {"combined": 1})


def test_paths_of_targets(tmp_path, shelf):
    paths = TARGETS | {"/" + "x" * 9000: "/" + "x" * (LONGEST_PATH - 1)}
    text = "".join(GOOD.format("10.0.0.1", 1, target, "-", "x") for target in paths)
    found = hits_of(make(logs_of(tmp_path, text), TOKENS, shelf))
    assert sorted(found["path"]) == sorted(paths.values())


def test_hosts_of_referers(tmp_path, shelf):
    hosts = REFERERS | {"https://" + "x" * 900 + "/": "x" * LONGEST_HOST}
    texts = ["-" if referer is None else referer for referer in hosts]
    text = "".join(GOOD.format("10.0.0.1", 1, "/", referer, "x") for referer in texts)
    found = hits_of(make(logs_of(tmp_path, text), TOKENS, shelf))
    assert sorted(found["referer"], key=str) == sorted(hosts.values(), key=str)


def test_a_visitor_is_an_address_with_an_agent(tmp_path, shelf):
    pairs = [("10.0.0.1", "a"), ("10.0.0.1", "b"), ("10.0.0.2", "a"), ("10.0.0.1", "a")]
    text = "".join(GOOD.format(client, 1, "/", "-", agent) for client, agent in pairs)
    found = hits_of(make(logs_of(tmp_path, text), TOKENS, shelf))
    assert found["client"].n_unique() == 2
    assert found["visitor"].n_unique() == 3


def test_no_address_of_a_client_is_in_any_file(tmp_path, shelf):
    """Addresses in every place where a client or a proxy can leave one, and in broken lines."""
    four, six = "203.0.113.77", "2001:db8:7:7::77"
    good = [
        GOOD.format(four, 1, f"/a?ip={six}", f"http://otro.example/{four}?x={six}", "x"),
        GOOD.format(six, 1, f"/a#{four}", f"http://{'u'}:{four}@otro.example/", "x"),
        GOOD.format(f"::ffff:{four}", 1, "/b", "-", "x").replace(" - - ", f" - {four} "),
    ]
    broken = [
        f"{four}\n",
        f"{six} - - [04/Jun/2023:18:00:00 -0600\n",
        f"basura {four},{six} basura[{six}]:443 x{four}y\n",
        good[0].replace(" 200 ", f" {four} "),
        good[1].replace("04/Jun", "31/Jun"),
    ]
    (log,) = logs_of(tmp_path, "".join(good + broken))
    made = make([log], TOKENS, shelf)
    assert (made[0].counts.hits, made[0].counts.rejects) == (3, 5)
    written = [path for path in shelf.rglob("*") if path.is_file()]
    for path in written:
        frame = path.read_text() if path.suffix == ".json" else pl.read_parquet(path).write_csv()
        for address in (four, six, "0.113.77", "db8"):
            assert address not in frame, path.name
            assert address.encode() not in path.read_bytes(), path.name
    assert "oculta" in "".join(text for _, _, text in rejects_of(made))


def test_an_address_at_the_cut_of_a_long_reject_leaves_no_part(tmp_path, shelf):
    address = "203.0.113.77"
    texts = [f"{'x' * (KEPT_OF_A_REJECT - kept)}{address}\n" for kept in range(1, len(address) + 1)]
    good = GOOD.format("10.0.0.1", 1, "/", "-", "a")
    kept = rejects_of(make(logs_of(tmp_path, good + "".join(texts)), TOKENS, shelf))
    assert len(kept) == len(address)
    assert {text.lstrip("x") for _, _, text in kept} <= {"", "[dirección oculta]"}


def test_an_address_in_a_path_is_hidden(tmp_path, shelf):
    text = "".join(GOOD.format("10.0.0.1", 1, path, "-", "x") for path in ("/x/10.1.2.3", "/y"))
    found = hits_of(make(logs_of(tmp_path, text), TOKENS, shelf))
    assert sorted(found["path"]) == ["/x/[dirección oculta]", "/y"]


# ── made once ────────────────────────────────────────────────────────────────────────────────


def test_what_is_on_the_shelf_is_not_parsed_again(tmp_path, shelf, monkeypatch):
    logs = logs_of(tmp_path, log_text("abc") + "basura\n\n", log_text("de"), "")
    done: list[int] = []

    def progress(size, lines=0, /):
        done.append(size)

    first = make(logs, TOKENS, shelf, progress)
    assert sum(done) == sum(log.size for log in logs)
    monkeypatch.setattr(parts, "parse_block", unparsable)
    done.clear()
    assert make(logs, TOKENS, shelf, progress) == first
    assert sum(done) == sum(log.size for log in logs)


@pytest.mark.parametrize("change", ["content", "key", "format", "zone", "reader"])
def test_what_changes_the_reading_is_parsed_again(change, tmp_path, shelf, monkeypatch):
    (log,) = logs_of(tmp_path, log_text("abc"))
    make([log], TOKENS, shelf)
    tokens = TOKENS
    match change:
        case "content":
            (log,) = logs_of(tmp_path, log_text("abd"))
        case "key":
            tokens = Tokens(b"j" * 32)
        case "format":
            log = replace(log, format=resolve("common"))
        case "zone":
            log = replace(log, zone="UTC")
        case "reader":
            monkeypatch.setattr(own_code, "digest", lambda patterns: "otra")
    monkeypatch.setattr(parts, "parse_block", unparsable)
    with pytest.raises(AssertionError, match="parsed again"):
        make([log], tokens, shelf)


def test_another_name_or_role_is_not_another_reading(tmp_path, shelf, monkeypatch):
    (log,) = logs_of(tmp_path, log_text("abc"))
    (part,) = make([log], TOKENS, shelf)
    monkeypatch.setattr(parts, "parse_block", unparsable)
    renamed = replace(log, name="otro", role="baseline")
    (again,) = make([renamed], TOKENS, shelf)
    assert again.folder == part.folder
    assert again.log == renamed


def test_only_the_changed_log_is_parsed(tmp_path, shelf, monkeypatch):
    before = logs_of(tmp_path, log_text("abc"), log_text("de"))
    make(before, TOKENS, shelf)
    after = logs_of(tmp_path, log_text("abc"), log_text("def"))
    parsed: list[int] = []

    def watched(block, *rest, **how):
        parsed.append(block.first)
        return parse_block(block, *rest, **how)

    monkeypatch.setattr(parts, "parse_block", watched)
    made = make(after, TOKENS, shelf)
    assert parsed == [1]
    assert [part.counts.hits for part in made] == [3, 3]


def test_counts_come_back_from_the_shelf_as_they_were(tmp_path, shelf):
    (log,) = logs_of(tmp_path, log_text("abc") + "basura\n\n# x\n")
    (part,) = make([log], TOKENS, shelf)
    (again,) = make([log], TOKENS, shelf)
    assert part.counts == again.counts
    assert json.loads((part.folder / "source.json").read_text())["whole"]["hits"] == 3


@pytest.mark.parametrize("half", ["", '{"lines": 3', '{"lines": 3}x', '{"renglones": 3}'])
def test_parts_that_a_power_cut_left_half_written_are_made_again(half, tmp_path, shelf):
    logs = logs_of(tmp_path, GOOD.format("10.0.0.1", 1, "/", "-", "a"))
    (first,) = make(logs, TOKENS, shelf)
    (first.folder / "source.json").write_text(half)
    (again,) = make(logs, TOKENS, shelf)
    assert again == replace(first, again=True)
    assert (again.folder / f"hit-{1:012}.parquet").exists()


def test_the_sweep_removes_what_nobody_uses(tmp_path, shelf):
    made = make(logs_of(tmp_path, log_text("abc"), log_text("de")), TOKENS, shelf)
    (shelf / "x.1234.tmp").mkdir()
    sweep(shelf, made[:1])
    assert list(shelf.iterdir()) == [made[0].folder]


# ── in any split ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def varied() -> list[str]:
    """Lines of all kinds."""
    chance = random.Random(4)
    texts = []
    for _ in range(300):
        client, path = f"10.0.0.{chance.randrange(9)}", f"/{chance.randrange(20)}?{chance.random()}"
        referer = chance.choice(["-", "https://www.google.com/x", "basura"])
        line = GOOD.format(client, chance.randrange(60), path, referer, f"a{chance.randrange(5)}")
        texts.append(chance.choice([line] * 8 + ["\n", "basura\n", "# x\n", line[:50] + "\n"]))
    return texts


@pytest.mark.parametrize("pieces", [1, 2, 7, pytest.param(300, marks=pytest.mark.slow)])
def test_any_split_into_files_gives_the_same(pieces, varied, tmp_path, shelf, monkeypatch):
    (one,) = logs_of(tmp_path, "".join(varied))
    whole = make([one], TOKENS, shelf)
    in_small_blocks(monkeypatch)
    step = -(-len(varied) // pieces)
    texts = ["".join(varied[at : at + step]) for at in range(0, len(varied), step)]
    chance = random.Random(pieces)
    chance.shuffle(texts)
    split = make(logs_of(tmp_path, *texts), Tokens(b"k" * 32), shelf.with_name("otro"))
    assert_frame_equal(hits_of(split), hits_of(whole))
    total = sum((part.counts for part in split), Counts())
    assert total == whole[0].counts


def test_numbers_of_rejects_do_not_depend_on_the_blocks(varied, tmp_path, shelf, monkeypatch):
    (log,) = logs_of(tmp_path, "".join(varied))
    whole = make([log], TOKENS, shelf)
    in_small_blocks(monkeypatch)
    small = make([log], TOKENS, shelf.with_name("otro"))
    assert len(list(small[0].folder.glob("hit-*"))) > 10
    assert rejects_of(small) == rejects_of(whole)
    expected = [n for n, text in enumerate(varied, 1) if text[:1] not in ("\n", "#")]
    refused = [number for number, _, _ in rejects_of(whole)]
    assert set(refused) <= set(expected)
    assert small[0].counts == whole[0].counts
    assert make([log], TOKENS, shelf.with_name("otro"))[0].counts == whole[0].counts


# ── never half ───────────────────────────────────────────────────────────────────────────────


def test_a_run_that_fails_half_way_leaves_nothing_to_be_used(tmp_path, shelf, monkeypatch):
    logs = logs_of(tmp_path, log_text("a" * 50), log_text("b" * 50))
    in_small_blocks(monkeypatch)
    real, seen = parquet.write, []

    def failing(folder, number, *rest):
        seen.append(number)
        if len(seen) >= 3:
            raise OSError(28, "No space left on device", str(folder))
        real(folder, number, *rest)

    monkeypatch.setattr(parquet, "write", failing)
    with pytest.raises(OutputError, match="el disco está lleno"):
        make(logs, TOKENS, shelf)
    assert list(shelf.rglob("source.json")) == []
    assert list(shelf.iterdir()) == []
    monkeypatch.setattr(parquet, "write", real)
    assert [part.counts.hits for part in make(logs, TOKENS, shelf)] == [50, 50]


def test_a_draft_of_a_killed_run_is_not_taken_for_parts(tmp_path, shelf):
    """Killed: no one tidied up. Its folder has the right name but for its ending."""
    (log,) = logs_of(tmp_path, log_text("abc"))
    folder = parts._Run(TOKENS, Places(), shelf, lambda *_: None)._folder(log)
    draft = folder.with_name(f"{folder.name}.abcd.tmp")
    draft.mkdir()
    (draft / "hit-000000.parquet").write_bytes(b"PAR1 half")
    (part,) = make([log], TOKENS, shelf)
    assert part.counts.hits == 3
    assert hits_of([part]).height == 3
    sweep(shelf, [part])
    assert list(shelf.iterdir()) == [part.folder]


def test_a_log_that_goes_away_is_told(tmp_path, shelf):
    logs = logs_of(tmp_path, log_text("a"), log_text("b"))
    logs[1].path.unlink()
    with pytest.raises(LogError) as caught:
        make(logs, TOKENS, shelf)
    (problem,) = caught.value.problems
    assert problem.where == "log1"


def test_two_logs_without_a_line(tmp_path, shelf):
    made = make(logs_of(tmp_path, "", ""), TOKENS, shelf)
    assert [part.counts for part in made] == [Counts(), Counts()]


def test_damage_of_a_log_is_kept_with_its_counts(tmp_path, shelf):
    data = gzip.compress(log_text("abcdefgh" * 30).encode())
    (log,) = logs_of(tmp_path, data[:-9])
    (part,) = make([log], TOKENS, shelf)
    assert part.counts.damage is not None
    assert part.counts.hits == 240
    assert make([log], TOKENS, shelf)[0].counts == part.counts


def test_instants_of_odd_years_do_not_stop_a_run(tmp_path, shelf):
    odd = [GOOD.format("a", 1, "/", "-", "x").replace("2023", year) for year in ("0000", "9999")]
    (part,) = make(logs_of(tmp_path, "".join(odd)), TOKENS, shelf)
    assert (part.counts.hits, part.counts.rejects) == (1, 1)
