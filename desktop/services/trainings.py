"""The ledger of trainings (培训台账) and how far the key list is covered."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from db.models.training import Training, TrainingSeat
from db.queries import enterprises, history, incentives, trainings
from db.queries.visits import next_number
from db.unit_of_work import Database, UnitOfWork
from desktop.domain.change import HistoryLine
from desktop.domain.filing import FactRow
from desktop.domain.month import Month
from desktop.domain.policy_codes import TrainingTopic
from desktop.domain.problems import Problem, blocks
from desktop.domain.reward_reader import PolicyRules
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.training import Attendance, Coverage, TrainingDraft, TrainingRow, check_training, coverage
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.wording.labels import label
from desktop.wording.words_policy import coverage_words, joined_labels


class TrainingService:
    """Everything a person does with trainings; coverage is of the key list as it is on a day."""

    def __init__(
        self, database: Database, office: Office, printer: FormPrinter, rules: Callable[[], PolicyRules]
    ) -> None:
        self._database = database
        self._office = office
        self._papers = OutgoingPapers(database, office, printer)
        self._rules = rules

    def list(self, year: int = 0, *, voided: bool = False) -> tuple[TrainingRow, ...]:
        """Return the trainings of *year* (0 means all), oldest first."""
        return self._database.read(trainings.trainings, year, voided=voided)

    def get(self, uid: str) -> TrainingRow:
        """Return the training *uid*; raise `KnownError("no_such_training")`."""
        found = self._database.read(trainings.training, uid)
        if found is None:
            raise KnownError("no_such_training", uid=uid)
        return found

    def add(self, draft: TrainingDraft) -> Saved:
        """Enter a training with who took part."""
        draft = tidied(draft)
        problems = self._check(draft)
        if blocks(problems) or draft.held_on is None:
            return Saved(problems=tuple(problems))
        unit = self._office.workspace.unit
        with self._database.work("training.add", self._office.who) as work:
            number = work.read(next_number, "training", unit, draft.held_on.year)
            uid = work.add(Training(uid=work.new_id(), number=number, by_unit=unit, **_columns(draft)))
            _seat(work, uid, draft.attended, unit=unit)
        return Saved(uid, tuple(problems))

    def edit(self, uid: str, draft: TrainingDraft) -> Saved:
        """Mend a training and who took part."""
        draft = tidied(draft)
        self._refuse_void(uid)
        problems = self._check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("training.edit", self._office.who) as work:
            work.change(Training, uid, _columns(draft))
            _seat(work, uid, draft.attended, unit=self._office.workspace.unit)
        return Saved(uid, tuple(problems))

    def void(self, uid: str, reason: str) -> Saved:
        """Mark the training *uid* as void (作废) with a reason."""
        self._refuse_void(uid)
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        with self._database.work("training.void", self._office.who) as work:
            work.void(Training, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of the training *uid*, oldest first."""
        return self._database.read(history.of_entity, uid)

    def coverage(self, year: int = 0) -> Coverage:
        """Return how the trainings of *year* (0 is the ledger's) cover the key list of today, or of its last day."""
        wanted = year or self._office.workspace.year
        day = min(self._office.today, date(wanted, 12, 31))
        listed = self._database.read(incentives.key_list, day, self._office.unit_names)
        return coverage(listed, self.list(wanted), wanted)

    def must_topics(self) -> tuple[tuple[TrainingTopic, ...], str]:
        """Return the topics every enterprise has to hear (讲明、讲清、讲透) and where that is written."""
        rules = self._rules()
        return rules.must_topics, rules.must_clause

    def print_ledger(self, year: int, path: Path, progress: Progress) -> PrintedFile:
        """Write the ledger of *year* with its rate of coverage as a PDF at *path*."""
        month = Month.containing(self._office.today)
        return self._papers.listing("training-ledger", self.facts(year), month, path, progress)

    def facts(self, year: int) -> MonthFacts:
        """Return what forms about the trainings of *year* show."""
        remarks = (coverage_words(self.coverage(year), year),)
        rows = tuple(FactRow(row.uid, row.draft.title, _facts(row)) for row in self.list(year))
        return MonthFacts(rows, more={"year": str(year)}, remarks=remarks)

    def _check(self, draft: TrainingDraft) -> "Problems":
        for each in draft.attended:
            if self._database.read(enterprises.draft_of, each.enterprise) is None:
                raise KnownError("no_such_enterprise", uid=each.enterprise)
        return check_training(draft, today=self._office.today)

    def _refuse_void(self, uid: str) -> TrainingRow:
        row = self.get(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row


Problems = list[Problem]  # inside the class, list is the method


def _columns(draft: TrainingDraft) -> Mapping[str, Any]:
    return {
        "held_on": draft.held_on,
        "title": draft.title,
        "kind": draft.kind,
        "topics": list(draft.topics),
        "audiences": list(draft.audiences),
        "organiser": draft.organiser,
        "venue": draft.venue or None,
        "people": draft.people,
        "materials": draft.materials or None,
        "note": draft.note or None,
    }


def _seat(work: UnitOfWork, uid: str, attended: tuple[Attendance, ...], *, unit: str) -> None:
    """Let exactly *attended* be who took part; one that is taken off stays as void."""
    kept = work.read(trainings.seats, uid)
    wanted = {each.enterprise: each.people for each in attended}
    for enterprise, people in wanted.items():
        if enterprise in kept:
            work.change(TrainingSeat, kept[enterprise][0], {"people": people, "voided": False, "void_reason": None})
        else:
            seat = TrainingSeat(uid=work.new_id(), training=uid, enterprise=enterprise, by_unit=unit, people=people)
            work.add(seat)
    for enterprise, (seat_uid, _, voided) in kept.items():
        if enterprise not in wanted and not voided:
            work.change(TrainingSeat, seat_uid, {"voided": True})


def _facts(row: TrainingRow) -> Mapping[str, str | int | None]:
    draft = row.draft
    return {
        "held_on": None if draft.held_on is None else draft.held_on.isoformat(),
        "title": draft.title,
        "kind": label(draft.kind),
        "topics": joined_labels(draft.topics) or None,
        "organiser": draft.organiser,
        "audiences": joined_labels(draft.audiences) or None,
        "people": draft.people,
        "attended_count": len(draft.attended),
        "attended": joined_labels(tuple(each.name for each in draft.attended)) or None,
        "materials": draft.materials or None,
    }
