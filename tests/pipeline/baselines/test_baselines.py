"""The files of statistics tools: what they hold, what is said of those that cannot be read."""

import csv
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline import baselines
from pipeline.baselines import Given, by_name, chosen, normalised, recognised, table
from pipeline.baselines.base import LARGEST, MANY, MEASURES
from pipeline.baselines.sheet import as_count, as_day
from pipeline.errors import SettingsError
from tests.pipeline.projects import project

HERE = Path(__file__).parent
RECORDED = HERE / "recorded"
LOGS = '\n[[logs]]\nrole = "baseline"\nfiles = "b.log"\n'


def given(path: Path) -> Given:
    return Given.open(path, path.name)


def read(path: Path):
    file = given(path)
    source = normalised.source_of(file, by_name()) or recognised(file)
    assert source is not None
    assert path.name.startswith(source.name)
    return source.read(given(path))


def rows(spans) -> list[dict[str, str]]:
    names = ("first", "last", *MEASURES)
    return [
        {name: "" if getattr(span, name) is None else str(getattr(span, name)) for name in names}
        for span in spans
    ]


def days(spans) -> dict[date, tuple[int | None, ...]]:
    assert all(span.first == span.last for span in spans)
    return {span.first: tuple(getattr(span, name) for name in MEASURES) for span in spans}


# -- what the real tools wrote of one log (see record.py)


def counted() -> dict[date, tuple[int, int]]:
    """Hits and bytes of every day of that log."""
    from tests.pipeline.baselines.record import lines

    found: dict[date, tuple[int, int]] = {}
    for line in lines():
        day = datetime.strptime(line.split("[")[1][:11], "%d/%b/%Y").date()  # noqa: DTZ007
        hits, size = found.get(day, (0, 0))
        found[day] = (hits + 1, size + int(line.split('" ')[1].split()[1]))
    return found


@pytest.mark.parametrize("name", ["webalizer.current", "goaccess-date.json", "goaccess-hr.json"])
def test_tools_that_count_every_line(name):
    found = days(read(RECORDED / name).spans)
    assert {day: (row[0], row[4]) for day, row in found.items()} == counted()


def test_awstats():
    spans = read(RECORDED / "awstats052023.gaceta.txt").spans
    found = days(spans)
    assert list(found) == sorted(counted())
    assert found[date(2023, 5, 8)] == (85, 36, 36, None, 85252)
    assert [span.incomplete for span in spans if span.incomplete] == [
        "el archivo sólo llega a las 14:00 del 19/05/2023"
    ]
    assert spans[-1].incomplete
    assert spans[0].where == "awstats052023.gaceta.txt:113"


def test_webalizer_by_day_and_by_month():
    current, history = (
        read(RECORDED / name).spans for name in ("webalizer.current", "webalizer.hist")
    )
    assert days(current)[date(2023, 5, 8)] == (135, 86, 36, 4, 135399)
    assert current[-1].incomplete
    (month,) = history
    assert (month.first, month.last, month.days) == (date(2023, 5, 8), date(2023, 5, 19), 12)
    assert (month.hits, month.pages, month.visits, month.visitors) == (1201, 792, 382, None)
    assert month.hits == sum(span.hits or 0 for span in current)
    assert month.bytes == 1176 * 1024
    assert month.incomplete


def test_goaccess_by_hour():
    reading = read(RECORDED / "goaccess-hr.json")
    assert sum(hour.hits or 0 for hour in reading.hours) == sum(h for h, _ in counted().values())
    assert [span.first for span in reading.spans if span.incomplete] == [date(2023, 5, 19)]
    assert all(span.visitors is None for span in reading.spans)


def test_goaccess_made_on_its_last_day(tmp_path):
    report = json.loads((RECORDED / "goaccess-date.json").read_text("utf-8"))
    report["general"]["date_time"] = "2023-05-19 09:30:00 -0600"
    path = tmp_path / "goaccess.json"
    path.write_text(json.dumps(report), encoding="utf-8")
    found = [span.incomplete for span in read(path).spans if span.incomplete]
    assert found == ["el archivo sólo llega a las 09:30 del 19/05/2023"]


def test_goaccess_by_minute_is_by_hour(tmp_path):
    entries = [{"data": f"20230508{at}", "hits": {"count": 2}} for at in ("0001", "0059", "2330")]
    path = tmp_path / "goaccess.json"
    path.write_text(json.dumps({"visitors": {"data": entries}}), encoding="utf-8")
    reading = read(path)
    assert [(hour.time.hour, hour.hits) for hour in reading.hours] == [(0, 4), (23, 2)]
    assert rows(reading.spans)[0]["hits"] == "6"
    assert not reading.spans[0].incomplete


