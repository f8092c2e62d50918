"""What a face shows of one application beside its row: measures, materials, questions, the series and what differs."""

from dataclasses import dataclass

from desktop.domain.admission import AdmissionRow, AdmissionStep
from desktop.domain.handed_in import Disagreement, MonthLine, Snapshot
from desktop.domain.materials import MaterialLine
from desktop.domain.precheck import Measured
from desktop.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class AdmissionCase:
    """One application whole; *handed_in* are the frozen series, *disagreements* those of the last one."""

    row: AdmissionRow
    steps: tuple[AdmissionStep, ...]
    measures: tuple[Measured, ...]
    materials: tuple[MaterialLine, ...]
    questions: tuple[Problem, ...]
    series: tuple[MonthLine, ...]
    handed_in: tuple[Snapshot, ...]
    disagreements: tuple[Disagreement, ...]
