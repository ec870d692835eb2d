"""`memoria sign` writes three files and is stopped between any two steps: none is lost or half, and
the next run gives what an undisturbed one gives, without a second signature."""

import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import OutputError
from reports import memoria as memorias
from reports.delivery import bag
from reports.model import dump
from tests import authority
from tests.authority import ANA, NOW, PASSWORD
from tests.cli.support import assert_clear, run, tree
from tests.faults.support import Machine, copied
from tests.faults.test_full_disk import FILLING, disk, fill, needs_mount
from tests.faults.test_killed import COUNT, killing
from tests.reports import signable, synthetic

pytestmark = pytest.mark.slow
DELIVERY = "entrega-x.zip"
TYPED = f"""
import datetime, getpass
getpass.getpass = lambda *_: {PASSWORD!r}
class Then(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2023, 6, 16, 16, 30, 5, tzinfo=datetime.UTC).astimezone(tz)
memoria.datetime = Then
"""
SAME = """
from reports.documents import letter
from reports.sign.request import Request
letter.pdf = lambda memoria, sealed, look: sealed.sha256.encode()
Request.signed = lambda self, signer: self.pdf + b"% signed"
Request.states = lambda *_: ()
"""
"""A signature holds chance: two are never the same bytes."""


@pytest.fixture(scope="session")
def sealed(tmp_path_factory) -> Path:
    """A folder with a memoria, the delivery that holds it and its letter."""
    folder = tmp_path_factory.mktemp("sealed")
    payload = tmp_path_factory.mktemp("payload")
    for place in (folder, payload):
        (place / "memoria.pdf").write_bytes(signable.pdf())
    warehouse, project = synthetic.make(tmp_path_factory.mktemp("project"))
    memoria = memorias.build(warehouse, project, NOW.date(), "0.1.0", synthetic.handover())
    (payload / "resumen.json").write_text(dump(memoria), encoding="utf-8")
    bag.write(payload, "entrega-x", {"Source-Organization": "X"}, NOW.date(), folder / DELIVERY)
    (folder / "oficio-de-entrega.pdf").write_bytes(b"of the unsigned one")
    return folder