# -- what people export and write


@pytest.mark.parametrize(
    "path", sorted((HERE / "accepted").glob("*.expected")), ids=lambda p: p.stem
)
def test_what_is_exported_is_read(path, tmp_path):
    spans = joined(tmp_path, path.with_suffix("")).spans
    with path.open(encoding="utf-8", newline="") as file:
        assert rows(spans) == list(csv.DictReader(file))


def joined(folder: Path, *files: Path, also: str = ""):
    names = ", ".join(f"'{file}'" for file in files)
    one = project(folder, "*.log", also=f"\n[baseline]\nfiles = [{names}]\n{also}")
    (found,) = baselines.read(one)
    return found


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for number, cells in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        for row in cells:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook(tmp_path):
    path = workbook(
        tmp_path / "table.xlsx",
        [["Notas"], ["nada"]],
        [
            ["Tráfico del portal"],
            [],
            ["Fecha", "Visitas", "Páginas", "Hits"],
            [datetime(2023, 5, 8), 1204, 3900.0, "12,345"],  # noqa: DTZ001
            [date(2023, 5, 9), 998, None, 12001],
            ["TOTAL", 2202, 3900, 24346],
        ],
    )
    spans = read(path).spans
    assert days(spans) == {
        date(2023, 5, 8): (12345, 3900, 1204, None, None),
        date(2023, 5, 9): (12001, None, 998, None, None),
    }
    assert spans[0].where == "table.xlsx (hoja «Sheet1», fila 4)"


def test_every_wrong_cell_of_a_workbook_is_said(tmp_path):
    path = workbook(
        tmp_path / "table.xlsx",
        [["fecha", "hits"], ["ayer", 5], [date(2023, 5, 9), -1], [date(2023, 5, 10), True], [3, 4]],
    )
    with pytest.raises(SettingsError) as caught:
        read(path)
    assert [problem.where[-7:] for problem in caught.value.problems] == [
        "fila 2)", "fila 3)", "fila 4)", "fila 5)",
    ]  # fmt: skip


def test_a_workbook_that_names_its_last_cell_far_away(tmp_path):
    """Written densely it would be 16,384 × 1,048,576 cells."""
    path = workbook(tmp_path / "table.xlsx", [["fecha", "hits"], [date(2023, 5, 8), 4]])
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["XFD1048576"] = 1
    book.save(path)
    assert len(read(path).spans) == 1


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b" " * 1000)
        with file.open("xl/sharedStrings.xml", "w", force_zip64=True) as member:
            for _ in range(300):
                member.write(b"\0" * 2**20)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "está dañada"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "antiguo"),
        (b"\0" * 100, "no se reconoce"),
        (b"", "no se reconoce"),
        (b'127.0.0.1 - - [04/Jun/2023:18:00:00 -0600] "GET / HTTP/1.1" 200 5\n', "no se reconoce"),
    ],
)
def test_what_is_no_file_of_figures(data, said, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(SettingsError, match=said):
        joined(tmp_path, path)


def test_a_bomb(tmp_path):
    path = tmp_path / "table.xlsx"
    path.write_bytes(bomb())
    assert path.stat().st_size < 2**20
    with pytest.raises(SettingsError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.where, problem.expected) == ("table.xlsx", table.EXPECTED)
    assert problem.found == "la hoja de cálculo es demasiado grande"


def test_of_a_workbook_so_much_is_read(tmp_path, monkeypatch):
    """As large as it may be; no more rows and columns."""
    cells: list[list[object]] = [[date(2023, 5, day), day, 2] for day in range(1, 9)]
    other: list[list[object]] = [["fecha", "hits"], [date(2023, 5, 9), 4]]
    path = workbook(tmp_path / "table.xlsx", [["fecha", "hits", "visitas"], *cells], other)
    with zipfile.ZipFile(path) as file:
        unpacked = sum(member.file_size for member in file.infolist())
    monkeypatch.setattr(table, "UNPACKED", unpacked)
    monkeypatch.setattr(table, "ROWS", 3)
    monkeypatch.setattr(table, "COLUMNS", 2)
    assert days(read(path).spans) == {
        date(2023, 5, 1): (1, None, None, None, None),
        date(2023, 5, 2): (2, None, None, None, None),
    }
    monkeypatch.setattr(table, "UNPACKED", unpacked - 1)
    with pytest.raises(SettingsError, match="demasiado grande"):
        read(path)


def test_a_heading_of_a_workbook_far_below(tmp_path):
    last: list[list[object]] = [[number] for number in range(1, table.ABOVE)]
    last += [["fecha", "hits"], [date(2023, 5, 8), 4]]
    path = workbook(tmp_path / "table.xlsx", last)
    assert len(read(path).spans) == 1
    workbook(path, [["uno más"], *last])
    with pytest.raises(SettingsError, match="no tiene una fila de encabezado"):
        read(path)


def test_a_file_too_large(tmp_path):
    path = tmp_path / "x.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(SettingsError, match="demasiado grande"):
        given(path)


@pytest.mark.parametrize(
    "path",
    sorted(p for p in (HERE / "refused").iterdir() if p.suffix != ".said"),
    ids=lambda p: p.name,
)
def test_every_problem_is_said_at_once(path):
    with pytest.raises(SettingsError) as caught:
        read(path)
    said = path.with_name(f"{path.name}.said")
    assert str(caught.value) + "\n" == said.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(RECORDED.iterdir()), ids=lambda p: p.name)
