"""A second process draws the charts and makes the page while the first lays out the PDF.

vl_convert keeps the interpreter's lock while it draws and bundles, so threads would take turns. The
process reads the theme and the summary, and answers in lines of JSON: the drawings, the page.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reports.documents.theme import Theme

ROOT = Path(__file__).parents[2]

Asked = Callable[[str], Any]


def nobody(name: str) -> Any:  # noqa: ARG001
    """There is no second process."""
    return None


@contextmanager
def started(summary: str, look: Theme) -> Iterator[Asked]:
    """Gives what waits for an answer: None where there is none, for want of memory or because
    somebody ended the process. Then the caller does the work, and meets the error if it was one."""
    with tempfile.TemporaryFile() as task:
        task.write(f"{look.model_dump_json()}\n{summary}".encode())
        task.seek(0)
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", __name__],
                cwd=ROOT,
                stdin=task,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            yield nobody
            return
    with process:
        try:
            yield lambda name: _answer(process, name)
        finally:
            process.kill()


def _answer(process: subprocess.Popen[bytes], name: str) -> Any:
    for line in process.stdout or ():
        with suppress(ValueError):  # half a line
            answer = json.loads(line)
            if name in answer:
                return answer[name]
    return None


def main() -> None:
    """Imports what each answer needs when it is its turn: the drawings are waited for."""
    from reports import charts  # noqa: PLC0415
    from reports.model import Memoria  # noqa: PLC0415

    look = Theme.model_validate_json(sys.stdin.buffer.readline())
    memoria = Memoria.model_validate_json(sys.stdin.buffer.read())
    drawn = charts.draw(memoria, look)
    print(json.dumps({"drawings": charts.drawings(drawn)}), flush=True)

    from reports.documents import page  # noqa: PLC0415

    print(json.dumps({"page": page.html(memoria, look, drawn)}))


if __name__ == "__main__":
    main()
