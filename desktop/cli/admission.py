"""`shenggui admission`: applications to be admitted, their windows, materials and papers."""

from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import admission_documents as documents
from desktop.cli import admission_windows
from desktop.cli.admission_words import case_lines, row_cells
from desktop.cli.chinese import group
from desktop.cli.options import LedgerYear, PdfOut, VoidReason
from desktop.cli.reading import (
    choices,
    read_code,
    read_day,
    read_day_or_none,
    read_month,
    read_yes_no,
    refuse,
)
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.admission import (
    UNDER_WAY,
    AdmissionAction,
    AdmissionDraft,
    AdmissionFilter,
    AdmissionState,
    AdmissionStepDraft,
    PaperNotes,
    ProjectNature,
)
from desktop.domain.codes import Subject
from desktop.domain.materials import MaterialMark
from desktop.domain.windows import WindowKind
from desktop.wording.labels import label

if TYPE_CHECKING:
    from desktop.wiring import Services

STEPS = tuple(action for action in AdmissionAction if action is not AdmissionAction.REGISTER)  # made by itself
PAPERS = ("materials", "history")

Uid = Annotated[str, typer.Argument(metavar="编号", help="申报编号（uid），见 admission list --json。")]


def build() -> typer.Typer:
    """Return the commands about applications."""
    return group(
        "申报：窗口日历、申报进度、材料、预审和分月台账。进度只照统计局告知的记。",
        (
            ("windows", admission_windows.windows, "列出一年的申报窗口和倒排日期；没有照通知填的标外地示例。"),
            ("window", admission_windows.window, "照当年通知填写一个申报窗口。"),
            ("list", list_, "列出申报。"),
            ("show", show, "显示一份申报：进度、三个口径、材料、预审、分月台账。"),
            ("add", add, "把一家企业列入申报。"),
            ("step", step, "记一步进度：谁告知的、依据什么；每一步单独留痕，不覆盖。"),
            ("material", material, "记一项材料：需不需要、有没有、几页、什么问题。"),
            ("papers", papers, "记核对执照和批复时看到的内容。"),
            ("check", check, "机械预审：只提问，不给建议数。"),
            ("print", print_, "把核对表（materials）或分月台账（history）写成 PDF。"),
            ("void", void, "作废一份登记错的申报；记录保留。"),
        ),
    )


def list_(
    context: typer.Context,
    state: Annotated[list[str] | None, typer.Option("--state", metavar="状态", help="只列这个状态，可写多次。")] = None,
    opened: Annotated[bool, typer.Option("--open", help="只列没有办结的。")] = False,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="只列这家企业。")] = "",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    year: Annotated[int, typer.Option("--year", metavar="年度", help="只列这一年的。")] = 0,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the applications."""
    session = current(context)
    whose = Subject.APPLICATION
    states = frozenset(read_code(AdmissionState, text, "state", whose) for text in state or ())
    query = AdmissionFilter(search, states or (UNDER_WAY if opened else frozenset()), year, enterprise, voided)
    with session.ledger() as services:
        rows = services.admissions.list(query)
        names = services.admissions.routes()
    headings = ("编号", "企业名称", "年度", "路径", "窗口", "截止月份", "状态", "日期", "缺材料", "原因")
    session.answer([documents.row(row) for row in rows], table(headings, (row_cells(row, names) for row in rows)))


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one application whole."""
    session = current(context)
    with session.ledger() as services:
        found = services.admissions.case(uid)
        names = services.admissions.routes()
        procedure = services.admissions.rules().windows.procedure(found.row.route)
    session.answer(documents.case(found, procedure), case_lines(found, names))


