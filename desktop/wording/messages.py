"""The sentence of every problem and of everything that can go wrong in the world."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.domain.codes import Measure, Source, Subject
from desktop.domain.missing import spans_of
from desktop.domain.package import FileKind, PackageType
from desktop.domain.problems import Problem, Severity
from desktop.kernel.errors import KnownError
from desktop.wording import (
    messages_admission,
    messages_county,
    messages_duty,
    messages_exchange,
    messages_filing,
    messages_form,
    messages_intake,
    messages_issue,
    messages_keeping,
    messages_kernel,
    messages_ledger,
    messages_library,
    messages_permit,
    messages_policy,
    messages_presets,
    messages_project,
    messages_recognition,
    messages_render,
    messages_report,
    messages_retention,
    messages_rules,
    messages_service,
    messages_undo,
    messages_visit,
    messages_window,
    messages_workbook,
)
from desktop.wording.fields import field_label
from desktop.wording.labels import label_of
from desktop.wording.letter_papers import numbers
from desktop.wording.shown import amount, month_text

MESSAGES: Mapping[str, tuple[str, str]] = {
    **messages_admission.MESSAGES,
    **messages_county.MESSAGES,
    **messages_filing.MESSAGES,
    **messages_exchange.MESSAGES,
    **messages_duty.MESSAGES,
    **messages_form.MESSAGES,
    **messages_intake.MESSAGES,
    **messages_issue.MESSAGES,
    **messages_keeping.MESSAGES,
    **messages_kernel.MESSAGES,
    **messages_ledger.MESSAGES,
    **messages_library.MESSAGES,
    **messages_permit.MESSAGES,
    **messages_policy.MESSAGES,
    **messages_presets.MESSAGES,
    **messages_project.MESSAGES,
    **messages_recognition.MESSAGES,
    **messages_render.MESSAGES,
    **messages_report.MESSAGES,
    **messages_retention.MESSAGES,
    **messages_rules.MESSAGES,
    **messages_service.MESSAGES,
    **messages_undo.MESSAGES,
    **messages_visit.MESSAGES,
    **messages_window.MESSAGES,
    **messages_workbook.MESSAGES,
}

_UNKNOWN = ("E999", "出现了本版本不认识的情况（{code}）。请把这个代号告诉县中小企业发展中心。")
_KINDS: Mapping[str, type[StrEnum]] = {"subject": Subject, "file_kind": FileKind, "package_type": PackageType}
_AMOUNTS = frozenset({"previous", "derived"})  # integers of the measure that `Problem.field` names
_MEASURES = frozenset(Measure)


class _Gaps(dict[str, str]):
    """Fills the gaps of a sentence; one that nobody filled reads as a question mark, never as a crash."""

    def __missing__(self, key: str) -> str:
        return "？"


def sentence(problem: Problem, subject: Subject | None = None) -> str:
    """Return what *problem* says to a person; *subject* says whose field it is, where the name alone could mislead."""
    values = {name: _shown(problem.field, name, text) for name, text in problem.values.items()}
    label = _short(field_label(problem.field, subject))
    return _fill(problem.code, {"label": label, **values})


def message(error: KnownError) -> str:
    """Return the one paragraph for *error*, which starts with its code: `E011 …`."""
    values = {name: _words(name, text) for name, text in error.values.items()}
    return f"{code_of(error.code)} {_fill(error.code, values)}"


def code_of(code: str, severity: Severity = Severity.ERROR) -> str:
    """Return the code a person can quote (`E140`); one that only asks or tells begins with W."""
    shown = MESSAGES.get(code, _UNKNOWN)[0]
    return shown if severity is Severity.ERROR else "W" + shown[1:]


def told(problem: Problem, subject: Subject | None = None) -> str:
    """Return the sentence of *problem* behind its code: `W143 …`."""
    return f"{code_of(problem.code, problem.severity)} {sentence(problem, subject)}"


def _fill(code: str, values: Mapping[str, str]) -> str:
    return MESSAGES.get(code, _UNKNOWN)[1].format_map(_Gaps({"code": code, **values}))


def _words(name: str, text: str) -> str:
    if name == "numbers":
        return numbers(spans_of(text))
    kind = _KINDS.get(name)
    return text if kind is None else label_of(kind, text)


def _shown(field: str, name: str, text: str) -> str:
    amounts = name in _AMOUNTS or name.endswith("_amount")
    if amounts and field in _MEASURES and text.lstrip("-").isdecimal():
        return amount(Measure(field), int(text), unit=True)
    if name.endswith("period"):
        return month_text(text)
    if name.endswith("source"):
        return label_of(Source, text)
    return text


def _short(label: str) -> str:
    """Return a heading without the unit at its end, as it reads inside a sentence."""
    return label.partition("（")[0] or label
