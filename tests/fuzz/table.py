"""What run.py wrote → the table of README.md: python -m tests.fuzz.table FILE…"""

import json
import sys
from pathlib import Path


def main() -> None:
    texts = (Path(path).read_text(encoding="utf-8") for path in sys.argv[1:])
    rows = [json.loads(line) for text in texts for line in text.splitlines()]
    last = {row["target"]: row for row in rows}
    print("| lo que se leyó | renglones | MB | segundos de procesador | fallas |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, row in last.items():
        size = row["mb"] if "mb" in row else row["size"] / 1e6
        told = row["failures"] or "0"
        print(f"| {name} | {row['lines']:,} | {size:,.0f} | {row['seconds']:,.0f} | {told} |")


if __name__ == "__main__":
    main()
