"""`shenggui target`: targets as they were handed down, and how far the year has come."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import project_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import LedgerYear, PdfPath, VoidReason
from desktop.cli.reading import choices, read_code, read_month, refuse
from desktop.cli.session import Session, current, progress, tell
from desktop.cli.tables import table
from desktop.domain.assessment import JanuaryYear
from desktop.domain.codes import Dimension, Subject, TargetKind, TargetMeasure
from desktop.domain.month import Month
from desktop.domain.target_entry import TargetDraft, TargetPage, TargetRow, UnitLine
from desktop.domain.targets import elapsed_percent
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_project import balance_line, percent_word, ratio_word, target_name, unit_word

if TYPE_CHECKING:
    from desktop.wiring import Services

MonthText = Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10；不写就是现在。")]
_WHOSE = Subject.TARGET


def build() -> typer.Typer:
    """Return the commands about targets."""
    return group(
        "目标：照文件填，不推算；属地和行业主管两个口径不相加。",
        (
            ("list", list_, "列出本单位的目标；没有就是未下达。加 --all 列出全部单位和方案原文。"),
            ("set", set_, "填写一个单位一年的目标；不写单位就是本单位。"),
            ("void", void, "作废一条填错的目标；记录保留。"),
            ("progress", progress_, "完成情况：新增、退库、净增、完成率、序时、储备比。"),
            ("check", check, "核对方案原文各单位相加与合计是否相等。"),
            ("assess", assess, "填写 1 月批准入库的企业计入哪一年。"),
            ("print", print_, "把完成情况表写成 PDF。"),
        ),
    )


def list_(
    context: typer.Context,
    year: LedgerYear = 0,
    everything: Annotated[bool, typer.Option("--all", help="列出全部单位，包括方案原文。")] = False,
) -> None:
    """Answer with the own targets of a year, or with everybody's; none means not issued."""
    session = current(context)
    with session.ledger() as services:
        asked = year or services.settings.workspace().year
        if everything:
            _tell_rows(session, services.targets.rows(asked) or services.targets.issued())
            return
        found = services.settings.own_targets(asked)
    session.answer(
        [
            {
                "year": each.year,
                "measure": each.measure.value,
                "value": each.value,
                "basis": each.basis or None,
                "issued": each.issued,
            }
            for each in found
        ],
        table(
            ("年度", "类型", "目标（户）", "依据"),
            [(str(each.year), label(each.measure), str(each.value), each.basis) for each in found],
            "未下达。",
        ),
    )


def set_(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="类型", help=f"{choices(TargetMeasure)}。")],
    value: Annotated[int, typer.Argument(metavar="户数", help="文件下达的户数。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文件名称和文号。")],
    year: LedgerYear = 0,
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="不写就是本单位；全县（全市）写 all。")] = "",
    dimension: Annotated[
        str, typer.Option("--dimension", metavar="口径", help=f"{choices(Dimension)}；不写就按单位。")
    ] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="性质", help=f"{choices(TargetKind)}。")] = "official",
    share: Annotated[str, typer.Option("--share", metavar="占比", help="文件写的分解系数或占比，照抄。")] = "",
) -> None:
    """Keep the target that was handed down for a year."""
    session = current(context)
    which = read_code(TargetMeasure, measure, "measure", _WHOSE)
    nature = read_code(TargetKind, kind, "kind", _WHOSE)
    side = read_code(Dimension, dimension, "dimension", _WHOSE) if dimension else None
    with session.ledger(writes=True) as services:
        asked = year or services.settings.workspace().year
        own, name, usual = _unit(services, unit)
        draft = TargetDraft(own, name, asked, side or usual, which, nature, value, share, basis)
        saved = services.targets.set(draft)
    session.saved(saved, _WHOSE, f"已填写 {name} {asked} 年{label(which)}目标 {value} 户")


def void(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="见 target list --all --json。")],
    reason: VoidReason,
) -> None:
    """Mark a target that was typed by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.targets.void(uid, reason)
    session.saved(saved, _WHOSE, "已作废")


def progress_(context: typer.Context, month: MonthText = "") -> None:
    """Answer with how far the year has come."""
    session = current(context)
    with session.ledger() as services:
        asked = _month(month, session.world.clock().date())
        page = services.targets.page(asked)
    session.answer({"month": str(asked), **documents.progress(page)}, _lines(page, asked))


def check(context: typer.Context) -> None:
    """Answer with whether the plan's targets and those of the year add up as they say."""
    session = current(context)
    with session.ledger() as services:
        found = services.targets.balances()
    session.answer(
        [documents.balance(each) for each in found], [balance_line(each) for each in found] or ["没有分解。"]
    )