def add(
    context: typer.Context,
    enterprise: Annotated[str, typer.Option("--enterprise", metavar="企业编号", help="哪家企业。")],
    route: Annotated[str, typer.Option("--route", metavar="路径", help="升规路径，例如 growth、new_start。")],
    window_kind: Annotated[str, typer.Option("--window", metavar="窗口", help=f"{choices(WindowKind)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="列入申报的日期。")],
    month: Annotated[int, typer.Option("--month", metavar="月份", help="月度批次的月份，例如 3。")] = 0,
    cutoff: Annotated[
        str, typer.Option("--cutoff", metavar="月份", help="数据截止月份；不写就是窗口截止前已结束的最后一个月。")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="备注。")] = "",
    year: LedgerYear = 0,
) -> None:
    """Enter an application."""
    session = current(context)
    whose = Subject.APPLICATION
    kind = read_code(WindowKind, window_kind, "window", whose)
    period = str(read_month(cutoff)) if cutoff else ""
    with session.ledger(writes=True) as services:
        routes = services.admissions.routes()
        if route not in routes:
            raise refuse("bad_code_word", field="route", subject=whose, text=route, words="、".join(routes))
        draft = AdmissionDraft(enterprise, year, route, kind, month, period, read_day(on, "begun_on", whose), note)
        services.enterprises.get(enterprise)
        saved = services.admissions.add(draft)
    session.saved(saved, whose, "已列入申报")


def step(
    context: typer.Context,
    uid: Uid,
    action: Annotated[str, typer.Argument(metavar="动作", help=f"{choices(STEPS)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="日期，例如 2026-10-20。")],
    told_by: Annotated[str, typer.Option("--told-by", metavar="谁", help="谁告知的；实地核查时是核查人。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="电话、文件、名单；核查时是看了什么。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="情况；退回、未通过时是原因。")] = "",
    due: Annotated[str, typer.Option("--due", metavar="日期", help="补正期限。")] = "",
    admitted: Annotated[str, typer.Option("--admitted", metavar="月份", help="入库月份，例如 2026-11。")] = "",
) -> None:
    """Record one step as it was told."""
    session = current(context)
    whose = Subject.APPLICATION_STEP
    draft = AdmissionStepDraft(
        action=read_code(AdmissionAction, action, "action", whose),
        on=read_day(on, "on", whose),
        told_by=told_by,
        basis=basis,
        note=note,
        due_on=read_day_or_none(due, "due_on", whose),
        admitted_month=admitted.strip(),
    )
    with session.ledger(writes=True) as services:
        services.admissions.get(uid)
        saved = services.admissions.step(uid, draft)
    session.saved(saved, whose, f"已记{label(draft.action)}")


def material(
    context: typer.Context,
    uid: Uid,
    item: Annotated[str, typer.Argument(metavar="材料", help="材料的代号，见 admission show --json。")],
    have: Annotated[str, typer.Option("--have", metavar="是否", help="有没有：是、否。")] = "",
    wanted: Annotated[str, typer.Option("--wanted", metavar="是否", help="需不需要：是、否。")] = "",
    pages: Annotated[int, typer.Option("--pages", metavar="页数", help="几页。")] = -1,
    problem: Annotated[
        str | None, typer.Option("--problem", metavar="文字", help="什么问题；写空就是没有问题了。")
    ] = None,
    mend_by: Annotated[str, typer.Option("--mend-by", metavar="日期", help="什么时候前补正。")] = "",
) -> None:
    """Note what is known of one material; what is not said stays as it is."""
    session = current(context)
    whose = Subject.APPLICATION_MATERIAL
    with session.ledger(writes=True) as services:
        kept = _mark(services, uid, item)
        have_it, want_it = read_yes_no(have, "have", whose), read_yes_no(wanted, "wanted", whose)
        mark = MaterialMark(
            wanted=kept.wanted if want_it is None else want_it,
            have=kept.have if have_it is None else have_it,
            pages=kept.pages if pages < 0 else pages,
            problem=kept.problem if problem is None else problem,
            mend_by=read_day(mend_by, "mend_by", whose) if mend_by else (kept.mend_by if problem is None else None),
        )
        saved = services.admissions.mark(uid, {item: mark})
    session.saved(saved, whose, "已记材料")


def papers(
    context: typer.Context,
    uid: Uid,
    name: Annotated[str | None, typer.Option("--name", metavar="名称", help="执照和公章上的名称。")] = None,
    scope: Annotated[str, typer.Option("--scope", metavar="是否", help="经营范围写有生产、加工或制造。")] = "",
    accounting: Annotated[str, typer.Option("--accounting", metavar="是否", help="执行企业会计制度。")] = "",
    nature: Annotated[
        str, typer.Option("--nature", metavar="性质", help=f"批复的建设性质：{choices(ProjectNature)}。")
    ] = "",
    approved: Annotated[str, typer.Option("--approved", metavar="日期", help="批复日期。")] = "",
) -> None:
    """Note what was seen on the enterprise's papers; what is not said stays as it is."""
    session = current(context)
    whose = Subject.APPLICATION
    with session.ledger(writes=True) as services:
        row = services.admissions.get(uid)
        kept = row.papers
        covers = read_yes_no(scope, "scope_covers", whose)
        keeps = read_yes_no(accounting, "enterprise_accounting", whose)
        seen = PaperNotes(
            paper_name=kept.paper_name if name is None else name,
            scope_covers=kept.scope_covers if covers is None else covers,
            enterprise_accounting=kept.enterprise_accounting if keeps is None else keeps,
            project_nature=read_code(ProjectNature, nature, "project_nature", whose) if nature else kept.project_nature,
            approved_on=read_day(approved, "approved_on", whose) if approved else kept.approved_on,
        )
        saved = services.admissions.note_papers(uid, seen, row.note)
    session.saved(saved, whose, "已记核对情况")


def check(context: typer.Context, uid: Uid) -> None:
    """Answer with the questions of the pre-check."""
    session = current(context)
    with session.ledger() as services:
        found = documents.questions(services.admissions.case(uid).questions)
    lines = [f"{each['code']} {each['message']}" for each in found]
    session.answer(found, lines or ["没有要核实的。"])


def print_(
    context: typer.Context,
    uid: Uid,
    paper: Annotated[str, typer.Argument(metavar="哪张", help="materials 核对表，history 分月台账。")],
    out: PdfOut,
    now: Annotated[bool, typer.Option("--now", help="分月台账按现有数打印，不用交出去的那一份。")] = False,
) -> None:
    """Write a paper of an application as a PDF."""
    session = current(context)
    if paper not in PAPERS:
        raise refuse("bad_code_word", field="form", text=paper, words="、".join(PAPERS))
    with session.ledger() as services:
        if paper == "materials":
            done = services.admissions.print_materials(uid, out, progress())
        else:
            done = services.admissions.print_history(uid, out, progress(), frozen=not now)
    tell(done.problems)
    session.answer({"pdf": str(done.path)}, [f"已生成：{done.path}"])


def void(
    context: typer.Context,
    uid: Uid,
    reason: VoidReason,
) -> None:
    """Mark an application that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.admissions.void(uid, reason)
    session.saved(saved, Subject.APPLICATION, "已作废")


def _mark(services: "Services", uid: str, item: str) -> MaterialMark:
    lines = services.admissions.case(uid).materials
    return next((line.mark for line in lines if line.material.id == item), MaterialMark())
