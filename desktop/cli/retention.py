"""`shenggui retention`: enterprises in the directory that may fall out, and those that did."""

from typing import Annotated

import typer

from desktop.cli import retention_documents as documents
from desktop.cli import retention_plans as plans
from desktop.cli.chinese import group
from desktop.cli.options import LedgerYear, PdfOut
from desktop.cli.reading import choices, read_code, read_day, read_money, read_month, refuse
from desktop.cli.retention_words import case_lines, exit_cells, row_cells, rule_lines
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Obtained, Subject
from desktop.domain.library_exit import ExitDraft
from desktop.domain.month import Month, last_complete
from desktop.domain.retention import EstimateDraft, RetentionView, RiskDraft
from desktop.domain.retention_reader import RetentionRules
from desktop.domain.risk_codes import RiskAction, RiskGrade, RiskSign
from desktop.wording.labels import label
from desktop.wording.retention_words import NO_CAP, cap_text

Uid = Annotated[str, typer.Argument(metavar="企业编号", help="企业编号（uid），见 retention list --json。")]
AsOf = Annotated[str, typer.Option("--month", metavar="所属期", help="按到哪个所属期的数看；不写就是上个月。")]
On = Annotated[str, typer.Option("--on", metavar="日期", help="日期，例如 2026-10-20。")]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="原因和依据。")]


def build() -> typer.Typer:
    """Return the commands about retention."""
    return group(
        "稳规：退规风险、一企一策、退库。等级按收集的数算出，由人确认；不推算全年。",
        (
            ("list", list_, "列出在规企业、退规风险库或已退库的企业。"),
            ("show", show, "显示一家企业：依据的数、认定经过、一企一策、退库。"),
            ("say", say, "记一次认定：列入、重新确认、暂不列入、移出；每次单独留痕。"),
            ("estimate", estimate, "记企业自己说的全年预计，注明谁说的、哪天说的。"),
            ("void-estimate", void_estimate, "作废一条登记错的企业自报预计；记录保留。"),
            ("plan", plans.plan, "给风险库里的企业制定一企一策。"),
            ("measure", plans.measure, "在一企一策里添一项措施：做什么、谁负责、什么时候完成。"),
            ("step", plans.step, "记一项措施的进展，或结束整份一企一策。"),
            ("void-plan", plans.void_plan, "作废一份登记错的一企一策；记录保留。"),
            ("exit", exit_, "登记退库：日期、原因、依据、生效年度，同时改在库状态。"),
            ("exits", exits, "列出一年的退库。"),
            ("void-exit", void_exit, "作废一条登记错的退库，企业恢复原来的在库状态。"),
            ("caps", caps, "对照本年退库数和下达的上限。"),
            ("rules", rules, "列出风险情形、帮扶分类、退库原因和各自的出处。"),
            ("print", print_, "把退规风险企业库写成 PDF。"),
            ("print-plan", plans.print_plan, "把一份一企一策写成 PDF。"),
        ),
    )


def list_(
    context: typer.Context,
    view: Annotated[str, typer.Option("--view", metavar="范围", help=f"{choices(RetentionView)}。")] = "admitted",
    search: Annotated[str, typer.Option("--search", metavar="文字", help="名称、拼音首字母或代码片段。")] = "",
    month: AsOf = "",
) -> None:
    """Answer with the enterprises of one view."""
    session = current(context)
    shown = read_code(RetentionView, view, "state", Subject.RISK_STAY)
    with session.ledger() as services:
        rows = services.retention.list(_month(month, context), shown, search)
        found = services.retention.rules()
    headings = ("编号", "企业名称", "在库状态", "确认的等级", "算出的等级", "情形", "帮扶分类", "最近时限")
    session.answer([documents.row(row) for row in rows], table(headings, (row_cells(row, found) for row in rows)))


def show(context: typer.Context, uid: Uid, month: AsOf = "") -> None:
    """Answer with one enterprise whole."""
    session = current(context)
    with session.ledger() as services:
        found = services.retention.case(uid, _month(month, context))
        reference = services.retention.rules()
    session.answer(documents.case(found), case_lines(found, reference, session.world.clock().date()))


def say(
    context: typer.Context,
    uid: Uid,
    action: Annotated[str, typer.Argument(metavar="认定", help=f"{choices(RiskAction)}。")],
    on: On,
    reason: Reason,
    grade: Annotated[str, typer.Option("--grade", metavar="等级", help=f"{choices(RiskGrade)}。")] = "",
    sign: Annotated[
        list[str] | None, typer.Option("--sign", metavar="情形", help=f"可写多次：{choices(RiskSign)}。")
    ] = None,
    help_class: Annotated[str, typer.Option("--class", metavar="分类", help="帮扶分类，见 retention rules。")] = "",
    month: AsOf = "",
) -> None:
    """Record a person's word about a risk."""
    session = current(context)
    whose = Subject.RISK_STEP
    with session.ledger(writes=True) as services:
        draft = RiskDraft(
            action=read_code(RiskAction, action, "action", whose),
            on=read_day(on, "on", whose),
            grade=read_code(RiskGrade, grade, "grade", whose) if grade else None,
            signs=tuple(read_code(RiskSign, text, "signs", whose) for text in sign or ()),
            help_class=_help_class(help_class, services.retention.rules()),
            reason=reason,
        )
        saved = services.retention.say_risk(uid, draft, _month(month, context))
    session.saved(saved, whose, f"已{label(draft.action)}")


