"""`shenggui import`: reads a workbook, shows what it would do, and takes it when asked."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.reading import read_month, refuse
from desktop.cli.session import current, progress, tell, warn
from desktop.cli.tables import table
from desktop.domain.importing import UNSAID_SPAN, Blanks, Bucket, ImportPlan, Mode, PlanProblem, PlanRow
from desktop.domain.problems import Severity
from desktop.wording.imports import IMPORT_KINDS, SPAN_WORDS
from desktop.wording.labels import label
from desktop.wording.units import SCALE_WORDS

_MODES = {mode.value: mode for mode in Mode}
_BLANKS = {blanks.value: blanks for blanks in Blanks}
_CALM = frozenset({Bucket.UNCHANGED, Bucket.IGNORED})


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="Excel、WPS 或 CSV 表格。")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="内容",
            help="enterprises 名单、figures 月报、visits 走访、issues 问题、targets 目标、tax 税务、power 供电。",
        ),
    ] = "enterprises",
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="月度数据的所属期，例如 2026-10。")] = "",
    scale: Annotated[
        str, typer.Option("--scale", metavar="单位", help="表头没写金额单位时用：元、千元、万元、亿元。")
    ] = "",
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="表头=字段", help="某列读作什么，例如 老板=legal_person。"),
    ] = None,
    span: Annotated[
        str, typer.Option("--span", metavar="时段", help="表头没写是当月还是累计的列：month 当月、ytd 累计。")
    ] = "",
    sender: Annotated[str, typer.Option("--sender", metavar="来自", help="谁发来的表；按它记住各列读作什么。")] = "",
    hidden: Annotated[
        list[str] | None, typer.Option("--hidden-sheet", metavar="表名", help="隐藏的工作表也读；可以写多次。")
    ] = None,
    mode: Annotated[
        str, typer.Option("--mode", metavar="方式", help="both 新增和更新、create 只新增、update 只更新。")
    ] = "both",
    blanks: Annotated[
        str, typer.Option("--blanks", metavar="空格子", help="keep 空格子保留原有内容、clear 清空原有内容。")
    ] = "keep",
    take: Annotated[bool, typer.Option("--take", help="写入台账；不写这个选项只看不写。")] = False,
    errors: Annotated[Path | None, typer.Option("--errors", metavar="文件", help="把有错的行写成这个 xlsx。")] = None,
) -> None:
    """Show what a workbook would change, and take it when asked; wrong rows do not hold up good ones."""
    session = current(context)
    for field, text, words in (("kind", kind, IMPORT_KINDS), ("mode", mode, _MODES), ("blanks", blanks, _BLANKS)):
        _known(field, text, words)
    if scale:
        _known("scale", scale, SCALE_WORDS)
    if span:
        _known("span", span, SPAN_WORDS)
    period = read_month(month) if month else None
    with session.ledger(writes=take) as services:
        plan = services.intake.look(
            file,
            kind,
            month=period,
            scale=SCALE_WORDS[scale] if scale else None,
            choices={**({UNSAID_SPAN: span} if span else {}), **_choices(column or [])},
            hidden_sheets=hidden or [],
            sender=sender,
            mode=_MODES[mode],
            blanks=_BLANKS[blanks],
            progress=progress(),
        )
        if errors is not None:
            tell(services.intake.write_errors(plan, errors).problems)
        if take:
            services.intake.take(plan, progress(), only_good=True)
    for note in plan.notes:
        if note.severity is not Severity.NOTE:
            warn(_told(note))
    session.answer(_document(plan, taken=take), _lines(plan, taken=take))


def _known(field: str, text: str, words: Collection[str]) -> None:
    if text not in words:
        raise refuse("bad_code_word", field=field, text=text, words="、".join(words))


def _choices(written: list[str]) -> dict[str, str]:
    """Return heading → field; a heading may hold an equals sign, a field never does."""
    found = {}
    for each in written:
        heading, sign, field = each.rpartition("=")
        if not sign or not heading or not field:
            raise refuse("bad_column_choice", text=each)
        found[heading] = field
    return found


def _document(plan: ImportPlan, *, taken: bool) -> dict[str, object]:
    return {
        "taken": taken,
        "kind": plan.kind,
        "sheets": [
            {
                "name": sheet.name,
                "kind": sheet.kind or None,
                "header_rows": list(sheet.header_rows),
                "hidden": sheet.hidden,
            }
            for sheet in plan.sheets
        ],
        "buckets": {bucket.value: plan.buckets.get(bucket, 0) for bucket in Bucket},
        "rows": [_row(row) for row in plan.rows],
        "notes": [_problem(note) for note in plan.notes],
    }


def _row(row: PlanRow) -> dict[str, object]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "bucket": row.bucket.value,
        "name": row.name or None,
        "credit_code": row.credit_code or None,
        "uid": row.uid or None,
        "problems": [_problem(problem) for problem in row.problems],
        "changes": [{"field": field, "old": old or None, "new": new or None} for field, old, new in row.changes],
    }


def _problem(problem: PlanProblem) -> dict[str, object]:
    return {
        "code": problem.code,
        "column": problem.column or None,
        "message": problem.message,
        "severity": problem.severity.value,
    }


def _told(problem: PlanProblem) -> str:
    return f"{problem.code} {problem.message}"


def _lines(plan: ImportPlan, *, taken: bool) -> list[str]:
    counts = "，".join(f"{label(bucket)} {plan.buckets.get(bucket, 0)}" for bucket in Bucket)
    rows = [
        (row.sheet, str(row.row), label(row.bucket), row.name, " ".join(_told(each) for each in row.problems))
        for row in plan.rows
        if row.problems or row.bucket not in _CALM
    ]
    done = "已写入台账；有错的行没有写入。" if taken else "只是预览，没有写入任何内容；确认后加 --take 写入。"
    notes = [_told(note) for note in plan.notes if note.severity is Severity.NOTE]
    return [counts, *notes, *table(("工作表", "行", "结果", "名称", "说明"), rows, "没有要写入的行。"), done]
