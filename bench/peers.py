"""The other programs that turn a log into a report, each with the order that does its whole job.

All write their report without looking up any name, from the one combined log, into a fresh folder.
They count other things than memoria does; only the time and the memory compare.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

AWSTATS = Path("/usr/lib/cgi-bin/awstats.pl")
NO_SETTINGS = "/dev/null"


@dataclass(frozen=True)
class Order:
    """What to run; `stdin` is the program that makes its input, where it cannot read the file."""

    arguments: Sequence[str]
    stdin: Sequence[str] | None = None


def goaccess(log: Path, out: Path) -> Order:
    # Version 1.7 runs on one core and reads no gzip; newer ones have --jobs, off unless asked for.
    read = ["-"] if log.suffix == ".gz" else [str(log)]
    settings = ["--no-global-config", "--log-format=COMBINED", "--no-progress"]
    report = ["-o", str(out / "report.html")]
    stdin = ["zcat", str(log)] if log.suffix == ".gz" else None
    return Order(["goaccess", *read, *settings, *report], stdin)


def webalizer(log: Path, out: Path) -> Order:
    settings = ["-c", NO_SETTINGS, "-F", "clf", "-n", "example.test", "-Q"]
    return Order(["webalizer", *settings, "-o", str(out), str(log)])


def awstats(log: Path, out: Path) -> Order:
    source = f"zcat {log.resolve()} |" if log.suffix == ".gz" else str(log.resolve())
    (out / "awstats.bench.conf").write_text(
        f'LogFile="{source}"\nLogType=W\nLogFormat=1\nSiteDomain="example.test"\n'
        f'HostAliases="example.test"\nDNSLookup=0\nDirData="{out.resolve()}"\n'
        'DirIcons="/icon"\nSaveDatabaseFilesWithPermissionsForEveryone=0\n',
        encoding="utf-8",
    )
    report = ["-config=bench", f"-configdir={out.resolve()}", "-update", "-output", "-staticlinks"]
    return Order(["perl", str(AWSTATS), *report])


PEERS: dict[str, Callable[[Path, Path], Order]] = {
    "goaccess": goaccess,
    "webalizer": webalizer,
    "awstats": awstats,
}


def installed() -> list[str]:
    return [name for name in PEERS if found(name)]


def found(name: str) -> bool:
    return AWSTATS.exists() if name == "awstats" else shutil.which(name) is not None
