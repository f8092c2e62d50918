"""`shenggui issue relay` and `pass-on`: an issue handed on to a third office, and its answer told to who asked."""

from dataclasses import replace
from typing import Annotated

import typer

from desktop.cli import issue_documents as documents
from desktop.cli.documents import Document
from desktop.cli.package import unit_of
from desktop.cli.reading import choices, read_code, read_day, read_day_or_none
from desktop.cli.session import current
from desktop.domain.codes import Subject
from desktop.domain.issue import IssueRow, IssueStep
from desktop.domain.issue_codes import Resolution
from desktop.domain.issue_relay import PassOnDraft, RelayDraft
from desktop.wording.issue_texts import step_words
from desktop.wording.labels import label

Uid = Annotated[str, typer.Argument(metavar="编号", help="原来问题的编号（uid），见 issue list --json。")]
On = Annotated[str, typer.Option("--on", metavar="日期", help="哪一天，例如 2026-10-20。")]
Copies = tuple[tuple[IssueRow, tuple[IssueStep, ...]], ...]


def relay(
    context: typer.Context,
    uid: Uid,
    to: Annotated[str, typer.Option("--to", metavar="单位", help="转给哪个单位（名称或编号）。")],
    on: On,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="转办意见。")] = "",
    due: Annotated[
        str, typer.Option("--due", metavar="日期", help="办理时限；不写的，从最初提出算起，不重新计时。")
    ] = "",
    with_contact: Annotated[
        bool, typer.Option("--with-contact", help="连同企业联系人和电话一起转去；平时不带。")
    ] = False,
) -> None:
    """Hand an issue on to a third office; its next letter carries the copy."""
    session = current(context)
    day, latest = read_day(on, "on", Subject.ISSUE_STEP), read_day_or_none(due, "due_on", Subject.ISSUE_STEP)
    with session.ledger(writes=True) as services:
        draft = RelayDraft(unit_of(services, to), day, note, latest, with_contact)
        saved = services.relays.relay(uid, draft)
    session.saved(saved, Subject.ISSUE_STEP, "已转办，随下一个下发包送达；转办件编号")


def pass_on(
    context: typer.Context,
    uid: Uid,
    on: On,
    note: Annotated[
        str, typer.Option("--note", metavar="文字", help="告诉提出单位的话；不写的，用承办单位的答复。")
    ] = "",
    resolution: Annotated[
        str, typer.Option("--resolution", metavar="方式", help=f"办结方式：{choices(Resolution)}；只告诉进展的不写。")
    ] = "",
    due: Annotated[str, typer.Option("--due", metavar="日期", help="长期推进的，下次研究日期。")] = "",
) -> None:
    """Tell the answer of a third office to the unit that asked."""
    session = current(context)
    day = read_day(on, "on", Subject.ISSUE_STEP)
    latest = read_day_or_none(due, "due_on", Subject.ISSUE_STEP)
    how = read_code(Resolution, resolution, "resolution", Subject.ISSUE_STEP) if resolution else None
    with session.ledger(writes=True) as services:
        told = PassOnDraft(day, note, how, latest)
        if not note.strip():
            given = services.relays.answer_to(uid)
            told = replace(given, on=day, resolution=how or given.resolution, due_on=latest or given.due_on)
        saved = services.relays.pass_on(uid, told)
    session.saved(saved, Subject.ISSUE_STEP, "已转告答复，随下一个下发包或回执送达")


def copies_document(copies: Copies) -> list[Document]:
    """Return what an issue was relayed as, each with its deeds."""
    return [
        {**documents.issue_row(row), "steps": [documents.issue_step(step) for step in steps]} for row, steps in copies
    ]


def copies_lines(copies: Copies) -> list[str]:
    """Return the same for a person."""
    found: list[str] = []
    for row, steps in copies:
        state = "已作废" if row.voided else label(row.state)
        found.append(f"转办件 {row.uid}（{row.number}）→ {row.handler}：{state}")
        found += [f"　{step.on.isoformat()}  {label(step.action)}  {step_words(step)}".rstrip() for step in steps]
    return found
