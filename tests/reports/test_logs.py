"""The tables of log files: one by one, or by folder where a thousand would fill a hundred pages."""

from reports import tables
from reports.documents import words
from reports.sentences import phrases
from reports.tables.base import MOST_FILES
from tests.reports.scenarios import changed, moment

EACH = {"lines": 10, "hits": 7, "rejects": 1, "blank": 1, "comments": 1, "outside": 2}


def with_logs(memoria, paths, **facts):
    """Logs of these paths, the nth from its minute n to n + 1."""
    like = memoria.ingest.by_file[0]
    logs = tuple(
        like.model_copy(
            update={
                "path": path,
                "first": moment(memoria, number),
                "last": moment(memoria, number + 1),
                "damage": None,
                **EACH,
                **facts,
            }
        )
        for number, path in enumerate(paths)
    )
    ingest = memoria.ingest.model_copy(update={"by_file": logs, "files": len(logs)})
    return changed(memoria, ingest=ingest)


def texts(memoria, table):
    return [[cell.text for cell in row] for row in tables.every(memoria)[table].rows]


def names(folder, count):
    return [f"{folder}{number:04}.log" for number in range(count)]


def test_as_many_as_are_listed_have_a_row_each(memoria):
    found = with_logs(memoria, names("cdn/", MOST_FILES))
    assert [row[0] for row in texts(found, "archivos")] == names("cdn/", MOST_FILES)
    assert len(texts(found, "huellas")) == MOST_FILES
    assert not words.said(found)["grouped"]


def test_more_have_a_row_a_folder_that_adds_them_up(memoria):
    paths = [*names("cdn/a/", 150), *names("cdn/b/", 150), "solo.log"]
    found = with_logs(memoria, paths)
    rows = texts(found, "archivos")
    assert [row[0] for row in rows] == ["cdn/a/ 150 archivos", "cdn/b/ 150 archivos", "solo.log"]
    assert [row[3:8] for row in rows] == [
        ["1,500", "1,050", "150", "300", "300"],
        ["1,500", "1,050", "150", "300", "300"],
        ["10", "7", "1", "2", "2"],
    ]
    assert words.said(found)["grouped"]


def test_the_folders_are_as_deep_as_there_is_room(memoria):
    paths = [f"cdn/{number % 3}/{number}/access.log" for number in range(MOST_FILES + 1)]
    found = texts(with_logs(memoria, paths), "archivos")
    assert [row[0] for row in found] == [f"cdn/{n}/ 67 archivos" for n in range(3)]


def test_a_folder_says_its_use_format_and_how_many_are_damaged(memoria):
    """Logs of two uses or formats are no row, even in one folder."""
    found = with_logs(memoria, names("cdn/", 300))
    logs = [
        log.model_copy(
            update={
                "role": "operation" if number < 100 else "baseline",
                "format": "combined" if number < 200 else "w3c",
                "damage": "se cortó" if number % 3 == 0 else None,
            }
        )
        for number, log in enumerate(found.ingest.by_file)
    ]
    found = changed(found, ingest=found.ingest.model_copy(update={"by_file": tuple(logs)}))
    rows = tables.every(found)["archivos"].rows
    assert [[cell.text for cell in row[1:3]] for row in rows] == [
        ["operación", "combined"],
        ["ordinario", "combined"],
        ["ordinario", "w3c"],
    ]
    assert [row[0].text for row in rows] == [
        "cdn/ 100 archivos — 34 dañados",
        "cdn/ 100 archivos — 33 dañados",
        "cdn/ 100 archivos — 33 dañados",
    ]
    assert {row[0].mark for row in rows} == {"mal"}
    said = next(text for text in phrases.limitations(found) if "hasta el final" in text)
    assert "cdn/0027.log y 90 archivos más" in said


def test_a_folder_goes_from_its_first_instant_to_its_last(memoria):
    (row,) = texts(with_logs(memoria, names("cdn/", 300)[::-1]), "archivos")
    (alone,) = texts(with_logs(memoria, ["x"], last=moment(memoria, 300)), "archivos")
    assert row[8] == alone[8]
    (row,) = texts(with_logs(memoria, names("", 300), first=None, last=None), "archivos")
    assert row[8] == "—"


def test_lists_that_are_left_out_say_where_they_are(memoria):
    handed = memoria.handover.logs[:1] * (MOST_FILES + 1)
    found = with_logs(memoria, names("", MOST_FILES + 1))
    found = changed(found, handover=found.handover.model_copy(update={"logs": handed}))
    made = tables.every(found)
    assert made["huellas"].rows == made["entregadas"].rows == ()
    assert made["huellas"].empty.startswith("Son 201 archivos: ")
    assert "source_file.csv" in made["huellas"].empty
    assert "anexos.sha256" in made["entregadas"].empty
