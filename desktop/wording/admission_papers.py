"""What the papers of an application say beside their columns."""

from collections.abc import Iterable, Sequence

from desktop.domain.handed_in import Snapshot
from desktop.domain.problems import Problem, Severity
from desktop.wording.messages import sentence
from desktop.wording.shown import day

_NONE = "预审：没有要核实的。"


def question_lines(questions: Sequence[Problem]) -> tuple[str, ...]:
    """Return the questions of the pre-check as numbered lines; what is only unknown comes last."""
    ordered = sorted(questions, key=lambda problem: problem.severity is Severity.NOTE)
    if not ordered:
        return (_NONE,)
    return tuple(f"预审 {number}. {sentence(problem)}" for number, problem in enumerate(ordered, 1))


def have_word(*, have: bool) -> str:
    """Return the mark of a material that is there."""
    return "√" if have else ""


def points_text(points: Iterable[str]) -> str | None:
    """Return what to look at in one line, or None."""
    return "；".join(points) or None


def frozen_words(snapshot: Snapshot) -> str:
    """Return what a paper says of the series that was handed in."""
    return f"第 {snapshot.number} 次交出，{day(snapshot.taken_on)} 冻结，核对码 {snapshot.digest[:8]}。"


def draft_words() -> str:
    """Return what a paper says of a series that was not handed in yet."""
    return "本表为台账现有数，尚未交出，报县统计局时冻结。"


def derived_word() -> str:
    """Return the mark of a month whose own amount was derived."""
    return "相减"
