"""What is void, and bringing it back with what became void together with it."""

from collections.abc import Sequence

from db.projection import models
from db.queries import post, voided
from db.unit_of_work import Database
from desktop.domain.carried import unit_of
from desktop.domain.codes import ChangeKind, Subject
from desktop.domain.merge import Authority, authority
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.domain.voided import VoidedRow
from desktop.kernel.errors import KnownError
from desktop.services.office import Office

_STANDS = {"voided": False, "void_reason": None}
# voiding these put the enterprise back to what it was; they are entered again
_ENTERED_AGAIN = frozenset({Subject.LIBRARY_EXIT})


class VoidedService:
    """已作废: nothing is deleted, so everything here can stand again."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database = database
        self._office = office

    def rows(self, only: Sequence[Subject] = ()) -> tuple[VoidedRow, ...]:
        """Return every void record, the latest first."""
        return self._database.read(voided.rows, only)

    def restore(self, uid: str, reason: str) -> Saved:
        """Let the void record *uid* stand again, with what hangs on it and became void in the same deed."""
        subject = self._database.read(voided.subject_of, uid)
        if subject is None:
            raise KnownError("no_such_record", uid=uid)
        if not self._database.read(voided.is_void, subject, uid):
            raise KnownError("not_voided")
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if subject in _ENTERED_AGAIN:
            return Saved(problems=(Problem("uid", "restore_enter_again"),))
        if self._is_of_others(subject, uid):
            return Saved(problems=(Problem("uid", "restore_not_ours"),))
        if owners := self._database.read(voided.void_owners, subject, uid):
            return Saved(problems=(Problem("uid", "restore_owner_void", {"name": owners[0]}),))
        if self._database.read(voided.place_taken, subject, uid):
            return Saved(problems=(Problem("uid", "restore_place_taken"),))
        with self._database.work("record.restore", self._office.who) as work:
            for kind, each in ((subject, uid), *work.read(voided.hanging, uid)):
                work.change(models()[kind], each, dict(_STANDS), reason=tidy(reason), kind=ChangeKind.UNDO)
        return Saved(uid)

    def _is_of_others(self, subject: Subject, uid: str) -> bool:
        """Return whether another office made the record, which alone may write it."""
        if authority(subject, "voided") is not Authority.OWNER:
            return False
        made = min(self._database.read(post.authors, [uid])[uid])
        return unit_of(made) != self._office.workspace.unit
