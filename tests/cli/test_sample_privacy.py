"""No address of the sample's logs is in anything that `build` leaves."""

import gzip
import re

import duckdb
import pytest

from .conftest import SAMPLE

ADDRESS = re.compile(
    rb"(?:^|[\s:])(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}:[0-9a-f:]+:[0-9a-f]{1,4}) - "
)


@pytest.fixture(scope="module")
def addresses() -> set[str]:
    """All that the logs say of their clients."""
    found: set[bytes] = set()
    for path in [*SAMPLE.glob("operacion/*"), *SAMPLE.glob("linea-base/*")]:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found.update(match[1] for line in data.splitlines() if (match := ADDRESS.search(line)))
    return {address.decode() for address in found}


def test_the_logs_have_addresses(addresses):
    assert len(addresses) > 2_000


def test_the_database_has_none(built, addresses):
    with duckdb.connect(built.out / "memoria.duckdb", read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE NOT internal AND data_type = 'VARCHAR'"
        ).fetchall()
        assert len(columns) > 20
        for table, column in columns:
            question = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            texts = [text for (text,) in connection.execute(question).fetchall()]
            assert leaked("\n".join(texts), addresses) == set(), (table, column)


@pytest.mark.parametrize("name", ["resumen.json", "memoria.html"])
def test_the_documents_have_none(built, addresses, name):
    assert leaked((built.out / name).read_text(encoding="utf-8"), addresses) == set()


def leaked(text: str, addresses: set[str]) -> set[str]:
    """Those addresses that stand in the text, not as a part of a longer number."""
    found = re.findall(r"(?<![\w.:])[0-9a-f]+[.:][0-9a-f.:]+(?![\w.:])", text)
    return addresses.intersection(found)
