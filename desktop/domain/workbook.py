"""The county's own workbooks (县里的表): templates with marks that the office keeps and fills."""

from dataclasses import dataclass
from datetime import date

from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class WorkbookTemplate:
    """One kept template: *form* is the form whose list it is filled from, *sha256* the digest of its bytes."""

    uid: str
    name: str
    form: str
    file_name: str
    sha256: str
    size: int
    note: str
    added_on: date
    voided: bool
    void_reason: str


@dataclass(frozen=True, slots=True)
class MarkWord:
    """A mark a person may write: whole, the word in it, the units it takes; *once* in all or once a row."""

    mark: str
    word: str
    units: tuple[str, ...]
    once: bool


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """One sheet: how many marks stand once, in which row those of the list stand (0: none) and which they are."""

    name: str
    hidden: bool
    singles: int
    row: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckedWorkbook:
    """The sheets with marks and everything to tell; an error in *problems* keeps the workbook from being filled.

    *kept* counts what stays as it is: pictures, charts, comments.
    """

    sheets: tuple[CheckedSheet, ...]
    problems: tuple[Problem, ...]
    kept: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class WorkbookDraft:
    """What a person says of a template she keeps."""

    name: str
    form: str
    note: str = ""


def check_workbook_draft(draft: WorkbookDraft, others: frozenset[str]) -> list[Problem]:
    """Return what keeps *draft* from being kept beside templates called *others*."""
    problems = []
    if not draft.name:
        problems.append(Problem("name", "missing"))
    elif draft.name in others:
        problems.append(Problem("name", "county_name_taken", {"name": draft.name}))
    if not draft.form:
        problems.append(Problem("form", "missing"))
    return problems
