"""Who sits at a desk with a document and types what it says."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests import authority
from tests.cli.conftest import AS_OF, Built, copy_sample
from tests.cli.support import ROOT, on_a_terminal, run

SHELL = re.compile(r"[|&;<>$`()]")
DATED = {"build", "check", "compare", "verify"}
"""Orders that have a date, which is `today` where the document gives none."""

NOW = datetime.now(UTC)
SIGNERS = {
    "ana": authority.ANA,
    "luis": authority.LUIS,
    "representante": authority.Holder(
        "AURELIA MONTEMAYOR CISNEROS", "MOCA800101AB3", "MOCA800101MCLNSR04"
    ),
}


@dataclass
class Desk:
    """folder: all that the reader touches. built: the sample as a project; where `quick`, a build
    of it is taken from there instead of being made again. today: in the days of the sample."""

    folder: Path
    built: Built
    quick: bool
    today: str = AS_OF
    cwd: Path = field(init=False)

    def __post_init__(self) -> None:
        self.cwd = self.folder
        self._programs()

    # -- what lies ready

    def fill(self, project: str) -> None:
        """The project as the diffuser of the sample fills it in."""
        place = self.folder / project
        shutil.rmtree(place, ignore_errors=True)
        copy_sample(place)
        key = place / ".memoria" / "llave"
        key.parent.mkdir(mode=0o700)
        shutil.copy2(self.built.folder / ".memoria" / "llave", key)
        if self.quick:
            shelf = self.built.folder / ".memoria" / "partes"
            shutil.copytree(shelf, place / ".memoria" / "partes", copy_function=os.link)

    def deliver(self, project: str) -> Path:
        """The project built; where its outputs are."""
        self.fill(project)
        return Path(shutil.copytree(self.built.out, self.folder / project / "salida"))

    def hold_keys(self, place: Path) -> None:
        """The e.firmas of who signs, valid today."""
        for name, holder in SIGNERS.items():
            valid = replace(holder, start=NOW - timedelta(days=9), end=NOW + timedelta(days=900))
            (place / f"{name}.cer").write_bytes(authority.der(authority.certificate(valid)))
            (place / f"{name}.key").write_bytes(authority.locked())

    def _programs(self) -> None:
        """`memoria`, also where README has it, for what a shell runs."""
        program = self.folder / ".venv" / "bin" / "memoria"
        program.parent.mkdir(parents=True)
        program.write_text(
            f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
            "import memoria\n"
            "if __name__ == '__main__':\n    sys.exit(memoria.main(sys.argv[1:]))\n"
        )
        program.chmod(0o755)

    # -- typing

    def types(self, typed: str) -> tuple[int, str]:
        """The exit status and what was shown. `…` in a name stands for what varies."""
        typed = typed.replace("…", "*").removeprefix(".venv/bin/")
        if SHELL.search(typed) or not typed.startswith("memoria "):
            return self._shell(typed)
        words = [
            name for word in shlex.split(typed, comments=True)[1:] for name in self._glob(word)
        ]
        if words[0] in DATED and "--as-of" not in words:
            words += ["--as-of", self.today]
        if words[0] == "sign":
            return on_a_terminal(words, [authority.PASSWORD], self.cwd)
        if words[0] == "build" and self.quick:
            return self._built_before(Path(words[1] if len(words) > 1 else "memoria.toml"))
        with chdir(self.cwd):
            result = run(*words)
        return result.code, result.said

    def _glob(self, word: str) -> list[str]:
        found = sorted(self.cwd.glob(word)) if "*" in word else []
        return [str(path.relative_to(self.cwd)) for path in found] or [word]

    def _built_before(self, project: Path) -> tuple[int, str]:
        folder = project if (self.cwd / project).is_dir() else project.parent
        out = folder / "salida"
        shutil.copytree(self.built.out, self.cwd / out)
        said = self.built.result.said.replace(str(self.built.out), str(out))
        return self.built.result.code, said

    def _shell(self, typed: str) -> tuple[int, str]:
        """Where it leaves the reader is where the next one is typed."""
        left = self.folder / ".cwd"
        script = (
            f"set -o pipefail\n{typed}\nstatus=$?\npwd > {shlex.quote(str(left))}\nexit $status"
        )
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.cwd, env=self._environment(), check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        self.cwd = Path(left.read_text().strip())
        return done.returncode, done.stdout

    def _environment(self) -> Mapping[str, str]:
        own = self.folder / ".venv" / "bin"
        path = os.pathsep.join([str(own), str(Path(sys.executable).parent), os.environ["PATH"]])
        return {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
