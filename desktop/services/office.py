"""What every service knows of the office it works in: unit, plan, year and who is sitting here."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from db.queries import campaigns, settings
from db.queries.list_rules import ListRules
from db.unit_of_work import Database
from desktop.domain.codes import Dimension
from desktop.domain.policy import Policy, clause_topic
from desktop.domain.preset import Preset, Unit
from desktop.domain.visit_reader import VisitRules
from desktop.domain.workspace import Person, Workspace
from desktop.kernel.errors import KnownError


class Office:
    """The office as its ledger has it now; the plan is read once and kept while its id stays the same."""

    def __init__(
        self,
        database: Database,
        load_preset: Callable[[str], Preset],
        clock: Callable[[], datetime],
        *,
        visit_rules: Callable[[], VisitRules],
        clauses: Callable[[], tuple[Policy, ...]] = tuple,
    ) -> None:
        self._database = database
        self._load_preset = load_preset
        self._clock = clock
        self._load_visit_rules = visit_rules
        self._clauses = clauses
        self._preset: Preset | None = None
        self._visit_rules: VisitRules | None = None
        self._by: str = ""

    @property
    def workspace(self) -> Workspace:
        """Whose ledger this is."""
        return self._found()[1]

    @property
    def workspace_uid(self) -> str:
        """The record of the workspace."""
        return self._found()[0]

    @property
    def who(self) -> str:
        """The uid of the person whose deeds these are."""
        return self._by or self._found()[2]

    @property
    def person(self) -> Person:
        """The person whose deeds these are."""
        who = self.who
        found = next((person for person in self._database.read(settings.people) if person.uid == who), None)
        if found is None:
            raise KnownError("no_person")
        return found

    def act_as(self, person: str) -> None:
        """Let *person* (a uid) be the author of what follows in this program, without sitting down for good."""
        self._by = person

    @property
    def preset(self) -> Preset:
        """The plan of this ledger."""
        return self._plan(self.workspace)

    @property
    def visit_rules(self) -> VisitRules:
        """What the reference says of visits, read once."""
        if self._visit_rules is None:
            self._visit_rules = self._load_visit_rules()
        return self._visit_rules

    @property
    def visit_names(self) -> Mapping[str, str]:
        """Id → name of every campaign and topic, void ones too, so that an old visit still says its own."""
        rules = self.visit_rules
        own = self._database.read(campaigns.own, voided=True)
        planned = {each.id: each.name for each in rules.campaigns}
        clauses = {clause_topic(each.uid): each.draft.title for each in self._clauses()}
        return planned | {row.uid: row.draft.name for row in own} | clauses | rules.topic_names()

    @property
    def today(self) -> date:
        """Today's date on this computer."""
        return self._clock().date()

    @property
    def now(self) -> datetime:
        """This moment on this computer, with its time zone."""
        return self._clock()

    def units(self, dimension: Dimension) -> tuple[Unit, ...]:
        """Return the plan's units in *dimension*."""
        return tuple(unit for unit in self.preset.units if unit.dimension is dimension)

    @property
    def unit_names(self) -> Mapping[str, str]:
        """Unit id → name, the own unit included."""
        return self._names(self.workspace)

    @property
    def rules(self) -> ListRules:
        """What the list of enterprises needs to know of unit, year and plan."""
        workspace = self.workspace
        preset = self._plan(workspace)
        return ListRules(
            unit=workspace.unit,
            year=workspace.year,
            threshold=preset.threshold_fen,
            near_from=preset.near_from_fen,
            bands=preset.bands_fen,
            unit_names=self._names(workspace),
            county=workspace.is_county,
            leads=workspace.leads,
        )

    def forget_plan(self) -> None:
        """Read the plan anew when it is asked for next; a letter may have set another edition of it."""
        self._preset = None

    def _plan(self, own: Workspace) -> Preset:
        if self._preset is None or self._preset.id != own.preset:
            self._preset = self._load_preset(own.preset)
        return self._preset

    def _names(self, own: Workspace) -> Mapping[str, str]:
        return {own.unit: own.unit_name} | {unit.id: unit.name for unit in self._plan(own).units}

    def _found(self) -> tuple[str, Workspace, str]:
        found = self._database.read(settings.workspace)
        if found is None:
            raise KnownError("no_workspace")
        return found
