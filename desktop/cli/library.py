"""`shenggui enterprise propose|bulk|ladder|coverage|handle|roster`: the libraries of the year."""

from typing import Annotated

import typer

from desktop.cli import library_documents as documents
from desktop.cli.options import EnterpriseUid, PdfPath
from desktop.cli.reading import choices, pairs, read_code, read_day, read_month
from desktop.cli.session import accept, current, progress, tell
from desktop.cli.tables import table
from desktop.domain.bulk import BULK_FIELDS, BulkPlan, Pick
from desktop.domain.codes import Subject, Tier
from desktop.domain.coverage import CoverageRow, HandlingDraft
from desktop.domain.enterprise import TierDraft
from desktop.domain.library_codes import Handling, LadderBasis, Way
from desktop.domain.month import Month
from desktop.domain.preset import Preset
from desktop.domain.proposal import Proposal
from desktop.wording.labels import label
from desktop.wording.library_texts import (
    band_words,
    change_word,
    figure_word,
    rule_word,
    stands_on,
    tier_word,
)
from desktop.wording.messages import sentence

MonthText = Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就是最近一个月。")]
Take = Annotated[bool, typer.Option("--take", help="写入；不写这个选项就只看。")]


def propose(
    context: typer.Context,
    take: Take = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="编号", help="只取这些企业，可写多次；由人判断的要这样点名。")
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="调入、调出日期，写入时必填。")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="原因，写入时必填。")] = "",
) -> None:
    """Answer with what the plan's rules say of every enterprise; move the confirmed ones with --take."""
    session = current(context)
    with session.ledger(writes=take) as services:
        rows, preset = services.libraries.propose(), services.settings.preset()
        wanted = set(only or ())
        chosen = [row for row in rows if (row.candidate.uid in wanted if wanted else row.ticked) and row.offered]
        plan = None
        if take:
            day = read_day(on, "on", Subject.TIER)
            plan = services.libraries.look(services.libraries.picks(chosen, day, reason))
            saved = services.libraries.take(plan)
            accept(saved.problems, Subject.TIER)
    session.answer(
        {
            "taken": take,
            "proposals": [documents.proposal(row) for row in rows],
            "plan": None if plan is None else documents.bulk(plan),
        },
        _proposed(rows, plan, preset),
    )


def bulk(
    context: typer.Context,
    uids: Annotated[list[str], typer.Option("--uid", metavar="编号", help="企业编号，写多次。")],
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="项目=内容", help=f"可写 {'、'.join(BULK_FIELDS)}，以及 tier=base、key 或 none。"),
    ] = None,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="调入、调出日期。")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="调入、调出的原因。")] = "",
    take: Take = False,
) -> None:
    """Show what setting fields of many enterprises would do; keep it in one save with --take."""
    session = current(context)
    typed = pairs(fields or (), (*BULK_FIELDS, "tier"))
    move = _move(typed.pop("tier", ""), on, reason)
    if typed.get("way"):
        typed["way"] = read_code(Way, typed["way"], "way", Subject.CULTIVATION_YEAR).value
    with session.ledger(writes=take) as services:
        plan = services.libraries.look([Pick(uid, move, typed) for uid in uids])
        if take:
            accept(services.libraries.take(plan).problems, Subject.CULTIVATION_YEAR)
        preset, routes = services.settings.preset(), services.libraries.routes()
    session.answer({"taken": take, **documents.bulk(plan)}, _bulk_lines(plan, preset, routes, taken=take))


def ladder(
    context: typer.Context,
    month: MonthText = "",
    basis: Annotated[str, typer.Option("--basis", metavar="收入", help=f"{choices(LadderBasis)}。")] = "last_year",
) -> None:
    """Answer with how many enterprises of each library stand in each band of revenue."""
    session = current(context)
    by = read_code(LadderBasis, basis, "basis")
    with session.ledger() as services:
        asked = read_month(month) if month else services.libraries.month()
        found = services.libraries.ladder(asked, by)
    session.answer(
        {"month": str(asked), "basis": by.value, "cells": [documents.cell(each) for each in found.cells]},
        table(
            ("所在库", "档次", "户数"),
            [
                (tier_word(each.tier), band_words(found.edges, each.band), str(len(each.members)))
                for each in found.cells
                if each.members
            ],
        ),
    )


