"""`shenggui report`: the month told in sentences (本月工作情况)."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.reading import read_month, refuse
from desktop.cli.session import current, progress, warn
from desktop.domain.codes import Subject
from desktop.domain.month_report import MonthReport, ReportPart
from desktop.wording import shown
from desktop.wording.messages import told

Month = Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月。")]
FIELDS = tuple(part.value for part in ReportPart)


def build() -> typer.Typer:
    """Return the commands about the month told in sentences."""
    return group(
        "本月工作情况：按台账起草的三段文字，由人改定；可以复制，也可以印成 PDF。",
        (
            ("show", show, "显示一个月的工作情况：保存过的照保存的，没有的按台账起草。"),
            ("set", set_, "改写其中的一段或几段，保存下来。"),
            ("print", print_, "写成 PDF。"),
        ),
    )


def show(
    context: typer.Context,
    month: Month,
    fresh: Annotated[bool, typer.Option("--fresh", help="不管保存的，按台账现在的样子重新起草来看。")] = False,
) -> None:
    """Answer with the report of a month; nothing is written."""
    session = current(context)
    period = read_month(month)
    with session.ledger() as services:
        reports = services.month_reports
        found = reports.draft(period) if fresh else reports.report(period)
    session.answer(_document(found), found.whole.split("\n"))


def set_(
    context: typer.Context,
    month: Month,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="部分=文字", help="部分有 indicators（主要指标）、cultivation（培育情况）、next_steps（下一步）。"
        ),
    ],
) -> None:
    """Keep the parts as typed; the others stay as they stand."""
    session = current(context)
    period = read_month(month)
    typed: dict[str, str] = {}
    for word in words:
        name, sign, text = word.partition("=")
        if name not in FIELDS or not sign:
            raise refuse("bad_code_word", field="part", text=word[:40], words="、".join(f"{each}=…" for each in FIELDS))
        typed[name] = text
    with session.ledger(writes=True) as services:
        draft = services.month_reports.report(period).draft
        saved = services.month_reports.save(period, replace(draft, **typed))
    session.saved(saved, Subject.MONTH_REPORT, f"已保存{shown.month(period)}工作情况")


def print_(
    context: typer.Context,
    month: Month,
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="PDF 写到这里。")],
) -> None:
    """Write the report of a month as it stands as a PDF."""
    session = current(context)
    period = read_month(month)
    with session.ledger(writes=True) as services:
        printed = services.month_reports.print(period, out, progress())
    for problem in printed.problems:
        warn(told(problem))
    session.answer(
        {"month": str(period), "path": str(printed.path), "pages": printed.pages},
        [f"{shown.month(period)}工作情况：{printed.path}，共 {printed.pages} 页"],
    )


def _document(found: MonthReport) -> dict[str, object]:
    return {
        "month": str(found.month),
        "title": found.title,
        "kept": found.kept,
        "who": found.who or None,
        "at": found.at or None,
        "parts": [
            {"id": part.value, "heading": found.headings[part], "text": found.draft.text(part) or None}
            for part in ReportPart
        ],
        "text": found.whole,
    }