def test_what_is_handed_over_says_what_the_tool_s_own_file_says(path, tmp_path):
    found, tool = read(path), recognised(given(path))
    assert tool
    handed_over = tmp_path / f"{tool.name}.csv"
    handed_over.write_bytes(normalised.dump(tool.name, found.spans, found.hours))
    assert read(handed_over) == found


def test_a_quote_that_never_closes(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text('fecha,visitas\n2023-05-08,"5\n' + "x" * 140_000, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"table\.csv:2: la fila se corta"):
        read(path)


def test_a_quote_that_never_closes_in_what_was_handed_over(tmp_path):
    path = tmp_path / "awstats.csv"
    path.write_bytes(normalised.dump("awstats", [], []) + b'"\n' + b"x" * 140_000)
    with pytest.raises(SettingsError, match=r"awstats\.csv:4: no es un rengl"):
        read(path)


def test_lists_within_lists(tmp_path):
    path = tmp_path / "goaccess.json"
    for depth in (900, 990, 200_000):
        inside = "[" * depth + "]" * depth
        path.write_text('{"visitors": {"data": [{"data": ' + inside + "}]}}", encoding="utf-8")
        with pytest.raises(SettingsError):
            read(path)


def test_many_problems_are_not_told_one_by_one(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("fecha,hits\n" + "ayer,5\n" * 500, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read(path)
    assert len(caught.value.problems) == MANY + 1
    assert "480" in str(caught.value.problems[-1])


@pytest.mark.parametrize("path", sorted(RECORDED.iterdir()), ids=lambda p: p.name)
def test_bytes_at_random(path):
    """Whatever has become of a file: it is read, or refused with SettingsError."""
    dice = random.Random(path.name)
    whole = path.read_bytes()
    for _ in range(40):
        data = bytearray(whole[: dice.randrange(len(whole))] if dice.random() < 0.5 else whole)
        for _ in range(dice.randrange(1, 20)):
            at = dice.randrange(len(data) + 1)
            data[at : at + dice.randrange(4)] = dice.randbytes(dice.randrange(4))
        file = Given(path.name, bytes(data))
        try:
            source = recognised(file) or by_name()["table"]
            source.read(file)
        except SettingsError:
            continue


def test_xlsx_at_random(tmp_path):
    path = workbook(tmp_path / "t.xlsx", [["fecha", "hits"], [date(2023, 5, 8), 4]])
    whole = path.read_bytes()
    dice = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 9)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        try:
            by_name()["table"].read(Given("t.xlsx", bytes(data)))
        except SettingsError:
            continue


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1204", 1204), ("1,204", 1204), ("1.204", 1204), ("1 204", 1204), ("1,204,333", 1204333),
        ("12.0", 12), ("", None), (" - ", None), (0, 0), (3.0, 3), ("1,20", -1), ("1.5", -1),
        (2.5, -1), ("-3", -1), (-3, -1), ("NaN", -1), (float("nan"), -1), ("9" * 20, -1),
        (True, -1), ("٣", -1), ("1e3", -1), (date(2023, 5, 8), -1), (10**30, -1),
    ],
)  # fmt: skip
def test_counts(cell, expected):
    assert as_count(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2023-05-08", (2023, 5, 8)), ("20230508", (2023, 5, 8)), ("08/05/2023", (2023, 5, 8)),
        ("8-5-2023", (2023, 5, 8)), ("2023-05-08 00:00:00", (2023, 5, 8)),
        ("lunes 8 de mayo de 2023", (2023, 5, 8)), ("Mon, May 8, 2023", (2023, 5, 8)),
        ("05/13/2023", None), ("2023-02-29", None), ("8 de mayo", None), ("", None), ("0", None),
        ("99999999", None), ("8/5/23", None), (45054, None),
    ],
)  # fmt: skip
def test_dates(cell, expected):
    assert as_day(cell) == (expected and date(*expected))


