"""Asks the installed tools about every case and keeps their answers in recorded/.

python -m tests.peers.record
"""

import json
import sys
import tempfile
from pathlib import Path

from pipeline import loose
from pipeline.logfile import Declared
from pipeline.look import look
from tests.peers import logs, tools

RECORDED = Path(__file__).with_name("recorded")


def main() -> int:
    if tools.missing():
        print(f"Faltan: {', '.join(tools.missing())}. Véase make test-peers.", file=sys.stderr)
        return 2
    for old in RECORDED.glob("*.json"):
        old.unlink()
    for case, texts in logs.every():
        answer = recorded(texts)
        text = json.dumps(answer, indent=1, sort_keys=True) + "\n"
        (RECORDED / f"{case}.json").write_text(text, encoding="utf-8")
        print(case, *(answer[tool] for tool in tools.TOOLS))
    return 0


def recorded(texts: list[bytes]) -> dict[str, object]:
    """sha256 of each log, the tools' versions, the lines that are rejects here, and what each tool
    counts."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{number}.log" for number in range(len(texts))]
        for path, data in zip(paths, texts, strict=True):
            path.write_bytes(data)
        answers: dict[str, object] = {}
        for tool, ask in tools.TOOLS.items():
            folder = Path(name) / tool
            folder.mkdir()
            answers[tool] = ask(paths, folder)
        return {
            "sha256": logs.digests(texts),
            "versions": tools.versions(),
            "rejects": rejects(paths),
            **answers,
        }


def rejects(paths: list[Path]) -> int:
    found = [log for path in paths for log in look(path, str(path), Declared()).logs]
    hits = loose.count(found, ["memoria"])[-1][0].values["hits"]
    return sum(path.read_bytes().count(b"\n") for path in paths) - (hits or 0)


if __name__ == "__main__":
    sys.exit(main())
