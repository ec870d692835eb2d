"""Lines of logs → whose service they are: by path, or because the whole log is one's."""

from pipeline import warehouse
from pipeline.discover import discover
from pipeline.parts import make
from pipeline.privacy import Tokens
from tests.pipeline.projects import log_text, project

ALSO = """
[[logs]]
role = "operation"
files = "pagos.log"
service = "pagos"

[[logs]]
role = "operation"
files = "intranet.log"
section = "portal"

[services.tramites]
title = "Trámites"
paths = ["/tramites/**"]

[services.pagos]
title = "Pagos"
"""


def test_a_request_is_of_its_path_or_of_its_log(tmp_path):
    paths = ["tramites/acta", "otra"]
    for number, name in enumerate(("access", "pagos", "intranet")):
        (tmp_path / f"{name}.log").write_text(log_text(paths, f"10.0.0.{number}"))
    loaded = project(tmp_path, "access.log", also=ALSO)
    parts = make(discover(loaded).files, Tokens(b"s" * 32), tmp_path / "partes")
    with warehouse.create(tmp_path / "b.duckdb") as connection:
        warehouse.load(connection, loaded, parts)
        found = connection.execute(
            "SELECT source_file.path, path.text, section, service.service FROM hit "
            "JOIN source_file USING (file) JOIN path USING (path_id) "
            "LEFT JOIN service ON service.position = hit.service ORDER BY ALL"
        ).fetchall()
    assert found == [
        ("access.log", "/otra", "portal", None),
        ("access.log", "/tramites/acta", "published", "tramites"),
        ("intranet.log", "/otra", "portal", None),
        ("intranet.log", "/tramites/acta", "portal", None),
        ("pagos.log", "/otra", "published", "pagos"),
        ("pagos.log", "/tramites/acta", "published", "pagos"),
    ]