# -- several files


def test_files_of_one_source_complete_one_another(tmp_path):
    accepted = HERE / "accepted"
    found = joined(tmp_path, accepted / "matomo-names.csv", accepted / "matomo-actions.tsv")
    assert days(found.spans)[date(2023, 5, 8)] == (None, 300, 104, 81, None)
    assert [name.rpartition("/")[2] for name, _ in found.files] == [
        "matomo-names.csv", "matomo-actions.tsv",
    ]  # fmt: skip


def test_the_same_file_twice_is_one(tmp_path):
    path = tmp_path / "table-1.csv"
    path.write_text("fecha,hits\n2023-05-08,5\n", encoding="utf-8")
    again = tmp_path / "table-2.csv"
    again.write_bytes(path.read_bytes())
    assert len(joined(tmp_path, path, again, path).spans) == 1


def test_two_figures_of_one_day(tmp_path):
    for name, hits in (("table-1.csv", 5), ("table-2.csv", 6)):
        (tmp_path / name).write_text(f"fecha,hits\n2023-05-08,{hits}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="otras cifras"):
        joined(tmp_path, tmp_path / "table-*.csv")


def test_a_later_file_completes_the_day_that_an_earlier_one_cuts(tmp_path):
    text = (RECORDED / "awstats052023.gaceta.txt").read_text("utf-8")
    later = text.replace("LastTime 20230519", "LastTime 20230520").replace(
        "20230519 22 42", "20230519 36 72"
    )
    (tmp_path / "awstats.1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "awstats.2.txt").write_text(later, encoding="utf-8")
    last = joined(tmp_path, tmp_path / "awstats.*.txt").spans[-1]
    assert (last.hits, last.incomplete) == (72, "")


# -- which goes into the factor

TABLE = "fecha,hits\n2023-05-08,5\n"
GA4 = "# Start date: 20230508\nDate,Active users\n20230508,5\n"


def both(folder: Path, also: str, baseline: str = ""):
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    (folder / "g.csv").write_text(GA4, encoding="utf-8")
    one = project(
        folder, "*.log", also=f'{also}\n[baseline]\nfiles = ["t.csv", "g.csv"]\n{baseline}'
    )
    figures = baselines.read(one)
    return chosen(one, figures), [found.source.name for found in figures]


def test_our_own_logs_are_preferred(tmp_path):
    assert both(tmp_path, LOGS) == ("logs", ["ga4", "table"])


def test_unless_another_is_named(tmp_path):
    assert both(tmp_path, LOGS, 'source = "ga4"') == ("ga4", ["ga4", "table"])
    assert both(tmp_path, "", 'source = "table"') == ("table", ["ga4", "table"])


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ("", "hay cifras de ga4 y de table"),
        ('source = "awstats"', "no hay archivos de la fuente «awstats»"),
        ('source = "excel"', "no existe la fuente «excel»"),
        ('source = "logs"', "no hay archivos de la fuente «logs»"),
        ('source = "ga4"\ndefinition = "awstat"', "¿quiso decir «awstats»?"),
    ],
)
def test_a_choice_that_cannot_be_made(also, said, tmp_path):
    with pytest.raises(SettingsError) as caught:
        both(tmp_path, "", also)
    assert said in str(caught.value)
    assert "memoria.toml" in str(caught.value)


def test_nothing_declared(tmp_path):
    one = project(tmp_path, "*.log")
    assert baselines.read(one) == ()
    assert chosen(one, ()) == ""


def test_a_glob_without_files(tmp_path):
    with pytest.raises(SettingsError, match=r"ningún archivo es «n\*\.txt»"):
        joined(tmp_path, Path("n*.txt"))


@pytest.mark.parametrize(("declared", "used"), [("", ""), ("awstats", "awstats")])
def test_a_declared_definition(declared, used, tmp_path):
    path = RECORDED / "awstats052023.gaceta.txt"
    assert joined(tmp_path, path).definition == "awstats"
    assert joined(tmp_path, path, also=f'definition = "{declared}"').definition == used


def test_the_guide(tmp_path):
    """It names every source, and its examples of memoria.toml are accepted."""
    text = (HERE.parents[2] / "docs" / "linea-base.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (baselines.LOGS, *by_name()))
    examples = text.split("```toml\n")[1:]
    assert len(examples) == 3
    for example in examples:
        project(tmp_path, "*.log", also="\n" + example.partition("```")[0])


def test_every_source_is_one_file():
    folder = Path(str(baselines.__file__)).parent
    assert set(by_name()) <= {path.stem for path in folder.glob("*.py")}
    assert list(by_name())[-1] == "table"
    assert all(replace(source).name == name for name, source in by_name().items())
