"""The forms there are: those that came along and those the office added, each edition from its month on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.queries import form_texts
from db.unit_of_work import Database
from desktop.domain.filing import FormSubject
from desktop.domain.form_entry import (
    FormEdition,
    KeptForm,
    Retirement,
    edition_in_force,
    retired_by,
    retirements_of,
)
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.render.form_spec import Form, check_form, form_text, load_form, load_forms
from desktop.services.office import Office
from desktop.wording.paths import form_name


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition on the shelf; *kept* is its record in the ledger, None for one that came along."""

    form: Form
    effective_from: str
    kept: KeptForm | None = None


class FormShelf:
    """Reads the forms at their first use, and those of the ledger anew when one was added or retired."""

    def __init__(self, folder: Path, database: Database, office: Office) -> None:
        self._folder = folder
        self._database = database
        self._office = office
        self._shipped: tuple[Form, ...] = ()
        self._unreadable: list[KeptForm] = []
        self._deeds = 0
        self._mark: tuple[int, ...] = ()
        self._editions: dict[str, dict[int, Edition]] = {}
        self._retired: Mapping[str, tuple[Retirement, ...]] = {}

    def form(self, form_id: str, month: Month | None = None) -> Form:
        """Return *form_id* in the edition of *month* (now where not said); raise `KnownError("form_unknown")`."""
        editions = self._of(form_id)
        number = edition_in_force([(n, each.effective_from) for n, each in editions.items()], self._month(month))
        return editions[number].form

    def edition(self, form_id: str, number: int) -> Edition:
        """Return edition *number* of *form_id*, whatever month it is for; raise `KnownError("form_no_edition")`."""
        found = self._of(form_id).get(number)
        if found is None:
            raise KnownError("form_no_edition", form=form_id, edition=number)
        return found

    def every(self, month: Month | None = None) -> tuple[Form, ...]:
        """Return every form that is in use in *month*, by id."""
        self._look()
        when = self._month(month)
        used = (name for name in sorted(self._editions) if not retired_by(self._retired, name, when))
        return tuple(self.form(name, month) for name in used)

    def monthly(self, month: Month | None = None) -> tuple[Form, ...]:
        """Return the forms that are filed for *month*, by annex; one that is not issued yet is not among them."""
        when = self._month(month)
        found = (form for form in self.every(month) if form.monthly and self._issued(form.id, when))
        return tuple(sorted(found, key=lambda form: (form.annex, form.id)))

    def text(self, form_id: str, number: int) -> str:
        """Return the file of an edition, word for word, also of one that cannot be read."""
        self._look()
        for kept in self._unreadable:
            if (kept.form, kept.edition) == (form_id, number):
                return kept.text
        found = self.edition(form_id, number)
        if found.kept is not None:
            return found.kept.text
        paths = (path for path in sorted(self._folder.glob("*.toml")) if load_form(path) == found.form)
        return form_text(next(paths))

    def listed(self) -> tuple[FormEdition, ...]:
        """Return every edition there is, by form and edition."""
        self._look()
        now = self._month(None)
        found = [
            self._head(each, in_force=each.form is self.form(name), now=now)
            for name in self._editions
            for each in self._editions[name].values()
        ]
        return tuple(sorted([*found, *map(_unread, self._unreadable)], key=lambda each: (each.id, each.edition)))

    def retirements(self, form_id: str) -> tuple[Retirement, ...]:
        """Return since when *form_id* is not used any more, as this office and the county say, the earliest first."""
        self._look()
        return self._retired.get(form_id, ())

    def made_here(self) -> frozenset[str]:
        """Return the forms that nobody but this office made."""
        self._look()
        return self._of_this_office()

    def _head(self, edition: Edition, *, in_force: bool, now: str) -> FormEdition:
        form, kept = edition.form, edition.kept
        retired = self._retired.get(form.id, ())
        return FormEdition(
            id=form.id,
            edition=form.edition,
            title=form_name(form.title),
            subject=form.subject,
            monthly=form.monthly,
            own=kept is not None,
            in_force=in_force and not retired_by(self._retired, form.id, now),
            effective_from=edition.effective_from,
            retired=retired[0].since if retired else "",
            digest=kept.digest if kept is not None else "",
            columns=len(form.columns) or sum(len(line.boxes) for line in form.lines),
            added_at=kept.added_at if kept is not None else None,
            added_by=kept.added_by if kept is not None else "",
            issued_by=kept.issued_by if kept is not None else "",
            retired_here=any(not each.by_county for each in retired),
            retired_by_county=any(each.by_county for each in retired),
        )

    def _of_this_office(self) -> frozenset[str]:
        """Return the forms of which no edition came along or from the county."""
        return frozenset(
            name
            for name, editions in self._editions.items()
            if all(each.kept is not None and not each.kept.issued_by for each in editions.values())
        )

    def _issued(self, form_id: str, month: str) -> bool:
        return any(each.effective_from <= month for each in self._of(form_id).values())

    def _month(self, month: Month | None) -> str:
        return str(month if month is not None else Month.containing(self._today()))

    def _today(self) -> date:
        return self._office.today

    def _of(self, form_id: str) -> Mapping[int, Edition]:
        self._look()
        if form_id not in self._editions:
            raise KnownError("form_unknown", form=form_id)
        return self._editions[form_id]

    def _look(self) -> None:
        if self._editions and self._deeds == self._database.deeds:
            return
        self._deeds, mark = self._database.deeds, self._database.read(form_texts.mark)
        if self._editions and mark == self._mark:
            return
        self._shipped = self._shipped or load_forms(self._folder)
        self._unreadable = []
        editions: dict[str, dict[int, Edition]] = {}
        for form in self._shipped:
            editions.setdefault(form.id, {})[form.edition] = Edition(form, form.effective_from)
        for kept in self._database.read(form_texts.kept):
            read = check_form(kept.text, kept.form).form
            if read is None:  # what another version of the program wrote must not stop all forms
                self._unreadable.append(kept)
            else:
                editions.setdefault(kept.form, {})[kept.edition] = Edition(read, kept.effective_from, kept)
        self._editions = editions
        self._retired = retirements_of(self._database.read(form_texts.retirements), self._of_this_office())
        self._mark = mark


def _unread(kept: KeptForm) -> FormEdition:
    return FormEdition(
        id=kept.form,
        edition=kept.edition,
        title=kept.form,
        subject=FormSubject.ENTERPRISE_MONTH,
        monthly=False,
        own=True,
        in_force=False,
        effective_from=kept.effective_from,
        retired="",
        digest=kept.digest,
        columns=0,
        added_at=kept.added_at,
        added_by=kept.added_by,
        readable=False,
        issued_by=kept.issued_by,
    )
