"""Where deliveries are looked for, and what is kept of what is said of them."""

from datetime import date, datetime

import pytest

from pipeline.errors import DeliveryError
from reports.compare import remarks, told
from reports.compare.places import places


def made(folder, *names):
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("")
    return folder


def test_a_folder_is_walked_one_level(tmp_path):
    made(tmp_path, "b.zip", "A.ZIP", "oficio.pdf", "bolsa/bagit.txt", "otra/c.zip", "x/y/bagit.txt")
    assert [place.name for place in places([tmp_path])] == ["A.ZIP", "b.zip", "bolsa"]
    assert [place.name for place in places([tmp_path / "bolsa"])] == ["bolsa"]
    assert [place.name for place in places([tmp_path / "otra", tmp_path / "b.zip"])] == [
        "b.zip",
        "c.zip",
    ]
    assert [place.name for place in places([tmp_path / "x"])] == ["y"]


def test_each_is_there_once_in_one_order(tmp_path):
    made(tmp_path, "b.zip", "a.zip")
    given = [tmp_path / "b.zip", tmp_path, tmp_path / "." / "a.zip"]
    assert [place.name for place in places(given)] == ["a.zip", "b.zip"]
    assert places(given) != []
    assert [one.name for one in places(given[::-1])] == ["a.zip", "b.zip"]


def test_a_link_within_a_folder_is_not_followed(tmp_path):
    made(tmp_path, "f/a.zip", "bolsa/bagit.txt")
    (tmp_path / "f" / "b.zip").symlink_to(tmp_path / "f" / "a.zip")
    (tmp_path / "f" / "c").symlink_to(tmp_path / "bolsa")
    found = {place.name: place.wrong for place in places([tmp_path / "f"])}
    assert found == {
        "a.zip": "",
        "b.zip": "es un enlace: no se sigue",
        "c": "es un enlace: no se sigue",
    }


def test_a_name_that_is_not_seen_is_shown(tmp_path):
    made(tmp_path, "a\u202ebc\x1b.zip")
    assert [place.name for place in places([tmp_path])] == ["a·bc·.zip"]


def test_all_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DeliveryError) as error:
        places([tmp_path / "a", tmp_path / "b"])
    assert len(error.value.problems) == 2


COMMENTS = """# Seguridad

Un **ataque** el [domingo](https://x.example).
<b>Más</b> `texto`.

- Uno
  - Dos
"""


def test_comments_are_plain_texts_under_a_theme():
    assert list(remarks.remarks(COMMENTS)) == [
        ("Seguridad", "Un ataque el domingo. <b>Más</b> texto."), ("Seguridad", "Uno"),
        ("Seguridad", "Dos"),
    ]  # fmt: skip
    assert remarks.theme("nada de nada") == "Otros"
    assert remarks.theme("El ANCHO de bánda") == "Capacidad y rendimiento"


def test_comments_are_bounded():
    many = list(remarks.remarks("- a\n" * 1000))
    assert len(many) == remarks.MOST
    [(_, text)] = remarks.remarks("a" * 10_000)
    assert len(text) == remarks.LONGEST


DEADLINE = datetime.fromisoformat("2023-06-18T23:59:00")


@pytest.mark.parametrize(
    ("made", "received", "late"),
    [
        ("2023-06-16", None, -2), ("2023-06-18", None, 0), ("2023-06-20", None, 2),
        ("2023-06-16", "2023-06-18T23:59:00", 0), ("2023-06-16", "2023-06-18T23:59:30", 1),
        ("2023-06-16", "2023-06-21T08:00:00", 3),
    ],
)  # fmt: skip
def test_days_late(made, received, late):
    row = {
        "deadline": DEADLINE, "made": date.fromisoformat(made),
        "received": datetime.fromisoformat(received) if received else None,
    }  # fmt: skip
    assert told.late(row) == late
    assert told.late({}) is None