def estimate(
    context: typer.Context,
    uid: Uid,
    amount: Annotated[str, typer.Option("--amount", metavar="金额", help="要写单位，例如 1850万元。")],
    told_by: Annotated[str, typer.Option("--told-by", metavar="谁", help="企业里谁说的。")],
    on: On,
    obtained: Annotated[str, typer.Option("--obtained", metavar="方式", help=f"{choices(Obtained)}。")] = "oral",
    year: LedgerYear = 0,
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明。")] = "",
) -> None:
    """Keep what the enterprise itself expects of the year."""
    session = current(context)
    whose = Subject.REVENUE_ESTIMATE
    with session.ledger(writes=True) as services:
        draft = EstimateDraft(
            year=year or services.settings.workspace().year,
            amount=read_money(amount, "amount", whose),
            told_on=read_day(on, "told_on", whose),
            told_by=told_by,
            obtained=read_code(Obtained, obtained, "obtained", whose),
            note=note,
        )
        saved = services.retention.add_estimate(uid, draft)
    session.saved(saved, whose, "已记企业自报预计")


def void_estimate(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="预计的编号，见 retention show --json。")],
    reason: Reason,
) -> None:
    """Mark an estimate that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.retention.void_estimate(uid, reason)
    session.saved(saved, Subject.REVENUE_ESTIMATE, "已作废")


def exit_(
    context: typer.Context,
    uid: Uid,
    on: On,
    ground: Annotated[str, typer.Option("--ground", metavar="原因", help="退库原因，见 retention rules。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文件、名单。")],
    told_by: Annotated[str, typer.Option("--told-by", metavar="谁", help="谁告知的。")],
    effective: Annotated[int, typer.Option("--effective", metavar="年度", help="从哪一年起不在库。")],
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明，例如新旧单位的对应关系。")] = "",
) -> None:
    """Record that an enterprise left the directory."""
    session = current(context)
    with session.ledger(writes=True) as services:
        found = _ground(ground, services.retention.rules())
        draft = ExitDraft(
            read_day(on, "on", Subject.LIBRARY_EXIT), found, basis, told_by, effective_year=effective, note=note
        )
        saved = services.retention.leave(uid, draft)
    session.saved(saved, Subject.LIBRARY_EXIT, "已登记退库")


def exits(
    context: typer.Context,
    year: LedgerYear = 0,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the exits of a year."""
    session = current(context)
    with session.ledger() as services:
        rows = services.retention.exits(year, voided=voided)
        reference = services.retention.rules()
    headings = ("编号", "企业名称", "退库日期", "原因", "生效年度", "依据")
    session.answer(
        [documents.exit_row(row) for row in rows], table(headings, (exit_cells(row, reference) for row in rows))
    )


def void_exit(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="退库记录的编号，见 retention exits --json。")],
    reason: Reason,
) -> None:
    """Void an exit that was entered by mistake."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.retention.void_exit(uid, reason)
    session.saved(saved, Subject.LIBRARY_EXIT, "已作废，企业恢复原来的在库状态")


def caps(context: typer.Context, year: LedgerYear = 0) -> None:
    """Answer with the caps of a year beside its exits."""
    session = current(context)
    with session.ledger() as services:
        asked = year or services.settings.workspace().year
        lines = services.retention.caps(asked)
    session.answer([documents.cap(line) for line in lines], [cap_text(line, asked) for line in lines] or [NO_CAP])


def rules(context: typer.Context) -> None:
    """Answer with the signs, the classes of help and the grounds of exit, each with where it is written."""
    session = current(context)
    with session.ledger() as services:
        found, preset = services.retention.rules(), services.settings.preset()
    session.answer(
        {
            "plan": [documents.plan_rule(rule) for rule in preset.risk_rules],
            "signs": [documents.sign_rule(rule) for rule in found.signs.values()],
            "help_classes": [documents.help_class(each) for each in found.help_classes],
            "exit_grounds": [documents.ground(each) for each in found.exit_grounds],
            "exit_rule": found.exit_rule,
        },
        rule_lines(found, preset),
    )


def print_(
    context: typer.Context,
    out: PdfOut,
    month: AsOf = "",
) -> None:
    """Write the library of risk as a PDF."""
    session = current(context)
    with session.ledger() as services:
        done = services.retention.print_list(_month(month, context), out, progress())
    tell(done.problems)
    session.answer({"pdf": str(done.path)}, [f"已生成：{done.path}"])


def _month(text: str, context: typer.Context) -> Month:
    return read_month(text) if text else last_complete(current(context).world.clock().date())


def _help_class(text: str, found: RetentionRules) -> str:
    """Return the class of help that *text* means: its id, its number or its word; none where nothing was typed."""
    if not text.strip():
        return ""
    known = {word: each.id for each in found.help_classes for word in (each.id, str(each.number), each.label)}
    if text.strip() not in known:
        names = "、".join(f"{each.label}({each.id})" for each in found.help_classes)
        raise refuse("bad_code_word", field="help_class", subject=Subject.RISK_STEP, text=text, words=names)
    return known[text.strip()]


def _ground(text: str, found: RetentionRules) -> str:
    known = {word: each.id for each in found.exit_grounds for word in (each.id, each.label)}
    if text.strip() not in known:
        names = "、".join(f"{each.label}({each.id})" for each in found.exit_grounds)
        raise refuse("bad_code_word", field="ground", subject=Subject.LIBRARY_EXIT, text=text, words=names)
    return known[text.strip()]
