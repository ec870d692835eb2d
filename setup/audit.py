"""Known weaknesses of the pinned libraries, where the network gives their data; and says so where
it does not: that nothing was found among nothing is no audit."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = "requirements.lock"
SERVICES = {"pypi": "PyPI", "osv": "OSV"}
"""As pip-audit calls them, and everybody else."""

Found = list[dict[str, Any]]


def main() -> int:
    """1 where there is any weakness."""
    for service, title in SERVICES.items():
        audited = [one for one in asked(service) if "skip_reason" not in one]
        if audited:
            print(f"{title}: {len(audited)} bibliotecas revisadas de {LOCK}")
            told = list(weaknesses(audited))
            print(*told or ["Ninguna vulnerabilidad conocida"], sep="\n")
            return 1 if told else 0
        print(f"{title} no da aquí datos de vulnerabilidades", file=sys.stderr)
    print(
        "No se revisó nada. Corra make audit donde la red los dé; "
        "mientras, docs/dependencias.md dice por qué está cada biblioteca y sus versiones están "
        f"fijas, con su huella, en {LOCK}.",
        file=sys.stderr,
    )
    return 0


def asked(service: str) -> Found:
    """What it says of each pinned library; nothing where it cannot be reached."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pip_audit", "--vulnerability-service", service, "--requirement",
            LOCK, "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner",
            "off", "--timeout", "15",
        ],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        return []


def weaknesses(audited: Found) -> Iterator[str]:
    for one in audited:
        for weak in one["vulns"]:
            fixed = ", ".join(weak["fix_versions"]) or "sin versión que la corrija"
            yield f"  {one['name']} {one['version']}: {weak['id']} (corregida en: {fixed})"


if __name__ == "__main__":
    sys.exit(main())
