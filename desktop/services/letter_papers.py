"""Papers that go with letters: registration (登记表), what is handed out (交办清单), receipt (回执单), what leaves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from db.queries import filings, handed, post
from db.queries.issues import relayed_open
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.letter import Answer, Decision, Leaving
from desktop.domain.month import Month
from desktop.domain.package import PackageType
from desktop.domain.rehearsal import RehearsalLine, missing, summed
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.exchange.signing import fingerprint
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.letter_paper import (
    handed_rows,
    leaving_rows,
    receipt_rows,
    registration_facts,
    rehearsal_rows,
)
from desktop.services.steps.letter_reading import Letter, read_letter
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.own_keys import OwnKeys
from desktop.services.steps.paper import FormPrinter
from desktop.wording import letter_papers as words
from desktop.wording.letter_papers import rehearsed
from desktop.wording.paths import form_name

REGISTRATION, HANDED_OUT, RECEIPT, LEAVING = "registration-sheet", "assignment-list", "receipt-sheet", "leaving-list"
REHEARSAL = "merge-rehearsal"


class LetterPaperService:
    """Prints what goes with a letter on paper; *outbox* has the bytes of what was sent."""

    def __init__(
        self, database: Database, office: Office, keys: OwnKeys, printer: FormPrinter, *, outbox: Path
    ) -> None:
        self._database = database
        self._office = office
        self._keys = keys
        self._printer = printer
        self._outbox = outbox

    def registration(self, package: Path, path: Path, progress: Progress) -> PrintedFile:
        """Write the registration sheet that goes with *package* as a PDF at *path*, to be stamped."""
        workspace = self._office.workspace
        unit = next((each for each in self._office.preset.units if each.id == workspace.unit), None)
        name = workspace.unit_name if unit is None else unit.full_name
        facts = registration_facts(
            (workspace.unit, name, workspace.unit_kind),
            self._office.person,
            fingerprint(self._keys.current().public),
            package.name,
        )
        printed = self._printer.paper(
            REGISTRATION,
            facts,
            path,
            progress,
            unit=workspace.unit_name,
            person=self._office.person,
            on=self._office.today,
        )
        self._note(REGISTRATION, 1, printed.path)
        return printed

    def leaving(self, leaving: Leaving, unit: str, path: Path, progress: Progress) -> PrintedFile:
        """Write what a letter to *unit* (empty: the county office) would take out of this computer, before it does."""
        county = next((each.id for each in self._office.preset.units if each.kind is UnitKind.COUNTY), "")
        return self._leaving(leaving, unit or county, 0, path, progress)

    def rehearsal(
        self, lines: Sequence[RehearsalLine], path: Path, progress: Progress, *, taken: bool = False
    ) -> PrintedFile:
        """Write what a folder of letters would do, or did, at *path*: a workbook where its name ends so, else a PDF."""
        office = self._office
        rows = rehearsal_rows(lines, office.now.tzinfo, taken=taken)
        told = rehearsed(summed(lines), missing(lines), taken=taken)
        facts = MonthFacts(
            tuple(FactRow(each.file, each.unit, row) for each, row in zip(lines, rows, strict=True)),
            more={"count": str(len(lines))},
            remarks=told,
        )
        month = Month.containing(office.today)
        printed = self._printer.listing(REHEARSAL, facts, office, month, path, progress)
        self._note(REHEARSAL, len(rows), printed.path)
        return printed

    def of_letter(self, package_id: str, path: Path, progress: Progress, passphrase: str = "") -> PrintedFile:
        """Write the paper of a letter that was sent or taken as a PDF at *path*.

        That is the assignment list, the receipt, or what a submission took out of this computer. A letter that was
        sealed with a passphrase alone is read again with it. Raise `KnownError` for a letter that is not known here or
        has no paper.
        """
        sent = self._database.read(post.sent_one, package_id)
        if sent is not None:
            return self._of_sent(sent, path, progress, passphrase)
        taken = self._database.read(post.taken_one, package_id)
        if taken is None:
            raise KnownError("no_such_letter", package=package_id)
        kind = PackageType(taken.type)
        if kind is PackageType.RECEIPT:
            return self._receipt(self._answers_taken(package_id), taken.unit, taken, path, progress)
        if self._is_county or kind not in {PackageType.ASSIGNMENT, PackageType.SNAPSHOT}:
            raise KnownError("letter_has_no_paper")
        return self._handed_out((taken.unit, self._office.workspace.unit), taken.seq, None, path, progress)

    def _of_sent(self, sent: Any, path: Path, progress: Progress, passphrase: str) -> PrintedFile:
        kind = PackageType(sent.type)
        if self._is_county and kind in {PackageType.ASSIGNMENT, PackageType.SNAPSHOT}:
            known = self._database.read(post.told_before, sent.recipient, sent.package_id)
            ends = (self._office.workspace.unit, sent.recipient)
            return self._handed_out(ends, sent.seq, known, path, progress)
        letter = self._reread(sent.package_id, passphrase)
        if kind is PackageType.RECEIPT:
            answers = [each.answer for each in letter.answers]
            return self._receipt(answers, self._office.workspace.unit, sent, path, progress)
        return self._leaving(_left_with(letter, sent), sent.recipient, sent.seq, path, progress)

    def _reread(self, package_id: str, passphrase: str) -> Letter:
        kept = self._outbox / f"{package_id}.sgb"
        if not kept.is_file():
            raise KnownError("letter_not_kept", path=kept)
        return read_letter(kept.read_bytes(), self._keys.identities(), passphrase)

    def _handed_out(
        self, ends: tuple[str, str], seq: int, known: frozenset[str] | None, path: Path, progress: Progress
    ) -> PrintedFile:
        """*ends* are who wrote the letter and whom it went to."""
        sender, unit = ends
        found = self._database.read(handed.handed_to, unit)
        names = self._office.unit_names
        count = len({each.enterprise for each in found if each.until is None})
        more = {
            "sender": names.get(sender, sender),
            "recipient": names.get(unit, unit),
            "number": str(seq),
            "count": str(count),
        }
        issues = self._database.read(relayed_open, unit, names)
        said = words.relayed([(each.number, each.enterprise_name, each.description, each.due_on) for each in issues])
        return self._table(HANDED_OUT, handed_rows(found, names, known), more, path, progress, said)

    def _receipt(
        self, answers: Sequence[Answer], sender: str, letter: Any, path: Path, progress: Progress
    ) -> PrintedFile:
        names = self._office.unit_names
        recipient = getattr(letter, "recipient", self._office.workspace.unit)
        more = {
            "sender": names.get(sender, sender),
            "recipient": names.get(recipient, recipient),
            "number": str(letter.seq),
            "made_on": self._day(letter.made_at),
        }
        rows = receipt_rows(answers, self._numbers(), self._round)
        return self._table(RECEIPT, rows, more, path, progress)

    def _leaving(self, leaving: Leaving, unit: str, seq: int, path: Path, progress: Progress) -> PrintedFile:
        rows = leaving_rows(leaving)
        more = {"recipient": self._office.unit_names.get(unit, unit), "number": words.number_of(seq)}
        # of a letter that was written it is not kept whether telephone numbers were asked for
        phones = leaving.personal if seq == 0 else None
        said = words.besides(len(leaving.rounds), leaving.attachments, phones)
        return self._table(LEAVING, rows, more, path, progress, (said,))

    def _table(
        self,
        form: str,
        rows: Sequence[Mapping[str, FactValue]],
        more: Mapping[str, str],
        path: Path,
        progress: Progress,
        remarks: Sequence[str] = (),
    ) -> PrintedFile:
        printed = self._printer.table(
            form,
            rows,
            path,
            progress,
            unit=self._office.workspace.unit_name,
            person=self._office.person,
            on=self._office.today,
            more=more,
            remarks=remarks,
        )
        self._note(form, len(rows), printed.path)
        return printed

    def _note(self, form: str, rows: int, path: Path) -> None:
        title = form_name(self._printer.form(form).title)
        note_export(self._database, self._office, ExportDraft(ExportKind.PAPER, title, ReleaseLevel.FULL, rows), path)

    def _numbers(self) -> Mapping[str, tuple[int, str]]:
        """Return letter → its number and the day it was made, as its sender says."""
        mine = {row.package_id: (row.seq, self._day(row.made_at)) for row in self._database.read(post.sent)}
        return mine | {
            row.package_id: (row.seq, self._day(row.made_at)) for row in self._database.read(post.taken_letters)
        }

    def _day(self, at: datetime | str) -> str:
        """Return the day of *at* as this office writes it; one that came is written by its sender."""
        return at[:10] if isinstance(at, str) else at.astimezone(self._office.now.tzinfo).date().isoformat()

    def _round(self, uid: str) -> tuple[str, int] | None:
        """Return form and number of a round, filed here or received."""
        own = self._database.read(filings.one, uid)
        if own is not None:
            return self._title(own.form), own.round
        came = self._database.read(post.round_in, uid)
        return None if came is None else (self._title(came.form), came.round)

    def _title(self, form: str) -> str:
        try:
            return form_name(self._printer.form(form).title)
        except KnownError:
            return form  # a form of the other office

    def _answers_taken(self, receipt: str) -> list[Answer]:
        return [
            Answer(
                letter=row.letter,
                decision=Decision(row.decision),
                subject=row.subject,
                record=row.record,
                field=row.field,
                period=row.period,
                text=row.text,
                due_on=row.due_on,
            )
            for row in self._database.read(post.answers)
            if row.receipt == receipt
        ]

    @property
    def _is_county(self) -> bool:
        return self._office.workspace.unit_kind is UnitKind.COUNTY


def _left_with(letter: Letter, sent: Any) -> Leaving:
    """Return what *letter* took out of this computer."""
    told = Counter(each.change.cell.subject for each in letter.changes if each.told)
    kept = Counter(each.change.cell.subject for each in letter.changes if not each.told)
    files = letter.manifest.counts.get("attachments", 0)
    return Leaving(len(letter.changes), told, kept, 0, tuple(sent.rounds), files, personal=False)
