"""memoria.toml → Project: who publishes, which logs, which agreement, and what is declared.

The file is first checked by itself (`ProjectFile` is its shape) and then against its agreement.
Both lists of problems are reported together. Whether the files it names exist is the business of
those who read them: a project can be loaded before its logs arrive.

    schema.py    what memoria.toml may say
    checks.py    what its parts, and its agreement, do not agree with
    evidence.py  files that prove what it states
    resolved.py  the Project
    loading.py   file → Project
"""

from pipeline.project.evidence import Evidence
from pipeline.project.loading import load_project
from pipeline.project.resolved import (
    Backup,
    CandidateAnswer,
    LogSource,
    Minute,
    Project,
    Service,
)
from pipeline.project.schema import (
    UNFILLED,
    AccordEntry,
    BaselineEntry,
    CandidateKind,
    CapacityEntry,
    LiaisonEntry,
    RequirementAnswer,
    ToolEntry,
    Verdict,
)

__all__ = [
    "UNFILLED",
    "AccordEntry",
    "Backup",
    "BaselineEntry",
    "CandidateAnswer",
    "CandidateKind",
    "CapacityEntry",
    "Evidence",
    "LiaisonEntry",
    "LogSource",
    "Minute",
    "Project",
    "RequirementAnswer",
    "Service",
    "ToolEntry",
    "Verdict",
    "load_project",
]
