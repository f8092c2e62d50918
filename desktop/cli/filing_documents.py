"""Rounds, reasons, dates, rates and verdicts as the command line tells them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop.domain.filing import FilingRound
from desktop.domain.filing_answer import Answer
from desktop.domain.filing_calendar import Timing
from desktop.domain.filing_code import spaced
from desktop.domain.filing_rates import FilingRates
from desktop.domain.filing_round import FilingStep
from desktop.domain.month import Month
from desktop.wording import shown
from desktop.wording.filing_words import round_name, state_text, verdict_text
from desktop.wording.labels import label
from desktop.wording.words_filing import timing_words

if TYPE_CHECKING:
    from desktop.services.filing_rounds import ChangedCell, Verdict

Document = dict[str, Any]

ROUND_HEADINGS = ("编号", "报表", "所属期", "次", "类型", "状态", "核对码", "填报人")


def round_of(kept: FilingRound) -> Document:
    """Return one round."""
    return {
        "uid": kept.uid,
        "form": kept.form,
        "edition": kept.edition,
        "month": str(kept.month),
        "round": kept.round,
        "kind": kept.kind.value,
        "state": kept.state.value,
        "code": kept.code,
        "correction": kept.correction or None,
        "reason": kept.reason or None,
        "permit": kept.permit or None,
        "knew": kept.knew or None,
        "digest": kept.digest,
        "rows": kept.rows,
        "made_at": kept.made_at.isoformat(timespec="seconds"),
        "made_by": kept.made_by,
        "sent_on": None if kept.sent_on is None else kept.sent_on.isoformat(),
    }


def round_cells(kept: FilingRound, title: str, people: Mapping[str, str]) -> tuple[str, ...]:
    """Return the cells of one round in the terminal's table."""
    return (
        kept.uid,
        title,
        shown.month(kept.month),
        str(kept.round),
        label(kept.kind) + (f"第{kept.correction}次" if kept.correction else ""),
        state_text(kept),
        spaced(kept.code),
        people.get(kept.made_by, kept.made_by),
    )


def step(each: FilingStep) -> Document:
    """Return one word about a round."""
    return {
        "place": each.place,
        "word": each.word.value,
        "state": each.state.value,
        "on": each.on.isoformat(),
        "told_by": each.told_by or None,
        "basis": each.basis or None,
        "note": each.note or None,
        "person": each.person,
    }


def step_line(each: FilingStep) -> str:
    """Return one word about a round as a line."""
    more = "，".join(word for word in (each.told_by, each.basis, each.note) if word)
    return f"{each.on.isoformat()} {label(each.word)}" + (f"（{more}）" if more else "")


def changed_cell(cell: "ChangedCell") -> Document:
    """Return one cell that reads otherwise."""
    return {
        "owner": cell.owner,
        "name": cell.name,
        "item": cell.item,
        "before": cell.before or None,
        "after": cell.after or None,
    }


def changed_line(cell: "ChangedCell") -> str:
    """Return one cell that reads otherwise as a line."""
    return f"{cell.name} {cell.item}：{cell.before} → {cell.after}"


def answer(each: Answer) -> Document:
    """Return one reason."""
    return {
        "uid": each.uid,
        "month": str(each.month),
        "owner": each.owner,
        "field": each.field,
        "question": each.code,
        "why": each.why.value,
        "note": each.note or None,
        "person": each.person,
        "on": each.on.isoformat(),
    }


def timing(month: Month, found: Timing) -> Document:
    """Return the dates of one month and where it stands today."""
    dates = found.dates
    return {
        "month": str(month),
        "stage": found.stage.value,
        "days": found.days,
        "words": timing_words(found),
        "opens_on": dates.opens_on.isoformat(),
        "due_on": dates.due_on.isoformat(),
        "closes_on": None if dates.closes_on is None else dates.closes_on.isoformat(),
        "basis": dates.basis,
        "typed": dates.typed,
        "by_county": dates.by_county,
        "to_confirm": dates.to_confirm,
    }


def rates(found: FilingRates) -> Document:
    """Return the rates of a year; they are ratios as text, absent where nothing was due."""
    whole, punctual = found.completeness, found.timeliness
    return {
        "due": found.due,
        "sent": found.sent,
        "on_time": found.on_time,
        "late": found.late,
        "nothing": found.nothing,
        "returned": found.returned,
        "completeness": None if whole is None else f"{whole:.4f}",
        "timeliness": None if punctual is None else f"{punctual:.4f}",
    }


def verdict(found: "Verdict") -> Document:
    """Return what a code or a file says against the ledger."""
    kept = found.kept
    return {
        "matches": found.matches,
        "round": None if kept is None else kept.round,
        "code": found.code,
        "uid": None if kept is None else kept.uid,
        "form": None if kept is None else kept.form,
        "month": None if kept is None else str(kept.month),
        "state": None if kept is None else kept.state.value,
        "genuine": found.genuine,
        "later_round": found.latest.round if found.superseded and found.latest else None,
        "differing": [
            {"place": each.place, "handed_out": each.handed_out or None, "read": each.read or None}
            for each in found.differing
        ],
        "changed": [changed_cell(each) for each in found.changed],
    }


def verdict_lines(found: "Verdict", title: str) -> list[str]:
    """Return the verdict as lines for a person; *title* is what the form of the round is called."""
    kept, later = found.kept, found.latest.round if found.superseded and found.latest else 0
    changed = len(found.changed)
    lines = [verdict_text(kept, matches=found.matches, genuine=found.genuine, later=later, changed=changed)]
    if kept is not None:
        lines.append(f"{round_name(kept, title)}，{state_text(kept)}")
    lines += [
        f"文件 {each.place}：原件 {each.handed_out or '（空）'}，文件 {each.read or '（空）'}"
        for each in found.differing
    ]
    return lines + [changed_line(each) for each in found.changed]
