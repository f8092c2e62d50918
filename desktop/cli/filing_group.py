"""`shenggui filing`: rounds and what is told of them, reasons before filing, dates, rates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import filing_documents as documents
from desktop.cli.chinese import group
from desktop.cli.filing import each
from desktop.cli.reading import choices, read_code, read_day, read_day_or_none, read_month, refuse
from desktop.cli.session import accept, current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.filing import FilingRound
from desktop.domain.filing_answer import BLANK, AnswerDraft, AnswerWhy
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.filing_code import NotACode
from desktop.domain.filing_round import FilingWord, WordDraft
from desktop.domain.problems import Severity
from desktop.wording import shown
from desktop.wording.filing_words import badge, rates_words
from desktop.wording.labels import label
from desktop.wording.messages import told
from desktop.wording.words_filing import dates_words, timing_words
from desktop.wording.words_permit import AHEAD

if TYPE_CHECKING:
    from desktop.wiring import Services

Month = Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10；2026-02 表示 1—2 月。")]
Round = Annotated[str, typer.Argument(metavar="编号或核对码", help="哪一次：filing list 里的编号，或纸上的核对码。")]
Year = Annotated[int, typer.Option("--year", metavar="年份", help="不写就是台账的年度。")]
Form = Annotated[str, typer.Option("--form", metavar="表", help="哪张表，例如 key-monitoring。")]

_MONITORING = "key-monitoring"


def list_(
    context: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="只列这个月；不写就全列。")] = "",
) -> None:
    """Answer with the rounds kept."""
    session = current(context)
    asked = read_month(month) if month else None
    with session.ledger() as services:
        rounds, people = services.rounds.all(asked), _people(services)
        rows = [documents.round_cells(each, services.rounds.title(each), people) for each in rounds]
    session.answer([documents.round_of(each) for each in rounds], table(documents.ROUND_HEADINGS, rows))


def show(context: typer.Context, which: Round) -> None:
    """Answer with one round: what was told of it, what it corrected, and what reads otherwise now."""
    session = current(context)
    with session.ledger() as services:
        kept = _round(services, which)
        steps, since = services.rounds.steps(kept.uid), services.rounds.changes(kept.uid)
        corrected = services.rounds.corrected(kept.uid) if kept.correction else ()
        title, people = services.rounds.title(kept), _people(services)
        ahead = services.rounds.ahead(kept)
    document = documents.round_of(kept) | {
        "ahead": ahead,
        "steps": [documents.step(each) for each in steps],
        "corrected": [documents.changed_cell(each) for each in corrected],
        "changed_since": [documents.changed_cell(each) for each in since],
    }
    lines = table(documents.ROUND_HEADINGS, [documents.round_cells(kept, title, people)])[:-1]
    lines += [f"原因：{kept.reason}"] if kept.reason else []
    lines += [f"{AHEAD}。"] if ahead else []
    lines += [documents.step_line(each) for each in steps]
    lines += [f"更正：{documents.changed_line(each)}" for each in corrected]
    lines += [badge(kept, len(since)), *map(documents.changed_line, since)] if since else []
    session.answer(document, lines)


def compare(context: typer.Context, earlier: Round, later: Round) -> None:
    """Answer with what two rounds of a form say differently, cell by cell."""
    session = current(context)
    with session.ledger() as services:
        found = services.rounds.between(_round(services, earlier).uid, _round(services, later).uid)
    lines = [(each.name, each.item, each.before, each.after) for each in found]
    told = table(("企业（事项）", "项目", "前一次", "后一次"), lines, "两次完全一致。")
    session.answer([documents.changed_cell(each) for each in found], told)


def check(context: typer.Context, month: Month, form: Form = _MONITORING) -> None:
    """Answer with what a form still asks about: blanks without a reason, odd figures."""
    session = current(context)
    period = read_month(month)
    with session.ledger() as services:
        found = services.answers.open(period, form)
    session.answer(
        [
            {
                "owner": each.owner,
                "name": each.name,
                "field": each.problem.field,
                "question": each.problem.code,
                "severity": each.problem.severity.value,
                "message": told(each.problem),
            }
            for each in found
        ],
        table(
            ("编号", "企业（事项）", "项目", "要说明的"),
            [(each.owner, each.name, each.problem.field, told(each.problem)) for each in found],
            "没有要说明的。",
        ),
    )


def explain(
    context: typer.Context,
    month: Month,
    owner: Annotated[str, typer.Argument(metavar="编号", help="哪一行（企业编号），见 filing check。")],
    why: Annotated[str, typer.Argument(metavar="原因", help=f"{choices(AnswerWhy)}。")],
    form: Form = _MONITORING,
    field: Annotated[
        list[str] | None, typer.Option("--field", metavar="项目", help="只说明这一项，可写多次；不写就是这一行的各项。")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="说明", help="说明；已核实的必须写核实情况。")] = "",
) -> None:
    """Give the reason for the blanks of a row (or, with `checked`, that its odd figures were looked at)."""
    session = current(context)
    period = read_month(month)
    reason = read_code(AnswerWhy, why, "why", Subject.FILING_ANSWER)
    with session.ledger(writes=True) as services:
        asked = [
            each.problem
            for each in services.answers.open(period, form)
            if each.owner == owner
            and each.problem.severity is Severity.CHECK
            and (field is None or each.problem.field in field)
            and (each.problem.code == BLANK) is not (reason is AnswerWhy.CHECKED)
        ]
        if not asked:
            raise refuse("no_open_blank")
        drafts = [AnswerDraft(period, owner, each.field, reason, note, each.code) for each in asked]
        saved = services.answers.answer(form, drafts)
        accept(saved.problems, Subject.FILING_ANSWER)
    session.answer(
        {"uid": owner, "fields": [each.field for each in drafts]}, [f"已说明 {len(drafts)} 处：{label(reason)}"]
    )


def reasons(context: typer.Context, month: Month) -> None:
    """Answer with the reasons given for a month."""
    session = current(context)
    with session.ledger() as services:
        given, people = services.answers.given(read_month(month)), _people(services)
    rows = [
        (each.owner, each.field, label(each.why), each.note, people.get(each.person, each.person), each.on.isoformat())
        for each in given
    ]
    headings = ("编号", "项目", "原因", "说明", "经办人", "日期")
    session.answer([documents.answer(each) for each in given], table(headings, rows, "没有说明过的。"))


def tell(
    context: typer.Context,
    which: Round,
    word: Annotated[str, typer.Argument(metavar="登记", help=f"{choices(FilingWord)}。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪一天，例如 2026-11-05；撤回的不用写。")] = "",
    told_by: Annotated[str, typer.Option("--told-by", metavar="谁", help="接收、退回是谁告知的。")] = "",
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="依据，例如 电话、退回单。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="意见", help="退回的意见，或撤回的原因。")] = "",
) -> None:
    """Record what is told of a round: handed over, accepted, returned, or that the last word was a slip."""
    session = current(context)
    whose = Subject.FILING_STEP
    draft = WordDraft(
        read_code(FilingWord, word, "word", whose), read_day_or_none(on, "on", whose), told_by, basis, note
    )
    with session.ledger(writes=True) as services:
        saved = services.rounds.tell(_round(services, which).uid, draft)
    session.saved(saved, whose, label(draft.word))


def reprint(
    context: typer.Context,
    which: Round,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="原样写到这个文件夹。")],
) -> None:
    """Write the papers of a round again, byte for byte as they were handed out."""
    session = current(context)
    with session.ledger() as services:
        kept = _round(services, which)
        out.mkdir(parents=True, exist_ok=True)
        paths = [services.filings.reprint(kept.uid, out)]
        if kept.correction:
            paths.append(services.filings.reprint_correction(kept.uid, out))
    session.answer({"uid": kept.uid, "files": [str(path) for path in paths]}, map(str, paths))


def dates(context: typer.Context, year: Year = 0) -> None:
    """Answer with the dates of each month of a year and where it stands today."""
    session = current(context)
    with session.ledger() as services:
        asked = year or services.settings.workspace().year
        found = services.filing_dates.year(asked)
    session.answer(
        [documents.timing(month, each) for month, each in found],
        table(
            ("所属期", "现在", "日期"),
            [(shown.month(month), timing_words(each), dates_words(each.dates)) for month, each in found],
        ),
    )


def set_dates(
    context: typer.Context,
    month: Month,
    due: Annotated[str, typer.Option("--due", metavar="日期", help="报送期限。")],
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="依据，例如 县里11月通知。")],
    opens: Annotated[str, typer.Option("--opens", metavar="日期", help="从哪天起报。")] = "",
    closes: Annotated[str, typer.Option("--closes", metavar="日期", help="哪天截止；不写就是逾期仍可报。")] = "",
    onward: Annotated[bool, typer.Option("--onward", help="以后各月照此推算（节假日顺延）。")] = False,
) -> None:
    """Keep the dates of a month as the notice says."""
    session = current(context)
    whose = Subject.FILING_DATE
    draft = TypedDates(
        read_month(month),
        read_day(due, "due_on", whose),
        read_day_or_none(opens, "opens_on", whose),
        read_day_or_none(closes, "closes_on", whose),
        onward,
        basis,
    )
    with session.ledger(writes=True) as services:
        saved = services.filing_dates.set_dates(draft)
    session.saved(saved, whose, "已保存报送日期")


def rates(context: typer.Context, year: Year = 0) -> None:
    """Answer with how whole and how punctual the filing of a year was by today."""
    session = current(context)
    with session.ledger() as services:
        asked = year or services.settings.workspace().year
        found = services.filing_dates.rates(asked)
    session.answer(
        {"year": asked} | documents.rates(found),
        [rates_words(asked, found)],
    )


def attach(
    context: typer.Context,
    which: Round,
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="签字盖章后的扫描件：jpg、png 或 pdf。")],
    note: Annotated[str, typer.Option("--note", metavar="说明", help="说明。")] = "",
) -> None:
    """Keep the scan of the signed paper with the very round whose code it carries."""
    session = current(context)
    with session.ledger(writes=True) as services:
        kept = _round(services, which)
        saved = services.attachments.add(Subject.FILING, kept.uid, files, note or "签章扫描件")
    session.saved(saved, Subject.ATTACHMENT, "已存扫描件")


def _round(services: "Services", which: str) -> FilingRound:
    """Return the round that *which* names: its uid, or the code on its paper."""
    found = next((each for each in services.rounds.all() if each.uid == which.strip()), None)
    if found is not None:
        return found
    try:
        verdict = services.rounds.verify(which)
    except NotACode as error:
        raise refuse("no_such_round", uid=which) from error
    if verdict.kept is None:
        raise refuse("no_such_round", uid=which)
    return verdict.kept


def _people(services: "Services") -> dict[str, str]:
    return {person.uid: person.name for person in services.settings.people()}


_COMMANDS = (
    ("list", list_, "列出已生成的各次：报表、次数、状态、核对码。"),
    ("show", show, "一次报送：登记、更正了什么、之后台账又改了什么。"),
    ("compare", compare, "逐格对照同一张表的两次：哪家企业哪一项，前后各是多少。"),
    ("check", check, "报送前的核对清单：哪些空缺、疑问还没有说明原因。"),
    ("explain", explain, "说明原因：空缺的为什么空，疑问的核实情况；说明一次就不再问。"),
    ("reasons", reasons, "列出一个月说明过的原因。"),
    ("tell", tell, "登记交接、接收、退回（按县里告知的记），或撤回上一次登记。"),
    ("reprint", reprint, "把某一次的 PDF 原样再存一份。"),
    ("dates", dates, "各月的报送日期：从哪天起、到哪天止、还剩几个工作日。"),
    ("set-dates", set_dates, "按通知填写报送日期，代替程序自带的。"),
    ("rates", rates, "一年的报送率和及时率。"),
    ("each", each, "分户打印：每户一张（或合成一个文件），供企业核对签字。"),
    ("attach", attach, "把签章后的扫描件存到那一次名下。"),
)


def build() -> typer.Typer:
    """Return the command group."""
    return group("报送：各次留存、核对清单、登记、日期、报送率。", _COMMANDS)
