"""`plantilla`, as it is: a project of it is made, filled in and built."""

import json
from pathlib import Path

import pytest

from .support import assert_clear, run

LINES = (
    '192.0.2.7 - - [06/Feb/2024:09:00:11 -0600] "GET /servicio/ HTTP/1.1" 200 812 "-" "Opera/9"',
    '192.0.2.7 - - [06/Feb/2024:09:40:02 -0600] "GET /servicio/x HTTP/1.1" 503 81 "-" "Opera/9"',
)
ORDINARY = '192.0.2.8 - - [09/Jan/2024:10:00:00 -0600] "GET / HTTP/1.1" 200 400 "-" "Opera/9"'


@pytest.fixture
def project(tmp_path) -> Path:
    assert run("init", tmp_path, "--agreement", "plantilla").code == 0
    file = tmp_path / "memoria.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("POR LLENAR", "Algo"), "utf-8")
    for name, lines in (("operacion", LINES), ("ordinario", [ORDINARY])):
        log = tmp_path / "bitacoras" / name / "access.log"
        log.parent.mkdir(parents=True)
        log.write_text("".join(f"{line}\n" for line in lines))
    return tmp_path


def test_it_is_ready_to_be_used(project, without_documents):
    assert_clear(run("build", project / "memoria.toml", "--as-of", "2024-03-04"), 0)
    summary = json.loads((project / "salida/resumen.json").read_text(encoding="utf-8"))
    assert summary["agreement"]["id"] == "plantilla"
    [service] = summary["services"]["each"]
    assert (service["title"], service["use"]["hits"]) == ("Servicio en línea", 2)
