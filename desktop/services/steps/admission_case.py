"""Gathers what is known of applications: collected figures, noted materials, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.queries import admissions, enterprises, figures
from db.unit_of_work import Database
from desktop.domain.admission import AdmissionRow
from desktop.domain.admission_case import AdmissionCase
from desktop.domain.admission_reader import AdmissionRules
from desktop.domain.handed_in import Kept, Snapshot, digest_of, disagreements, series
from desktop.domain.materials import MaterialLine, MaterialMark, material_lines
from desktop.domain.month import Month
from desktop.domain.precheck import Case, differ, precheck, three_measures
from desktop.kernel.errors import KnownError
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of several applications at once."""

    kept: Mapping[str, Kept]  # by enterprise
    marks: Mapping[str, Mapping[str, MaterialMark]]


class CaseReader:
    """Reads applications with what hangs on them; *rules* is the reference, the threshold is the plan's."""

    def __init__(self, database: Database, office: Office, rules: AdmissionRules) -> None:
        self._database = database
        self._office = office
        self._rules = rules
        self._precheck = replace(rules.precheck, threshold=office.preset.threshold_fen)

    def counted(self, rows: Sequence[AdmissionRow]) -> tuple[AdmissionRow, ...]:
        """Return *rows* with how many wanted materials are missing and how many nobody decided on."""
        known = self._read(rows)
        return tuple(self._counted(row, known) for row in rows)

    def kept(self, row: AdmissionRow) -> Kept:
        """Return the collected figures that *row* rests on."""
        return self._read([row]).kept.get(row.enterprise, {})

    def case(self, row: AdmissionRow) -> AdmissionCase:
        """Return one application whole; raise `KnownError("snapshot_damaged")`."""
        known = self._read([row])
        kept, lines = known.kept.get(row.enterprise, {}), self._lines(row, known)
        handed_in = self._database.read(admissions.snapshots, row.uid)
        for snapshot in handed_in:
            _refuse_damaged(snapshot)
        last = handed_in[-1] if handed_in else None
        return AdmissionCase(
            row=self._counted(row, known),
            steps=self._database.read(admissions.steps, row.uid),
            measures=three_measures(kept, row.cutoff_month, self._precheck.threshold),
            materials=lines,
            questions=tuple(precheck(self._asked(row, kept, lines))),
            series=series(kept, row.cutoff_month),
            handed_in=handed_in,
            disagreements=() if last is None else disagreements(last.content, kept, last.cutoff),
        )

    def _asked(self, row: AdmissionRow, kept: Kept, lines: Sequence[MaterialLine]) -> Case:
        found = self._database.read(enterprises.draft_of, row.enterprise)
        if found is None:
            raise KnownError("no_such_enterprise", uid=row.enterprise)
        procedure = self._rules.windows.procedure(row.route)
        return Case(found[0], procedure, row.year, row.cutoff_month, row.papers, lines, kept, self._precheck)

    def _read(self, rows: Sequence[AdmissionRow]) -> _Known:
        uids = sorted({row.enterprise for row in rows})
        periods = sorted({period for row in rows for period in _periods(row.cutoff_month)})
        kept = self._database.read(figures.by_enterprise, periods, self._office.workspace.unit, uids) if rows else {}
        return _Known(kept, self._database.read(admissions.marks, [row.uid for row in rows]))

    def _lines(self, row: AdmissionRow, known: _Known) -> tuple[MaterialLine, ...]:
        kept = known.kept.get(row.enterprise, {})
        differs = differ(three_measures(kept, row.cutoff_month, self._precheck.threshold))
        procedure = self._rules.windows.procedure(row.route)
        return material_lines(self._rules.materials, procedure, known.marks.get(row.uid, {}), differs=differs)

    def _counted(self, row: AdmissionRow, known: _Known) -> AdmissionRow:
        lines = self._lines(row, known)
        return replace(
            row, missing=sum(line.missing for line in lines), undecided=sum(line.undecided for line in lines)
        )


def _periods(cutoff: Month) -> tuple[str, ...]:
    """Return every period of the year before and of the year up to *cutoff*."""
    before = (Month(cutoff.year - 1, number) for number in range(2, 13))
    return (*map(str, before), *(str(Month(cutoff.year, number)) for number in range(2, cutoff.number + 1)))


def _refuse_damaged(snapshot: Snapshot) -> None:
    if digest_of(snapshot.cutoff, snapshot.content) != snapshot.digest:
        raise KnownError("snapshot_damaged", uid=snapshot.uid)
