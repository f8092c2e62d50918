"""The tables, one module a subject; importing this registers them all."""

from db.models import (
    admission,
    attachment,
    enterprise,
    figure,
    filing,
    incentive,
    issue,
    journal,
    library,
    officer,
    project,
    retention,
    setting,
    target,
    training,
    visit,
)

__all__ = [
    "admission",
    "attachment",
    "enterprise",
    "figure",
    "filing",
    "incentive",
    "issue",
    "journal",
    "library",
    "officer",
    "project",
    "retention",
    "setting",
    "target",
    "training",
    "visit",
]
