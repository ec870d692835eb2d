"""Addresses → country and, of Mexico, state, by a file in MaxMind's format that the user supplies.

Asked while a log is parsed: later there are no addresses. Nothing finer is kept; a city with few
readers would name them.
"""

from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any

import maxminddb
import polars as pl

from pipeline.errors import Problem, SettingsError
from pipeline.refusals import reason
from pipeline.remembered import Remembered

COUNTRY_WITH_STATES = "MX"
LONGEST_NAME = 80
"""Characters of a state's name; the file is the user's, but not of his making."""

Place = tuple[str | None, str | None]
NOWHERE: Place = (None, None)
_PLACE = {"country": pl.String, "region": pl.String}


class Places:
    """path: a .mmdb file, or None where no place is known. Raises SettingsError for a file that
    cannot be read as one."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        try:
            self._reader = maxminddb.open_database(path) if path else None
        except OSError as error:
            raise SettingsError(_unreadable(path, reason(error))) from error
        except maxminddb.InvalidDatabaseError as error:
            raise SettingsError(_unreadable(path, "no es un archivo .mmdb")) from error

    @cached_property
    def digest(self) -> str:
        """Names the file by its bytes; empty where there is none."""
        if self._path is None:
            return ""
        with self._path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def of(self, addresses: pl.Series) -> pl.DataFrame:
        """country (ISO 3166-1) and region of each address, null where the file does not say."""
        if self._reader is None:
            return pl.DataFrame(schema=_PLACE).clear(len(addresses))
        return self._remembered.of(addresses).struct.unnest()

    @cached_property
    def _remembered(self) -> Remembered:
        # Whoever finds two addresses of one hash only moves the second to where the first is.
        return Remembered(self._places, pl.Struct(_PLACE), seed=0)

    def _places(self, addresses: pl.Series) -> pl.Series:
        rows = [self._place(address) for address in addresses.to_list()]
        return pl.DataFrame(rows, _PLACE, orient="row").to_struct()

    def _place(self, address: str) -> Place:
        assert self._reader
        try:
            record = self._reader.get(address)
        except ValueError:  # no address, or an IPv6 one in a file of IPv4
            return NOWHERE
        except maxminddb.InvalidDatabaseError as error:
            raise SettingsError(_unreadable(self._path, "está dañado")) from error
        country = _text(record, "country", "iso_code")
        if country is None or len(country) != 2 or not country.isalpha():
            return NOWHERE
        return country, _state(record) if country == COUNTRY_WITH_STATES else None


def _state(record: Any) -> str | None:
    """Its name in Spanish, in English, or its code."""
    where = ("subdivisions", 0)
    names = (("names", "es"), ("names", "en"), ("iso_code",))
    found = (_text(record, *where, *name) for name in names)
    name = next((text for text in found if text), None)
    return name[:LONGEST_NAME] if name else None


def _text(record: Any, *keys: str | int) -> str | None:
    """What stands there if it is a text; the shape of a record is the file's business."""
    for key in keys:
        try:
            record = record[key]
        except (KeyError, IndexError, TypeError):
            return None
    return record if isinstance(record, str) else None


def _unreadable(path: Path | None, why: str) -> Problem:
    return Problem(
        str(path),
        f"no se puede leer ({why})",
        "una base de ubicaciones en formato MaxMind, como GeoLite2-City.mmdb",
        "corrija [geo] en memoria.toml, o quítelo: las ubicaciones son opcionales",
    )
