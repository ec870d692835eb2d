"""AWStats, Webalizer and GoAccess themselves, run on logs in the combined format: what they count.

Each gets a configuration of its own and an empty folder, so that nothing of the machine's counts.
Of a log of several months the months are added, as each tool keeps them apart.
"""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import which

AWSTATS = Path("/usr/lib/cgi-bin/awstats.pl")
AWSTATS_LIB = Path("/usr/share/awstats/lib")
METRICS = ("hits", "pages", "visits", "visitors")

Counted = dict[str, int | None]

_AWSTATS_CONF = """\
LogFile="cat {logs} |"
LogType=W
LogFormat=1
LogSeparator=" "
SiteDomain="x"
HostAliases="x"
DNSLookup=0
DirData="{folder}"
DirCgi="/cgi-bin"
DirIcons="/icon"
AllowToUpdateStatsFromBrowser=0
AllowFullYearView=2
DefaultFile="index.php index.html"
NotPageList="css js class gif jpg jpeg png bmp ico rss xml swf eot woff woff2"
ValidHTTPCodes="200 304"
URLQuerySeparators="?;"
LevelForRobotsDetection={robots}
LevelForWormsDetection=0
"""
_WEBALIZER_CONF = """\
HostName x
PageType htm*
PageType cgi
PageType php3
PageType php
"""


def awstats(logs: Sequence[Path], folder: Path, *, robots: int = 0) -> Counted:
    """robots: its LevelForRobotsDetection."""
    names = " ".join(f"'{path}'" for path in logs)
    conf = _AWSTATS_CONF.format(logs=names, folder=folder, robots=robots)
    (folder / "awstats.x.conf").write_text(conf)
    command = ["perl", str(AWSTATS), "-config=x", "-update", f"-configdir={folder}"]
    subprocess.run(command, check=True, capture_output=True)
    total = dict.fromkeys(METRICS, 0)
    for month in folder.glob("awstats??????.x.txt"):
        text = month.read_text(encoding="latin-1")
        hours = re.search(r"BEGIN_TIME .*\n((?:.*\n)*?)END_TIME", text)
        for line in hours[1].splitlines() if hours else ():
            _, pages, hits, *_ = line.split()
            total["pages"] += int(pages)
            total["hits"] += int(hits)
        for name, metric in (("TotalVisits", "visits"), ("TotalUnique", "visitors")):
            found = re.search(rf"^{name} (\d+)", text, re.MULTILINE)
            total[metric] += int(found[1]) if found else 0
    return dict(total)


def webalizer(logs: Sequence[Path], folder: Path) -> Counted:
    (folder / "webalizer.conf").write_text(_WEBALIZER_CONF)
    whole = folder / "whole.log"
    whole.write_bytes(b"".join(path.read_bytes() for path in logs))
    command = ["webalizer", "-Q", "-o", str(folder), str(whole)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env={"LC_ALL": "C"})
    total = dict.fromkeys(METRICS, 0)
    for line in (folder / "webalizer.hist").read_text().splitlines():
        # month year hits files sites kbytes first last pages visits
        values = [int(word) for word in line.split()] if line[:1].isdigit() else [0] * 10
        for metric, at in (("hits", 2), ("pages", 8), ("visits", 9), ("visitors", 4)):
            total[metric] += values[at]
    return dict(total)


def goaccess(logs: Sequence[Path], folder: Path) -> Counted:
    out = folder / "report.json"
    command = ["goaccess", *map(str, logs), "--no-global-config", "--log-format=COMBINED"]
    command += ["-o", str(out), "--no-progress", "--ignore-panel=KEYPHRASES"]
    subprocess.run(command, check=True, capture_output=True, env={"LC_ALL": "C"})
    general = json.loads(out.read_text(encoding="utf-8", errors="replace"))["general"]
    visitors = general["unique_visitors"]
    return {
        "hits": general["valid_requests"],
        "pages": None,
        "visits": None,
        "visitors": visitors,
    }


TOOLS = {"awstats": awstats, "webalizer": webalizer, "goaccess": goaccess}


def missing() -> list[str]:
    """Those that are not installed."""
    have = {"awstats": AWSTATS.exists(), **{n: bool(which(n)) for n in ("webalizer", "goaccess")}}
    return [name for name, there in have.items() if not there]


def versions() -> dict[str, str]:
    """As each says it."""
    asked = {
        "awstats": ["perl", str(AWSTATS)],
        "webalizer": ["webalizer", "-V"],
        "goaccess": ["goaccess", "--version"],
    }
    said = {
        name: subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for name, command in asked.items()
    }
    return {name: text.strip().splitlines()[0] for name, text in said.items()}