def assess(
    context: typer.Context,
    january: Annotated[str, typer.Argument(metavar="办法", help=f"{choices(JanuaryYear)}。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="通知名称和文号，或问了谁、哪天。")],
    year: LedgerYear = 0,
) -> None:
    """Keep in which year an admission of January counts."""
    session = current(context)
    rule = read_code(JanuaryYear, january, "january", Subject.ASSESSMENT)
    with session.ledger(writes=True) as services:
        saved = services.targets.set_assessment(year or services.settings.workspace().year, rule, basis)
    session.saved(saved, Subject.ASSESSMENT, f"1 月批准入库的{label(rule)}")


def print_(
    context: typer.Context,
    out: PdfPath,
    month: MonthText = "",
) -> None:
    """Write the table of progress as a PDF."""
    session = current(context)
    with session.ledger() as services:
        asked = _month(month, session.world.clock().date())
        done = services.targets.print_progress(asked, out.absolute(), progress())
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])


def _unit(services: "Services", text: str) -> tuple[str, str, Dimension | None]:
    """Return (id, name, usual dimension) of what *text* means; an office that can hold no target is kept by name."""
    preset, own = services.settings.preset(), services.settings.workspace()
    if text == "all":
        return "", preset.region_name, None
    if not text:
        unit = preset.unit(own.unit)
        return own.unit, own.unit_name, services.targets.dimension if unit is None else unit.dimension
    found = preset.unit(text.strip()) or preset.find_unit(text)
    if found is None:
        _refuse_no_holder(services, text)
        names = "、".join(unit.name for unit in preset.units)
        raise refuse("bad_code_word", field="unit", subject=_WHOSE, text=text, words=names)
    return found.id, found.name, found.dimension


def _refuse_no_holder(services: "Services", text: str) -> None:
    problems = services.targets.check(TargetDraft(unit_name=text, year=2000, value=0, basis=text))
    for problem in problems:
        raise refuse(problem.code, field=problem.field, subject=_WHOSE, **problem.values)


def _tell_rows(session: Session, rows: tuple[TargetRow, ...]) -> None:
    heads = ("编号", "口径", "单位", "目标", "户数", "占比", "由来", "依据")
    session.answer([documents.target_row(row) for row in rows], table(heads, map(_cells, rows), "未下达。"))


def _cells(row: TargetRow) -> tuple[str, ...]:
    target = row.target
    return (
        row.uid,
        label(target.dimension) if target.dimension else "",
        target.unit_name,
        target_name(target),
        str(target.value),
        target.share,
        "方案原文" if row.issued else "填写",
        f"{target.citation.document} {target.citation.clause}".strip(),
    )


def _lines(page: TargetPage, month: Month) -> list[str]:
    lines = [(page.own, False)]
    for each in page.tables:
        lines += [(line, False) for line in each.lines] + ([(each.total, True)] if each.total is not None else [])
    heads = ("口径", "单位", "净增目标", "新增", "退库", "净增", "完成率", "退库上限", "重点库", "储备比")
    due = f"，序时进度 {elapsed_percent(month)}%" if month.year == page.year else ""
    rule = page.assessment
    return [
        f"{page.year} 年，到{shown.month(month)}{due}",
        *table(heads, [_progress_cells(line, whole=whole) for line, whole in lines]),
        f"1 月批准入库的{label(rule.january)}（{rule.basis}{'，待核实' if rule.to_confirm else ''}）",
        *(f"{move.month}  {label(move.kind)}  {move.name}" for move in page.moves),
        page.reserve_note,
    ]


def _progress_cells(line: UnitLine, *, whole: bool) -> tuple[str, ...]:
    reached = line.official
    return (
        label(line.dimension) if line.dimension else "",
        unit_word(line.name, whole=whole),
        "未下达" if reached.target is None else str(reached.target),
        str(reached.additions),
        str(reached.exits),
        str(reached.net),
        percent_word(reached.percent),
        "" if line.cap is None else f"{line.cap}（{label(line.cap_state)}）",
        str(line.candidates),
        ratio_word(line.ratio),
    )


def _month(text: str, today: date) -> Month:
    return read_month(text) if text else Month.containing(today)
