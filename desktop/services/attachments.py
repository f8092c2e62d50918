"""Files kept with records (附件): taken in without what they betray, found by their digest, voided with a reason."""

from collections.abc import Sequence
from pathlib import Path

from db.models.attachment import Attachment as AttachmentTable
from db.queries import attachments
from db.unit_of_work import Database
from desktop.domain.attachment import Attachment
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.intake.attachments import ReadAttachment, read_attachment
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.attaching import keep_bytes

Problems = list[Problem]  # inside the class, list is the method


class AttachmentService:
    """Everything a person does with kept files; *store* is their folder."""

    def __init__(self, database: Database, office: Office, store: Path) -> None:
        self._database = database
        self._office = office
        self._store = store

    def list(self, about: Subject, record: str, *, voided: bool = False) -> tuple[Attachment, ...]:
        """Return the files of *record*, in the order they were kept."""
        return self._database.read(attachments.of_record, about, record, voided=voided)

    def get(self, uid: str) -> Attachment:
        """Return one kept file; raise `KnownError("no_such_attachment")`."""
        found = self._database.read(attachments.get, uid)
        if found is None:
            raise KnownError("no_such_attachment", uid=uid)
        return found

    def path_of(self, uid: str) -> Path:
        """Return where the bytes of *uid* stand; raise `KnownError("attachment_gone")` where they do not."""
        kept = self.get(uid)
        path = self._store / kept.file_name
        if not path.is_file():
            raise KnownError("attachment_gone", name=kept.name)
        return path

    def look(self, paths: Sequence[Path]) -> Problems:
        """Return what forbids keeping the files at *paths*; nothing is written."""
        limits = self._office.visit_rules.limits
        found = (read_attachment(path, limits) for path in paths)
        return [problem for problem in found if isinstance(problem, Problem)]

    def add(self, about: Subject, record: str, paths: Sequence[Path], note: str = "") -> Saved:
        """Keep the files at *paths* with *record*, all of them or none; what told place and time is taken out."""
        limits = self._office.visit_rules.limits
        read = [read_attachment(path, limits) for path in paths]
        files = [each for each in read if isinstance(each, ReadAttachment)]
        problems = [each for each in read if isinstance(each, Problem)] + self._twice(about, record, files)
        if problems or not files:
            return Saved(problems=tuple(problems))
        for file in files:
            keep_bytes(self._store, file)
        with self._database.work("attachment.add", self._office.who) as work:
            uids = [work.add(self._row(work.new_id(), about, record, file, tidy(note))) for file in files]
        return Saved(uids[0])

    def remove(self, uid: str, reason: str) -> Saved:
        """Mark a kept file as void (作废) with a reason; its bytes stay."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if self.get(uid).voided:
            raise KnownError("voided", uid=uid)
        with self._database.work("attachment.void", self._office.who) as work:
            work.void(AttachmentTable, uid, tidy(reason))
        return Saved(uid)

    def _twice(self, about: Subject, record: str, files: Sequence[ReadAttachment]) -> Problems:
        kept = {each.sha256 for each in self.list(about, record)}
        found = []
        for file in files:
            if file.sha256 in kept:
                found.append(Problem("file", "attachment_twice", {"name": file.name}))
            kept.add(file.sha256)
        return found

    def _row(self, uid: str, about: Subject, record: str, file: ReadAttachment, note: str) -> AttachmentTable:
        return AttachmentTable(
            uid=uid,
            by_unit=self._office.workspace.unit,
            about=about,
            record=record,
            sha256=file.sha256,
            kind=file.kind,
            size=len(file.content),
            name=tidy(file.name),
            note=note or None,
            added_on=self._office.today,
        )