@pytest.fixture(scope="session")
def keys(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    authority.files(folder, ANA)
    return folder


def signing(folder: Path, keys: Path, pdf: str, holder: str, *more: object) -> tuple[object, ...]:
    files = ("--cer", keys / f"{holder}.cer", "--key", keys / f"{holder}.key")
    return ("sign", folder / pdf, *files, *more)


@dataclass(frozen=True)
class Desk:
    """Where somebody signs. words: the command."""

    machine: Machine
    before: Path
    place: Path
    words: tuple[object, ...]

    def sign(self, prologue: str = ""):
        return self.machine.run(*self.words, prologue=TYPED + SAME + prologue)


@pytest.fixture(params=["the first", "the second, in place", "elsewhere"])
def desk(request, sealed, keys, tmp_path) -> Desk:
    machine, place = Machine(tmp_path / "machine"), tmp_path / "p" / "salida"
    words: tuple[object, ...] = signing(place, keys, "memoria.pdf", "3416")
    copied(sealed, place)
    if request.param == "elsewhere":
        (place.parent / "otra").mkdir()
        words = (*words, "--out", place.parent / "otra" / "firmada.pdf")
    if request.param == "the second, in place":
        assert machine.run(*words, prologue=TYPED + SAME).code == 0
        words = signing(place, keys, "memoria-firmada.pdf", "3416")
    return Desk(machine, copied(place.parent, tmp_path / "before"), place.parent, words)


def stage(name: str) -> bool:
    return any(part.startswith(".memoria-") for part in Path(name).parts)


def test_a_signature_that_is_killed(desk):
    whole = desk.sign(killing(0, desk.place) + COUNT)
    assert whole.code == 0, whole.err
    steps, right, earlier = int(whole.out.split()[-1]), tree(desk.place), tree(desk.before)
    assert right != earlier
    killed = finished = 0
    for at in (1, *range(steps - 6, steps - 1)):  # at the last, all is done
        copied(desk.before, desk.place)
        killed += desk.sign(killing(at, desk.place)).code == -signal.SIGKILL
        left = {name: data for name, data in tree(desk.place).items() if not stage(name)}
        assert left.keys() >= earlier.keys()
        assert all(data in (earlier.get(name), right.get(name)) for name, data in left.items())
        again = desk.sign()
        finished += "Se terminó de guardar" in again.out
        assert again.code in (0, 1) or "ya existe y no se sobrescribe" in again.err, again.err
        if again.code and tree(desk.place) != right:  # the delivery was, the PDF elsewhere was not
            again = desk.sign()
        assert tree(desk.place) == right, at
        assert desk.machine.left() == []
    assert killed == 6
    assert finished


@pytest.fixture
def typed(monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda *_: PASSWORD)
    monkeypatch.setattr("reports.documents.letter.pdf", lambda *_: b"x" * 20_000)
    monkeypatch.setattr("memoria.datetime", type("Then", (), {"now": lambda *_: NOW}))


@pytest.mark.usefixtures("typed")
def test_a_pdf_that_only_its_delivery_holds_signed_is_copied_from_it(sealed, keys, tmp_path):
    """As where the run was killed after the delivery, before the PDF in another folder."""
    place, other = copied(sealed, tmp_path / "salida"), tmp_path / "otra"
    other.mkdir()
    words = signing(place, keys, "memoria.pdf", "3416", "--out", other / "firmada.pdf")
    assert_clear(run(*words), 0)
    right = (other / "firmada.pdf").read_bytes()
    (other / "firmada.pdf").unlink()
    assert_clear(run(*words), 1, "la entrega ya llevaba firmada esa memoria")
    assert (other / "firmada.pdf").read_bytes() == right
    assert_clear(run(*words), 2, "ya existe y no se sobrescribe")


@needs_mount
@pytest.mark.parametrize("free", [n << 10 for n in (0, 30, 90, 400)])
@pytest.mark.usefixtures("typed")
def test_the_disk_fills_up_while_it_is_signed(free, sealed, keys, tmp_path):
    with disk(tmp_path / "disk", 8) as mounted:
        place = copied(sealed, mounted / "salida")
        before = tree(place)
        fill(mounted, free)
        words = signing(place, keys, "memoria.pdf", "3416")
        result = run(*words)
        assert_clear(result, 2, str(place), "no se puede escribir", "el disco está lleno")
        assert ".memoria-" not in result.err
        assert tree(place) == before
        (mounted / FILLING).unlink()
        assert_clear(run(*words), 0)
        assert set(tree(place)) == {*before, "memoria-firmada.pdf"}


@pytest.mark.usefixtures("typed")
def test_what_changes_while_the_password_is_typed_is_not_signed_over(
    sealed, keys, tmp_path, monkeypatch
):
    place = copied(sealed, tmp_path / "salida")
    words = signing(place, keys, "memoria.pdf", "3416")

    def another(*_) -> str:
        (place / "memoria-firmada.pdf").write_bytes(b"signed by somebody else")
        (place / "memoria.pdf").write_bytes(signable.pdf() + b"\n")
        return PASSWORD

    monkeypatch.setattr("getpass.getpass", another)
    result = run(*words)
    assert_clear(result, 2, "ya existe y no se sobrescribe", "otra corrida lo cambió")
    assert (place / "memoria-firmada.pdf").read_bytes() == b"signed by somebody else"
    assert (place / DELIVERY).read_bytes() == (sealed / DELIVERY).read_bytes()


@pytest.mark.usefixtures("typed")
def test_a_delivery_that_cannot_be_sealed_leaves_nothing_signed(
    sealed, keys, tmp_path, monkeypatch
):
    place = copied(sealed, tmp_path / "salida")
    before = tree(place)

    def full(*_):
        raise OutputError(())

    monkeypatch.setattr(bag, "reseal", full)
    assert run(*signing(place, keys, "memoria.pdf", "3416")).code == 2
    assert tree(place) == before
