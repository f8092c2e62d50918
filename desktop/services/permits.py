"""What the county office permits units after the usual time (更正许可、补报许可), and what a unit was permitted."""

from collections.abc import Callable, Collection
from dataclasses import replace

from db.models.permit import Permit
from db.queries import permits, post
from db.unit_of_work import Database
from desktop.domain.codes import UnitKind
from desktop.domain.month import Month
from desktop.domain.permit import PermitDraft, PermitRow, check_permit
from desktop.domain.problems import Problem
from desktop.domain.question import check_reason
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


class PermitService:
    """Permissions travel to their unit in the next letter; *forms* are the ids of those that are filed in a month."""

    def __init__(
        self,
        database: Database,
        office: Office,
        *,
        forms: Callable[[Month], Collection[str]],
    ) -> None:
        self._database = database
        self._office = office
        self._forms = forms

    def list(self, month: Month | None = None) -> tuple[PermitRow, ...]:
        """Return the permissions known here, or those for *month*, the newest first."""
        return self._database.read(permits.rows, "" if month is None else str(month))

    def units(self) -> tuple[str, ...]:
        """Return the units that may be permitted something: those of the plan, then those known by their keys."""
        planned = [unit.id for unit in self._office.preset.units if unit.kind is not UnitKind.COUNTY]
        keyed = [row.unit for row in self._database.read(post.offices)]
        return tuple(unit for unit in dict.fromkeys((*planned, *keyed)) if unit != self._office.workspace.unit)

    def give(self, draft: PermitDraft) -> Saved:
        """Keep a permission; raise `KnownError` `county_permits` anywhere but at the county office."""
        self._county_only()
        draft = replace(draft, reason=tidy(draft.reason))
        problems = check_permit(draft, self.units(), self._forms(draft.month), today=self._office.today)
        if problems or draft.until is None:
            return Saved(problems=tuple(problems))
        with self._database.work("permit.give", self._office.who) as work:
            record = Permit(
                uid=work.new_id(),
                unit=draft.unit,
                month=str(draft.month),
                form=draft.form or None,
                kind=draft.kind,
                given_on=self._office.today,
                until=draft.until,
                reason=draft.reason,
                by_unit=self._office.workspace.unit,
            )
            return Saved(work.add(record))

    def take_back(self, uid: str, reason: str) -> Saved:
        """Take the permission *uid* back with a reason; what was filed under it stays."""
        self._county_only()
        found = next((each for each in self.list() if each.uid == uid), None)
        if found is None:
            raise KnownError("no_such_permit", uid=uid)
        if found.voided:
            return Saved(problems=(Problem("permit", "permit_gone"),))
        if problems := check_reason(reason):
            return Saved(problems=tuple(problems))
        with self._database.work("permit.void", self._office.who) as work:
            work.void(Permit, uid, tidy(reason))
        return Saved(uid)

    def _county_only(self) -> None:
        if self._office.workspace.unit_kind is not UnitKind.COUNTY:
            raise KnownError("county_permits")
