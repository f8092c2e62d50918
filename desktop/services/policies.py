"""The library of policies, and the lists that go out of the year's cultivation list."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from db.models.incentive import PolicyEntry, RosterStay
from db.queries import enterprises, history, incentives
from db.unit_of_work import Database
from desktop.domain.change import HistoryLine
from desktop.domain.filing import FactRow
from desktop.domain.month import Month
from desktop.domain.policy import Policy, PolicyDraft, PolicyFilter, check_policy, found
from desktop.domain.problems import Problem, blocks
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, ReleaseRules, released
from desktop.domain.reward_reader import PolicyRules
from desktop.domain.roster import Candidate, Roster, RosterDraft, RosterRow, check_entry, check_leaving, fits
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.policy_paper import policy_facts
from desktop.services.steps.rewarding import library_history
from desktop.wording.words_policy import roster_note

_NEEDED = frozenset({"title", "document", "text"})


class PolicyService:
    """Clauses of the plans, as they are worded, and the office's own; rosters are dated memberships of one year."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        *,
        rules: Callable[[], PolicyRules],
        returning: Callable[[], frozenset[str]],
        release: Callable[[], ReleaseRules],
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._rules = rules
        self._returning = returning
        self._release = release

    def list(self, query: PolicyFilter) -> tuple[Policy, ...]:
        """Return the clauses that *query* finds, the office's own first."""
        return found((*self._database.read(incentives.policies), *self._rules().policies), query)

    def get(self, uid: str) -> Policy:
        """Return the clause *uid*; raise `KnownError("no_such_policy")`."""
        every = self.list(PolicyFilter(voided=True))
        policy = next((each for each in every if each.uid == uid), None)
        if policy is None:
            raise KnownError("no_such_policy", uid=uid)
        return policy

    def topics(self) -> Mapping[str, str]:
        """Return id → title of the clauses that hold here and may be explained on a visit."""
        query = PolicyFilter(preset=self._office.workspace.preset, on=self._office.today)
        return {each.uid: each.draft.title for each in self.list(query)}

    def add(self, draft: PolicyDraft) -> Saved:
        """Enter a clause of the office's own."""
        draft = tidied(draft)
        if blocks(problems := check_policy(draft)):
            return Saved(problems=tuple(problems))
        with self._database.work("policy.add", self._office.who) as work:
            entry = PolicyEntry(uid=work.new_id(), by_unit=self._office.workspace.unit, **_columns(draft))
            return Saved(work.add(entry), tuple(problems))

    def edit(self, uid: str, draft: PolicyDraft) -> Saved:
        """Mend an own entry; a clause of a plan stays as it is worded."""
        draft = tidied(draft)
        self._own(uid)
        if blocks(problems := check_policy(draft)):
            return Saved(problems=tuple(problems))
        with self._database.work("policy.edit", self._office.who) as work:
            work.change(PolicyEntry, uid, _columns(draft))
        return Saved(uid, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark an own entry as void (作废) with a reason."""
        self._own(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("policy.void", self._office.who) as work:
            work.void(PolicyEntry, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of the own entry or membership *uid*."""
        return self._database.read(history.of_entity, uid)

    def rosters(self) -> tuple[Roster, ...]:
        """Return the lists that the plans name."""
        return self._rules().rosters

    def members(self, roster: str = "", *, past: bool = False) -> tuple[RosterRow, ...]:
        """Return who stands on the lists of this year (or on *roster*), each told whether it still fits."""
        workspace, names = self._office.workspace, self._office.unit_names
        rows = self._database.read(incentives.roster_rows, workspace.year, workspace.unit, names, past=past)
        return tuple(self._told(row) for row in rows if roster in {"", row.roster})

    def enter(self, draft: RosterDraft) -> Saved:
        """Put an enterprise on a list since a day, with its reason."""
        draft = tidied(draft)
        workspace, today = self._office.workspace, self._office.today
        if draft.enterprise and self._database.read(enterprises.draft_of, draft.enterprise) is None:
            raise KnownError("no_such_enterprise", uid=draft.enterprise)
        standing = any(row.enterprise == draft.enterprise for row in self.members(draft.roster))
        candidate = self._candidate(draft.enterprise, draft.on or today)
        roster = self._rules().roster(draft.roster)
        problems = check_entry(draft, roster, candidate, standing=standing, year=workspace.year, today=today)
        if blocks(problems) or draft.on is None:
            return Saved(problems=tuple(problems))
        with self._database.work("roster.enter", self._office.who) as work:
            stay = RosterStay(
                uid=work.new_id(),
                roster=draft.roster,
                year=workspace.year,
                enterprise=draft.enterprise,
                by_unit=workspace.unit,
                since=draft.on,
                reason=draft.reason,
                basis=draft.basis or None,
                matter=draft.matter or None,
            )
            return Saved(work.add(stay), tuple(problems))

    def leave(self, uid: str, on: date | None, reason: str) -> Saved:
        """Take an enterprise off a list on a day, with a reason; the stay is kept."""
        row = next((each for each in self.members() if each.uid == uid), None)
        if row is None:
            raise KnownError("no_such_stay", uid=uid)
        problems = check_leaving(on, reason, since=row.since, today=self._office.today)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("roster.leave", self._office.who) as work:
            work.change(RosterStay, uid, {"until": on, "reason_out": tidy(reason)})
        return Saved(uid)

    def print_roster(
        self,
        roster_id: str,
        path: Path,
        progress: Progress,
        *,
        level: ReleaseLevel = ReleaseLevel.FULL,
        recipient: str = "",
    ) -> PrintedFile:
        """Write one list of this year as a PDF at *path* at a release *level*, and note that it left."""
        month, facts = Month.containing(self._office.today), self.released_facts(roster_id, level)
        printed = self._printer.listing("roster", facts, self._office, month, path, progress)
        fields = tuple(sorted({name for row in facts.rows for name, value in row.facts.items() if value is not None}))
        what = facts.more["list"]
        draft = ExportDraft(ExportKind.ROSTER, what, level, len(facts.rows), tidy(recipient), fields)
        note_export(self._database, self._office, draft, printed.path)
        return printed

    def released_facts(self, roster_id: str, level: ReleaseLevel) -> MonthFacts:
        """Return what one list shows at a release *level*: the preview of what leaves."""
        facts = self.roster_facts(roster_id)
        return replace(facts, rows=released(facts.rows, level, self._release()))

    def roster_facts(self, roster_id: str) -> MonthFacts:
        """Return what the form of one list of this year shows."""
        roster, year = self._rules().roster(roster_id), self._office.workspace.year
        if roster is None:
            raise KnownError("no_such_roster", text=roster_id)
        rows = tuple(FactRow(row.uid, row.name, _facts(row)) for row in self.members(roster_id))
        more = {"list": roster.label, "year": str(year), "basis": roster_note(roster, self._office.preset.document)}
        return MonthFacts(rows, more=more)

    def facts(self, on: date) -> MonthFacts:
        """Return what the list of policies (政策库) shows: the clauses that hold here on a day."""
        query = PolicyFilter(preset=self._office.workspace.preset, on=on)
        return MonthFacts(tuple(FactRow(each.uid, each.draft.title, policy_facts(each)) for each in self.list(query)))

    def _told(self, row: RosterRow) -> RosterRow:
        roster = self._rules().roster(row.roster)
        candidate = self._candidate(row.enterprise, self._office.today)
        return replace(row, fits=roster is not None and fits(roster.need, candidate))

    def _candidate(self, enterprise: str, on: date) -> Candidate:
        if not enterprise:
            return Candidate(on_key_list=False, admitted=False, earlier=False)
        past = library_history(self._database, enterprise, self._office.unit_names, self._returning())
        keyed = enterprise in self._database.read(incentives.key_on, on)
        return Candidate(keyed, past.known and past.admitted, bool(past.earlier))

    def _own(self, uid: str) -> Policy:
        policy = self.get(uid)
        if not policy.own:
            raise KnownError("policy_is_of_plan", title=policy.draft.title)
        if policy.voided:
            raise KnownError("voided", uid=uid)
        return policy


def _columns(draft: PolicyDraft) -> dict[str, Any]:
    return {name: None if value == "" and name not in _NEEDED else value for name, value in asdict(draft).items()}


def _facts(row: RosterRow) -> Mapping[str, str | int | None]:
    return {
        "name": row.name,
        "credit_code": row.credit_code or None,
        "township": row.township or None,
        "industry": row.industry or None,
        "since": row.since.isoformat(),
        "reason": row.reason,
        "basis": row.basis or None,
        "matter": row.matter or None,
    }
