"""The tables, one module a subject; importing this registers them all."""

from db.models import (
    admission,
    enterprise,
    figure,
    filing,
    issue,
    journal,
    library,
    project,
    retention,
    setting,
    target,
    visit,
)

__all__ = [
    "admission",
    "enterprise",
    "figure",
    "filing",
    "issue",
    "journal",
    "library",
    "project",
    "retention",
    "setting",
    "target",
    "visit",
]
