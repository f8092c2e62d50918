"""Whose ledger this is, who works in it, its targets, and how its file is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.ledger import BACKUPS, FILE
from db.models.setting import Person as PersonTable
from db.models.setting import Workspace as WorkspaceTable
from db.queries import settings
from db.unit_of_work import Database
from desktop.domain.codes import Dimension, TargetKind, TargetMeasure, UnitKind
from desktop.domain.preset import Preset, Unit
from desktop.domain.saved import Saved
from desktop.domain.target_entry import TargetDraft, check_target, typed_first, value_of
from desktop.domain.targets import for_year
from desktop.domain.text import tidied, tidy
from desktop.domain.workspace import OwnTarget, Person, PersonDraft, Workspace, check_person, check_year
from desktop.kernel.errors import KnownError
from desktop.services.office import Office
from desktop.services.steps.copying import list_copies
from desktop.services.steps.targeting import keep_target, own_dimension, rows_of, whole_rows


@dataclass(frozen=True, slots=True)
class DataHealth:
    """How the ledger's file is; *last_copy_at* is None where no copy was ever made."""

    folder: Path
    size: int
    schema: int
    changes: int
    copies: int
    last_copy_at: datetime | None


class SettingsService:
    """Everything a person sets once and looks up often."""

    def __init__(self, database: Database, office: Office, folder: Path) -> None:
        self._database = database
        self._office = office
        self._folder = folder

    def workspace(self) -> Workspace:
        """Return whose ledger this is."""
        return self._office.workspace

    def preset(self) -> Preset:
        """Return the plan of this ledger."""
        return self._office.preset

    def units(self, dimension: Dimension) -> tuple[Unit, ...]:
        """Return the plan's units in *dimension*."""
        return self._office.units(dimension)

    def people(self) -> tuple[Person, ...]:
        """Return the people of this ledger, by name."""
        return self._database.read(settings.people)

    def current(self) -> Person:
        """Return who is sitting here."""
        return self._office.person

    def set_current(self, uid: str) -> None:
        """Let person *uid* sit here from now on."""
        if uid not in {person.uid for person in self.people()}:
            raise KnownError("person_unknown", name=uid)
        self._database.note(settings.sit_down, uid)

    def act_as(self, name: str) -> None:
        """Let the person called *name* be the author of this program's deeds; raise `KnownError`."""
        found = [person for person in self.people() if person.name == tidy(name)]
        if not found:
            raise KnownError("person_unknown", name=name)
        if len(found) > 1:
            raise KnownError("person_ambiguous", name=name)
        self._office.act_as(found[0].uid)

    def add_person(self, draft: PersonDraft) -> Saved:
        """Enter somebody who works in this ledger."""
        draft = tidied(draft)
        if problems := check_person(draft):
            return Saved(problems=tuple(problems))
        with self._database.work("person.add", self._office.who) as work:
            uid = work.add(
                PersonTable(
                    uid=work.new_id(),
                    by_unit=self._office.workspace.unit,
                    name=draft.name,
                    post=draft.post or None,
                    phone=draft.phone or None,
                )
            )
        return Saved(uid)

    def edit_person(self, uid: str, draft: PersonDraft) -> Saved:
        """Mend what is kept of person *uid*."""
        draft = tidied(draft)
        if problems := check_person(draft):
            return Saved(problems=tuple(problems))
        if uid not in {person.uid for person in self.people()}:
            raise KnownError("no_such_record", subject=PersonTable.subject, uid=uid)
        with self._database.work("person.edit", self._office.who) as work:
            work.change(
                PersonTable, uid, {"name": draft.name, "post": draft.post or None, "phone": draft.phone or None}
            )
        return Saved(uid)

    def set_year(self, year: int) -> Saved:
        """Let the ledger work on cultivation year *year*."""
        if problems := check_year(year):
            return Saved(problems=tuple(problems))
        uid = self._office.workspace_uid
        with self._database.work("workspace.year", self._office.who) as work:
            work.change(WorkspaceTable, uid, {"year": year})
        return Saved(uid)

    def set_outlook(self, on: bool) -> Saved:
        """Show the coarse band for planning visits on screen, or no longer; it never goes on paper."""
        uid = self._office.workspace_uid
        with self._database.work("workspace.outlook", self._office.who) as work:
            work.change(WorkspaceTable, uid, {"outlook": on})
        return Saved(uid)

    def own_targets(self, year: int) -> tuple[OwnTarget, ...]:
        """Return the own unit's targets of *year*, typed ones before issued ones; none means 未下达."""
        unit = self._office.workspace.unit
        typed = tuple(target for _, target in self._database.read(settings.targets, unit, year))
        known = {target.measure for target in typed}
        issued = tuple(
            OwnTarget(year, target.measure, target.value, target.citation.document, issued=True)
            for target in for_year(self._office.preset.targets, year)
            if target.unit == unit and target.kind is TargetKind.OFFICIAL and target.measure not in known
        )
        return typed + issued + self._of_the_county(year, known | {target.measure for target in issued})

    def _of_the_county(self, year: int, known: Collection[TargetMeasure]) -> tuple[OwnTarget, ...]:
        """Return what holds for the whole county where this is its office, one a measure that is not *known* yet."""
        if self._office.workspace.unit_kind is not UnitKind.COUNTY:
            return ()
        rows = whole_rows(self._office, typed_first(rows_of(self._database, self._office.preset, year)))
        found = (
            next((row for row in rows if value_of([row.target], measure) is not None), None)
            for measure in TargetMeasure
            if measure not in known
        )
        return tuple(
            OwnTarget(year, row.target.measure, row.target.value, row.target.citation.document, issued=row.issued)
            for row in found
            if row is not None
        )

    def set_own_target(self, year: int, measure: TargetMeasure, value: int, basis: str) -> Saved:
        """Keep the target that was handed down to the own unit for *year*, with the paper it stands on."""
        own = self._office.workspace
        dimension = own_dimension(self._office)
        draft = TargetDraft(own.unit, own.unit_name, year, dimension, measure, value=value, basis=tidy(basis))
        if problems := check_target(draft, self._office.preset):
            return Saved(problems=tuple(problems))
        with self._database.work("target.set", self._office.who) as work:
            return Saved(keep_target(work, draft, by_unit=own.unit))

    def data_health(self) -> DataHealth:
        """Return how the ledger's file is, without reading all of it."""
        changes, schema = self._database.read(settings.journal_size)
        kept = [row.label for row in list_copies(self._folder / BACKUPS) if row.label is not None]
        last = kept[0].at if kept else None
        size = (self._folder / FILE).stat().st_size
        return DataHealth(self._folder, size, schema, changes, len(kept), last)
