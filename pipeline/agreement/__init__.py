"""agreements/*.toml → Agreement: everything a signed document fixes, so that no code must know it.

An agreement is a profile: who the parties are, which windows count, how long a publication cut is,
what is a page, what was promised, which sections the memoria needs and which clause asks for each.
Another agreement is another file in that folder and nothing else.

    schema.py   what a profile may say, by itself
    checks.py   what no part of it sees alone
    months.py   the month of a report that returns every month
    texts.py    placeholders and globs
    loading.py  where profiles lie, and the one of a report
"""

from pipeline.agreement.loading import FOLDER, available, find, load, of_period, read
from pipeline.agreement.schema import (
    Agreement,
    Content,
    Deliverable,
    LegalBasis,
    Liaison,
    Profile,
    Published,
    Requirement,
    Section,
    Service,
    Signatory,
    Words,
)
from pipeline.agreement.texts import PLACEHOLDERS, fill, path_regex

__all__ = [
    "FOLDER",
    "PLACEHOLDERS",
    "Agreement",
    "Content",
    "Deliverable",
    "LegalBasis",
    "Liaison",
    "Profile",
    "Published",
    "Requirement",
    "Section",
    "Service",
    "Signatory",
    "Words",
    "available",
    "fill",
    "find",
    "load",
    "of_period",
    "path_regex",
    "read",
]
