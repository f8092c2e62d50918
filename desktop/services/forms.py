"""Forms (表样) as data: looked at, checked, added as editions, taken out of use, composed by hand."""

from hashlib import sha256
from pathlib import Path

from db.models.form import FormRetirement, FormText
from db.unit_of_work import Database
from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import (
    FactEntry,
    FormDraft,
    FormEdition,
    FormLook,
    edition_problems,
)
from desktop.domain.month import Month
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing
from desktop.kernel.progress import Progress
from desktop.render.form_parts import Form
from desktop.render.form_schema import schema_text
from desktop.render.form_spec import check_form, form_text
from desktop.render.form_writer import draft_of, written
from desktop.services.office import Office
from desktop.services.printing import PageImage, PrintedFile
from desktop.services.steps.form_facts import entries, looked_at
from desktop.services.steps.form_preview import FormPreview
from desktop.services.steps.handing_out import made
from desktop.services.steps.shelf import FormShelf
from desktop.wording.form_words import FRESH_FORM


class FormService:
    """Everything a person does with the forms themselves; *desk* is a folder for papers that are only looked at."""

    def __init__(self, database: Database, office: Office, shelf: FormShelf, preview: FormPreview, desk: Path) -> None:
        self._database = database
        self._office = office
        self._shelf = shelf
        self._preview = preview
        self._desk = desk

    def list(self) -> tuple[FormEdition, ...]:
        """Return every edition of every form, those that came along and those of the office."""
        return self._shelf.listed()

    def facts(self, subject: FormSubject | None = None) -> tuple[FactEntry, ...]:
        """Return the published catalogue, of one subject or of all."""
        return entries(subject)

    def schema(self) -> str:
        """Return the JSON Schema of a form file."""
        return schema_text()

    def read(self, path: Path) -> str:
        """Return the text of the file at *path*; raise `KnownError` where it is none."""
        return form_text(path)

    def look(self, path: Path, since: str = "") -> FormLook:
        """Return what the file at *path* is and everything there is to say about it; nothing is written.

        *since* is the month it is to hold from, where the file does not say so itself.
        """
        return self.look_text(form_text(path), path.name, since)

    def look_text(self, text: str, name: str, since: str = "") -> FormLook:
        """Return the same of a form that is no file yet."""
        checked = check_form(text, name)
        if checked.form is None:
            return FormLook(None, checked.problems)
        form = checked.form
        known = [each for each in self._shelf.listed() if each.id == form.id]
        holds, problems = self._holds_from(form, since)
        problems = [*checked.problems, *problems, *self._fits(form)]
        problems += edition_problems(form.id, form.edition, form.subject, holds, known)
        return looked_at(form, problems, holds, known, self._shelf)

    def says_since(self, text: str) -> bool:
        """Return whether the form that *text* holds says itself from which month on it is."""
        form = check_form(text, "").form
        return form is not None and bool(form.effective_from)

    def add(self, path: Path, since: str = "") -> Saved:
        """Keep the file at *path* as an edition that holds from *since*, unless it is at fault."""
        return self.add_text(form_text(path), path.name, since)

    def add_text(self, text: str, name: str, since: str = "") -> Saved:
        """Keep a form that is no file yet."""
        look = self.look_text(text, name, since)
        if look.form is None or blocks(list(look.problems)):
            return Saved(problems=look.problems)
        with self._database.work("form.add", self._office.who) as work:
            uid = work.add(
                FormText(
                    uid=work.new_id(),
                    form=look.form.id,
                    edition=look.form.edition,
                    text=text,
                    digest=sha256(text.encode()).hexdigest(),
                    effective_from=look.form.effective_from,
                    added_at=work.now,
                    added_by=work.who,
                )
            )
        return Saved(uid, look.problems)

    def retire(self, form_id: str, since: str, reason: str) -> Saved:
        """Take *form_id* out of use from month *since* on; what was filed with it stays and prints as ever.

        The county's word goes to every unit with its next letter.
        """
        self._shelf.form(form_id)
        said = self._shelf.retirements(form_id)
        if any(not each.by_county for each in said):
            raise KnownError("form_retired", form=form_id, since=said[0].since)
        if said and said[0].since <= since:
            raise KnownError("form_retired_by_county", form=form_id, since=said[0].since)
        problems = [Problem("reason", "missing")] if not tidy(reason) else []
        problems += _month_problems(since)
        if problems:
            return Saved(problems=tuple(problems))
        with self._database.work("form.retire", self._office.who) as work:
            unit = self._office.workspace.unit
            record = FormRetirement(uid=work.new_id(), by_unit=unit, form=form_id, since=since, reason=tidy(reason))
            uid = work.add(record)
        return Saved(uid)

    def take_up(self, form_id: str, reason: str) -> Saved:
        """Use *form_id* again, unless the county took it out of use: that is the county's to take back."""
        said = self._shelf.retirements(form_id)
        county = next((each for each in said if each.by_county), None)
        found = next((each for each in said if not each.by_county), None)
        if found is None and county is not None:
            raise KnownError("form_retired_by_county", form=form_id, since=county.since)
        if found is None:
            raise KnownError("form_in_use", form=form_id)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("form.take_up", self._office.who) as work:
            work.void(FormRetirement, found.uid, tidy(reason))
        if county is None:
            return Saved(found.uid)
        told = {"form": form_id, "since": county.since}
        return Saved(found.uid, (Problem("form", "form_still_retired", told, severity=Severity.CHECK),))

    def text(self, form_id: str, edition: int = 0) -> str:
        """Return the file of an edition word for word, of the one in force where none is said."""
        return self._shelf.text(form_id, edition or self._shelf.form(form_id).edition)

    def write(self, form_id: str, path: Path, edition: int = 0) -> Path:
        """Write the file of an edition to *path* and return it."""
        text = self.text(form_id, edition)
        with replacing(path) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
        return path

    def preview(
        self, text: str, name: str, month: Month, path: Path, progress: Progress, *, specimen: bool = False
    ) -> PrintedFile:
        """Print the form that *text* holds as of *month* at *path*; a *specimen* (样张) shows no data of the ledger.

        Raises `KnownError` for a form that is at fault.
        """
        return self._preview.print(text, name, month, path, progress, specimen=specimen)

    def look_at(self, text: str, name: str, month: Month, progress: Progress, *, specimen: bool = False) -> PrintedFile:
        """Print it into the desk folder, to be looked at."""
        path = made(self._desk) / "form-preview.pdf"
        return self.preview(text, name, month, path, progress, specimen=specimen)

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._preview.page_image(path, number, dpi)

    def subjects(self) -> tuple[FormSubject, ...]:
        """Return what a list composed by hand can be about."""
        return self._preview.listed

    def draft(self, form_id: str, edition: int = 0) -> FormDraft:
        """Return an edition to compose the next one from, the one in force where none is said."""
        form = self._shelf.edition(form_id, edition or self._shelf.form(form_id).edition).form
        if not form.columns:
            raise KnownError("form_of_boxes", form=form_id)
        newest = max(each.edition for each in self.list() if each.id == form_id)
        draft = draft_of(form, self.text(form_id, form.edition))
        return FormDraft(**{name: getattr(draft, name) for name in draft.__slots__} | {"edition": newest + 1})

    def fresh(self) -> FormDraft:
        """Return an empty form to compose, with an id that nothing has yet."""
        taken = {each.id for each in self.list()}
        number = next(place for place in range(1, len(taken) + 2) if f"own-{place}" not in taken)
        return FormDraft(f"own-{number}", FormSubject.ENTERPRISE_MONTH, "", (), FRESH_FORM)

    def compose(self, draft: FormDraft) -> str:
        """Return the form file that *draft* makes; it is checked when it is looked at or added."""
        return written(draft)

    def _holds_from(self, form: Form, since: str) -> "tuple[str, Problems]":
        asked = since.strip()
        if asked and form.effective_from and asked != form.effective_from:
            return asked, [Problem("from", "form_from_taken", {"since": form.effective_from, "text": asked})]
        if asked and (wrong := _month_problems(asked)):
            return asked, wrong
        return asked or form.effective_from or str(Month.containing(self._office.today)), []

    def _fits(self, form: Form) -> "Problems":
        if form.monthly and form.subject not in self._preview.listed:
            return [Problem("monthly", "form_not_monthly", {"form": form.id})]
        return []


Problems = list[Problem]  # inside the class, list is the method


def _month_problems(text: str) -> list[Problem]:
    try:
        Month.parse(text)
    except ValueError:
        return [Problem("from", "form_no_such_month", {"text": text})]
    return []