def coverage(context: typer.Context, month: MonthText = "") -> None:
    """Answer with who reached the size and is not in the directory, and how each is handled."""
    session = current(context)
    with session.ledger() as services:
        asked = read_month(month) if month else services.libraries.month()
        found = services.coverage.coverage(asked)
    session.answer(
        documents.coverage(found),
        [
            f"达规未入 {len(found.rows)} 户，还没有写明怎样处理的 {found.waiting} 户；"
            f"上年收入未报 {found.unknown} 户；达到建库条件、还没进培育库 {found.unlisted} 户。",
            *table(("编号", "企业名称", "上年收入", "本年累计", "所在库", "怎样处理"), map(_covered, found.rows)),
        ],
    )


def handle(
    context: typer.Context,
    uid: EnterpriseUid,
    handling: Annotated[str, typer.Argument(metavar="处理情况", help=f"{choices(Handling)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="日期，例如 2026-10-31。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明。")] = "",
) -> None:
    """Record what is done about an enterprise that reached the size; none is ever overwritten."""
    session = current(context)
    code = read_code(Handling, handling, "handling", Subject.COVERAGE_STEP)
    draft = HandlingDraft(uid, code, read_day(on, "on", Subject.COVERAGE_STEP), note)
    with session.ledger(writes=True) as services:
        services.enterprises.get(uid)
        saved = services.coverage.say(draft)
    session.saved(saved, Subject.COVERAGE_STEP, f"已记：{label(code)}")


def roster(
    context: typer.Context,
    out: PdfPath,
    month: MonthText = "",
) -> None:
    """Write the year's list of the libraries as a PDF."""
    session = current(context)
    with session.ledger() as services:
        asked: Month = read_month(month) if month else services.libraries.month()
        printed = services.libraries.print_list(asked, out.absolute(), progress())
    tell(printed.problems)
    session.answer({"pdf": str(printed.path), "pages": printed.pages}, [f"已写入 {printed.path}"])


def _move(text: str, on: str, reason: str) -> TierDraft | None:
    if not text:
        return None
    tier = None if text == "none" else read_code(Tier, text, "tier", Subject.TIER)
    return TierDraft(tier, read_day(on, "on", Subject.TIER), reason)


def _proposed(rows: tuple[Proposal, ...], plan: BulkPlan | None, preset: Preset) -> list[str]:
    lines = table(
        ("编号", "企业名称", "对照结果", "现在", "收入（口径）", "方案依据"),
        [
            (
                row.candidate.uid,
                row.candidate.name,
                label(row.kind),
                tier_word(row.candidate.tier),
                stands_on(row),
                rule_word(row),
            )
            for row in rows
        ],
    )
    if plan is not None:
        return [*lines, *_bulk_lines(plan, preset, {}, taken=True)]
    return [*lines, f"以上只是对照结果，没有改动（{preset.document}）。写入请加 --take --on 日期 --reason 原因。"]


def _bulk_lines(plan: BulkPlan, preset: Preset, routes: dict[str, str], *, taken: bool) -> list[str]:
    done = "已变更" if taken else "将变更"
    said = [
        f"{line.name}：{'；'.join(change_word(each, preset, routes) for each in line.changes)}" for line in plan.will
    ]
    refused = [
        f"不能：{line.name or line.pick.enterprise}：{'；'.join(sentence(problem) for problem in line.problems)}"
        for line in plan.cannot
    ]
    return [f"{len(plan.will)} 家{done}、{len(plan.cannot)} 家不能、{len(plan.same)} 家本来如此。", *said, *refused]


def _covered(row: CoverageRow) -> tuple[str, ...]:
    said = label(row.step.handling) if row.step else (label(row.application) if row.application else "")
    return (
        row.uid,
        row.name,
        figure_word(row.last_year.value),
        figure_word(row.this_year.value),
        tier_word(row.tier),
        said,
    )
