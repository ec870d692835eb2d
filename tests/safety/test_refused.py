"""What is refused before it reaches anything: control characters by hand, addresses in themes; and
keys that no message tells."""

import http.server
import shutil
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from pyrage.x25519 import Identity
from weasyprint import HTML

from pipeline import encryption
from pipeline.errors import MemoriaError
from pipeline.handwritten import entries
from pipeline.privacy import Tokens
from reports.documents import paper, theme
from tests.cli.support import assert_clear, edit, project, run

OBEYED = ["\x1b[31m", "\x07", "\x00", "\x7f", "\x9b", "\r"]


@pytest.mark.parametrize("sign", OBEYED)
def test_control_characters_by_hand_are_refused_where_they_stand(tmp_path, sign):
    place = project(tmp_path / "p", days=0)
    written = "".join(
        f"\\u{ord(one):04x}" if ord(one) not in range(32, 127) else one for one in sign
    )
    edit(place / "memoria.toml", 'name = "El Mezquite"', f'name = "El {written} Mezquite"')
    result = run("check", place / "memoria.toml")
    assert_clear(result, 2, "memoria.toml:6 (diffuser.name)", "tiene caracteres de control")
    assert sign not in result.said
    with (place / "incidencias.csv").open("a", newline="") as file:
        file.write(f"04/06/2023 19:00;04/06/2023 19:10;Falla;uno{sign}dos;x;y;z\n")
    columns = (place / "incidencias.csv").read_text().split("\n")[0].split(";")
    rows, _ = entries(place / "incidencias.csv", columns, [])  # a lone return is the end of a row
    assert rows
    assert not any(sign in cell for row in rows if not row.problems for cell in row.cells.values())


@pytest.fixture
def asked():
    """What a web server of this machine was asked for, and where it listens."""
    paths: list[str] = []

    class Noted(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with http.server.HTTPServer(("127.0.0.1", 0), Noted) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield paths, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


SHEET = """
@import url("{place}/importada.css");
@font-face {{ font-family: ajena; src: url("{place}/letra.ttf"); }}
@page {{ background: url("{place}/fondo.svg"); }}
body {{ font-family: ajena; background: url("{place}/fondo.svg"); }}
p {{ list-style: url("{place}/x.png"); display: list-item; }}
body::before {{ content: url("{place}/antes.svg") "x"; }}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/>{}</svg>'
REACHING = [
    '<image href="{place}/imagen.png" width="9" height="9"/>', '<use href="{place}/usada.svg#a"/>',
    '<style>@import "{place}/estilo.css";</style>', '<script href="{place}/guion.js"/>',
    '<path d="M0 0" fill="url({place}/tinta.svg#a)"/>',
]  # fmt: skip


def with_theme(folder: Path, sheet: str, drawing: str) -> theme.Theme:
    shutil.copytree(theme.FOLDER / "desierto", folder / "tema")
    for name in ("print.css", "screen.css", "common.css"):
        (folder / "tema" / name).write_text(sheet)
    (folder / "tema" / "emblema.svg").write_text(drawing)
    return theme.load("./tema", folder)


@pytest.mark.parametrize("kind", ["network", "file"])
def test_no_theme_brings_anything_from_outside(tmp_path, asked, kind):
    """Neither its sheets nor its emblem: over the network, or from a file."""
    paths, server = asked
    foreign = tmp_path / "ajeno"
    foreign.mkdir()
    for name in ("fondo.svg", "antes.svg"):
        (foreign / name).write_text(DRAWING.format('<text x="1" y="5">AJENO</text>'))
    place = server if kind == "network" else foreign.as_uri()
    look = with_theme(tmp_path, SHEET.format(place=place), DRAWING.format(""))
    html = "<html lang=es><head><title>x</title><link rel=stylesheet href='asset:css/print.css'>"
    html += f"</head><body><p>Uno</p><img alt='' src='{place}/fondo.svg'></body></html>"
    assets = paper.assets(look, {"print": look.print_css})
    fetcher = paper.AssetFetcher(assets)
    document = HTML(string=html, base_url=paper.SCHEME, url_fetcher=fetcher).render()
    assert b"AJENO" not in document.write_pdf(uncompressed_pdf=True)
    assert paths == []
    for number, reaching in enumerate(REACHING):
        drawing = DRAWING.format(reaching.format(place=place))
        with suppress(MemoriaError):  # refused, or without it
            look = with_theme(tmp_path / str(number), "", drawing)
            assert place.encode() not in look.logo.data if look.logo else True


# -- keys


def test_an_identity_is_never_told(tmp_path):
    """The private key of age: whatever is wrong with its file, or with what it should open."""
    secret = str(Identity.generate())
    file = tmp_path / "llave.txt"
    told = []
    for text in (f"{secret}\n", f"{secret[:-3]}\n", f"x{secret}\n", f"{secret.lower()}\n"):
        file.write_text(text)
        result = run("verify", tmp_path / "no-hay.zip", "--recompute", "--identity", file)
        assert result.code == 2
        told.append(result.said)
    (tmp_path / "x.age").write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    with pytest.raises(MemoriaError) as error:
        encryption.decrypt(tmp_path / "x.age", tmp_path / "x", encryption.identities(secret))
    told += [str(problem) for problem in error.value.problems]
    assert not any(secret[16:40].lower() in one.lower() for one in told)


def test_objects_that_hold_a_key_do_not_show_it():
    """Tracebacks and debuggers show what things are, not what they hold."""
    key = bytes(range(32))
    assert key.hex() not in repr(Tokens(key))
    assert repr(key) not in repr(Tokens(key))
    assert "AGE-SECRET" not in repr(Identity.generate())
