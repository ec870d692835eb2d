"""What a build needs, tried in small: each in a process of its own, because a library that does not
suit the machine may end it.

    python -m reports.doctor.trials NAME…    prints what was found, as JSON

Only the standard library is imported before it is tried.
"""

import ctypes
import importlib
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path

SIGNS = "áéíóúüñÁÉÍÓÚÜÑ«»–—¿¡°×≤≥✓"


class AbsentError(Exception):
    """Something is there, but not as it should be; the message says what, in Spanish."""


def modules(*names: str) -> str:
    """Importable, in this order; each is named before it is tried."""
    for name in names:
        print(json.dumps({"trying": name}), flush=True)
        try:
            importlib.import_module(name)
        except Exception as error:  # noqa: BLE001  whatever a broken library does
            print(json.dumps({"broken": name, "why": told(error)}), flush=True)
    return ""


def libraries(*names: str) -> str:
    """Libraries of the system, as WeasyPrint will ask for them."""
    for name in names:
        if not any(_loaded(file) for file in _files(name)):
            print(json.dumps({"broken": name, "why": "no se encuentra"}), flush=True)
    return ""


def _files(name: str) -> Sequence[str]:
    mac = f"lib{name}.0.dylib"
    return (f"lib{name}.so.0", mac, f"/opt/homebrew/lib/{mac}", f"/usr/local/lib/{mac}")


def _loaded(file: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file)
    except OSError:
        return None


def duckdb() -> str:
    import duckdb as engine  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "t.parquet"
        with engine.connect(Path(folder) / "t.duckdb") as connection:
            connection.execute("CREATE TABLE t AS SELECT range AS n FROM range(1000)")
            connection.execute(f"COPY t TO '{part}' (FORMAT parquet)")
            total = connection.execute(f"SELECT sum(n) FROM '{part}'").fetchone()
    _must(total == (499500,), "la suma")
    return f"DuckDB {engine.__version__} abre un archivo, escribe Parquet y lo lee"


def polars() -> str:
    import polars as pl  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "t.parquet"
        pl.DataFrame({"n": range(1000)}).write_parquet(part)
        _must(pl.scan_parquet(part).sum().collect().item() == 499500, "la suma")
    return f"Polars {pl.__version__} escribe Parquet y lo lee"


def paper() -> str:
    import weasyprint  # noqa: PLC0415

    made = weasyprint.HTML(string=f"<p>{SIGNS}</p>").write_pdf()
    _must(made.startswith(b"%PDF-"), "el PDF")
    pango = next(pango for file in _files("pango-1.0") if (pango := _loaded(file)))
    pango.pango_version_string.restype = ctypes.c_char_p
    version = pango.pango_version_string().decode()
    return f"WeasyPrint {weasyprint.__version__} con Pango {version} compone un renglón en PDF"


def charts() -> str:
    import vl_convert  # noqa: PLC0415

    values = [{"x": 1, "y": 2}, {"x": 2, "y": 3}]
    encoding = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
    drawn = vl_convert.vegalite_to_svg(
        {"data": {"values": values}, "mark": "line", "encoding": encoding}
    )
    _must(drawn.startswith("<svg"), "el dibujo")
    return f"vl-convert {metadata.version('vl-convert-python')} dibuja una gráfica"


def fonts() -> str:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped] # noqa: PLC0415

    from reports.documents.fonts import FACES, FAMILY, FOLDER  # noqa: PLC0415

    for name in FACES:
        with TTFont(FOLDER / name) as font:
            lacking = [sign for sign in SIGNS if ord(sign) not in font.getBestCmap()]
        _must(not lacking, f"{name}: {' '.join(lacking)}")
    return f"{FAMILY}, {len(FACES)} cortes, con todos los signos del español"


def zones() -> str:
    """Mexico's centre had summer time until October 2022."""
    import tzdata  # noqa: PLC0415

    from pipeline import timespan  # noqa: PLC0415

    if not timespan.tzdata_is_recent():
        raise AbsentError(f"tzdata {tzdata.__version__} es anterior a octubre de 2022")
    for name in ("America/Mexico_City", "America/Monterrey"):
        summers = [_offset(timespan.zone(name), year) for year in (2022, 2023)]
        if summers != [timedelta(hours=-5), timedelta(hours=-6)]:
            raise AbsentError(f"{name} tiene mal el horario de verano de 2022 o 2023")
    return f"tzdata {tzdata.__version__}: el centro del país, sin horario de verano desde 2022"


def logs(project: str) -> str:
    """How many there are, and how large, without reading them."""
    from pipeline.globs import matches  # noqa: PLC0415
    from pipeline.project import load_project  # noqa: PLC0415
    from reports.doctor.needs import text_of  # noqa: PLC0415

    found = load_project(Path(project))
    paths = {
        path.resolve()
        for source in found.logs
        for pattern in source.patterns
        for path in matches(found.folder, pattern)
    }
    sizes = {path: path.stat().st_size for path in paths}
    text = sum(text_of(path.name, size) for path, size in sizes.items())
    return json.dumps({"files": len(sizes), "size": sum(sizes.values()), "text": text})


def _offset(zone: object, year: int) -> timedelta | None:
    return datetime(year, 7, 1, tzinfo=UTC).astimezone(zone).utcoffset()  # type: ignore[arg-type]


TRIALS: Mapping[str, Callable[..., str]] = {
    "modules": modules,
    "libraries": libraries,
    "duckdb": duckdb,
    "polars": polars,
    "paper": paper,
    "charts": charts,
    "fonts": fonts,
    "zones": zones,
    "logs": logs,
}


def _must(good: bool, what: str) -> None:
    if not good:
        raise AbsentError(f"no salió bien {what}")


def told(error: Exception) -> str:
    """On one line."""
    text = " ".join(str(error).split())
    return text if isinstance(error, AbsentError) else f"{type(error).__name__}: {text[:200]}"


def main(name: str, *rest: str) -> None:
    try:
        print(json.dumps({"found": TRIALS[name](*rest)}))
    except Exception as error:  # noqa: BLE001  whatever a broken library does
        print(json.dumps({"why": told(error)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
