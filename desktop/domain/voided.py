"""Records that are void (作废): still there, out of every list and count, and restorable."""

from dataclasses import dataclass

from desktop.domain.codes import Subject


@dataclass(frozen=True, slots=True)
class VoidedRow:
    """One void record: what it is, when and by whom it was voided, and why; *by_undo* where an undo did it."""

    subject: Subject
    uid: str
    title: str
    at: str
    who: str
    reason: str
    by_undo: bool
