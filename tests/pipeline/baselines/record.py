"""Runs AWStats, Webalizer and GoAccess (Debian's packages) over a small fictional log and keeps
what they write in `recorded/`, so that the readers are tested against the tools' own files.

    python -m tests.pipeline.baselines.record
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
RECORDED = HERE / "recorded"
FIRST, LAST = datetime(2023, 5, 8), datetime(2023, 5, 19, 14, 5)  # noqa: DTZ001 (local time)
WITHOUT = datetime(2023, 5, 12).date()  # noqa: DTZ001 (a day whose log was lost)
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:113.0) Gecko/20100101 Firefox/113.0"
PATHS = ("/", "/nota-1/", "/estilo.css", "/logo.png", "/no-existe.html")

AWSTATS = """LogFile="{log}"
LogType=W
LogFormat=1
SiteDomain="gaceta.example"
HostAliases="www.gaceta.example"
DNSLookup=0
DirData="{folder}"
LevelForRobotsDetection=0
"""


def lines() -> Iterator[str]:
    """A request every 40 minutes, one more on Mondays, of four readers who take turns."""
    instant, number = FIRST, 0
    while instant <= LAST:
        if instant.date() != WITHOUT:
            for path in PATHS[: 1 + number % 5 + (instant.weekday() == 0)]:
                status = 404 if path.startswith("/no") else 200
                yield (
                    f"203.0.113.{number % 4 + 1} - - [{instant:%d/%b/%Y:%H:%M:%S} -0600] "
                    f'"GET {path} HTTP/1.1" {status} {1000 + number % 7} "-" "{AGENT}"\n'
                )
            number += 1
        instant += timedelta(minutes=40)


def main() -> None:
    RECORDED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log = folder / "access.log"
        log.write_text("".join(lines()), encoding="ascii")
        _awstats(folder, log)
        _webalizer(folder, log)
        for spec in ("date", "hr"):
            _goaccess(folder, log, spec)


def _awstats(folder: Path, log: Path) -> None:
    config = folder / "awstats.gaceta.conf"
    config.write_text(AWSTATS.format(log=log, folder=folder), encoding="ascii")
    script = "/usr/lib/cgi-bin/awstats.pl"
    _run([script, "-config=gaceta", f"-configdir={folder}", "-update"], folder)
    written = (folder / "awstats052023.gaceta.txt").read_text("utf-8")
    kept = written.replace(str(folder), "/var/log")
    (RECORDED / "awstats052023.gaceta.txt").write_text(kept, encoding="utf-8")


def _webalizer(folder: Path, log: Path) -> None:
    out = folder / "webalizer"
    out.mkdir()
    _run(["webalizer", "-Q", "-p", "-n", "gaceta.example", "-o", str(out), str(log)], folder)
    for name in ("webalizer.hist", "webalizer.current"):
        text = (out / name).read_text("latin-1")
        (RECORDED / name).write_text(text, encoding="latin-1")


def _goaccess(folder: Path, log: Path, spec: str) -> None:
    report = RECORDED / f"goaccess-{spec}.json"
    options = ["--log-format=COMBINED", f"--date-spec={spec}", "--no-global-config", "-o"]
    _run(["goaccess", str(log), *options, str(report)], folder)
    written = json.loads(report.read_text("utf-8"))
    written["general"]["log_path"] = ["/var/log/access.log"]
    kept = {name: written[name] for name in ("general", "visitors")}
    report.write_text(json.dumps(kept) + "\n", encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
