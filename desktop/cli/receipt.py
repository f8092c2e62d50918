"""`shenggui receipt`, `resolve` and `adopt`: the county's side, and what offices say differently."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli import letter_words as words
from desktop.cli.chinese import group
from desktop.cli.package import Passphrase, names_of, unit_of
from desktop.cli.reading import read_code, read_day_or_none, read_month, refuse
from desktop.cli.session import Session, accept, current, progress
from desktop.cli.tables import table
from desktop.domain.codes import Measure, Subject
from desktop.domain.figure import MEASURES, MONTHLY, FigureValue
from desktop.domain.money import plain
from desktop.domain.question import FigureQuestion, Question, Saying
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label

Month = Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")]
Rounds = Annotated[list[str], typer.Argument(metavar="报表编号", help="receipt list 里的编号，可写多个。")]
Reason = Annotated[str, typer.Option("--reason", metavar="文字", help="理由，至少 5 个字。")]


_HEADINGS = ("编号", "类型", "项目", "现在", "另有")
_FIGURE_HEADINGS = ("企业编号", "企业", "所属期", "项目", "各单位报的数")


def build() -> typer.Typer:
    """Return the county's commands about what units filed."""
    return group(
        "回执（县里用）：谁报了、谁没报，接收或退回，写回执。",
        (
            ("board", board, "一个月里各单位报了没有。"),
            ("list", list_, "列出收到的报表。"),
            ("accept", accept_, "接收报表。"),
            ("return", return_, "退回报表，写明改什么、几号前。"),
            ("make", make, "把答复写成回执包；一份回执包含此前全部答复，丢了可以再写。"),
        ),
    )


def board(context: typer.Context, month: Month) -> None:
    """Show how each unit stands with a month."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.answering.board(read_month(month))
    document = [
        {
            "unit": each.unit,
            "name": each.name,
            "registered": each.registered,
            "filed": each.filed,
            "undecided": each.undecided,
            "accepted": each.accepted,
            "returned": each.returned,
        }
        for each in found
    ]
    rows = [
        (
            each.name,
            "已登记" if each.registered else "未登记",
            "已报" if each.filed else "未报",
            str(each.undecided),
            str(each.accepted),
            str(each.returned),
        )
        for each in found
    ]
    headings = ("单位", "登记", "报送", "待答复", "接收", "退回")
    session.answer(document, table(headings, rows))


def list_(
    context: typer.Context,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="只列这个月。")] = "",
) -> None:
    """Answer with the rounds that came in."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.answering.rounds(read_month(month) if month else None)
        names, titles = names_of(services), {head.id: head.title for head in services.filings.forms()}
    rows = [
        (
            each.uid,
            names.get(each.unit, each.unit),
            each.month,
            titles.get(each.form, each.form),
            f"第 {each.round} 次",
            words.state_word(each.state),
            each.comment,
        )
        for each in found
    ]
    headings = ("编号", "单位", "所属期", "表", "次", "状态", "意见")
    session.answer([words.round_document(each) for each in found], table(headings, rows, "还没有收到报表。"))


def accept_(
    context: typer.Context,
    rounds: Rounds,
    comment: Annotated[str, typer.Option("--comment", metavar="文字", help="给单位的话。")] = "",
) -> None:
    """Accept rounds."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.letters.answering.accept(rounds, comment)
    accept(saved.problems, Subject.FILING)
    session.answer({"accepted": rounds}, [f"已接收 {len(rounds)} 份。"])


def return_(
    context: typer.Context,
    rounds: Rounds,
    comment: Annotated[str, typer.Option("--comment", metavar="文字", help="要改什么。")],
    due: Annotated[str, typer.Option("--due", metavar="日期", help="几号前重报，例如 2026-11-08。")] = "",
) -> None:
    """Give rounds back."""
    session = current(context)
    day = read_day_or_none(due, "due_on")
    with session.ledger(writes=True) as services:
        saved = services.letters.answering.give_back(rounds, comment, day)
    accept(saved.problems, Subject.FILING)
    session.answer({"returned": rounds}, [f"已退回 {len(rounds)} 份。"])


def make(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到哪里，例如 U 盘。")],
    to: Annotated[str, typer.Option("--to", metavar="单位", help="发给哪个单位（名称或编号）。")],
    passphrase: Passphrase = "",
) -> None:
    """Write the receipt to a unit."""
    session = current(context)
    with session.ledger(writes=True) as services:
        posted = services.letters.answering.receipt(unit_of(services, to), out, passphrase=passphrase)
        sheet = posted.outbox.with_suffix(".pdf")
        services.letters.papers.of_letter(posted.package_id, sheet, progress(), passphrase)
    session.answer(
        {"package_id": posted.package_id, "seq": posted.seq, "file": str(posted.path), "paper": str(sheet)},
        [words.file_of(posted.path), words.paper_of(sheet)],
    )


def resolve(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="编号", help="不写就列出全部待核对。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="采用哪个单位的说法。")] = "",
    value: Annotated[str, typer.Option("--value", metavar="内容", help="两边都不对时，填核实后的内容。")] = "",
    reason: Reason = "",
) -> None:
    """List what offices say differently, or settle one of it."""
    session = current(context)
    if not question:
        with session.ledger() as services:
            found, names = services.letters.questions.list(), names_of(services)
        session.answer(
            [_question(each) for each in found],
            table(
                ("编号", "类型", "项目", "现在", "另有"), [_cells(each, names) for each in found], "没有待核对的内容。"
            ),
        )
        return
    with session.ledger(writes=True) as services:
        questions = services.letters.questions
        kept = next((each for each in questions.list() if each.id == question), None)
        if kept is None:
            raise refuse("question_gone", id=question)
        said: Saying | str = value
        if not value:
            wanted = unit_of(services, unit)
            found_saying = next((each for each in (kept.shown, *kept.others) if each.unit == wanted), None)
            if found_saying is None:
                raise refuse("not_told_by", unit=unit)
            said = found_saying
        saved = questions.resolve(question, said, reason)
    session.saved(saved, Subject.ENTERPRISE, "已核对")


def adopt(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="企业编号", help="不写就列出两个单位报得不一样的数。")] = "",
    month: Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")] = "",
    field: Annotated[str, typer.Argument(metavar="项目", help="例如 main_revenue_ytd。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="采用哪个单位报的数。")] = "",
    reason: Reason = "",
) -> None:
    """List the figures that two units tell differently, or adopt one (采用值); both words stay."""
    session = current(context)
    if not uid:
        _list_figures(session)
        return
    period, measure = read_month(month), read_code(Measure, field, "measure", Subject.FIGURE)
    if measure not in MONTHLY:
        raise refuse("bad_code_word", field="measure", subject=Subject.FIGURE, text=field, words="、".join(MONTHLY))
    with session.ledger(writes=True) as services:
        saved = services.letters.questions.adopt(uid, str(period), measure, unit_of(services, unit), reason)
    session.saved(saved, Subject.FIGURE, "已采用")


def _list_figures(session: Session) -> None:
    with session.ledger() as services:
        questions = services.letters.questions
        asked = questions.figures()
        found = [(each, questions.told(each.enterprise, each.period, Measure(each.measure))) for each in asked]
        names = names_of(services)
        firms = {row.uid: row.name for row in services.enterprises.rows([each.enterprise for each, _ in found])}
    document = [
        {"enterprise": each.enterprise, "month": each.period, "field": each.measure, "told": _amounts(each, told)}
        for each, told in found
    ]
    rows = [
        (
            each.enterprise,
            firms.get(each.enterprise, ""),
            each.period,
            field_label(each.measure, Subject.FIGURE),
            "；".join(_told(names.get(by, by), each.measure, value.amount) for by, value in told.items()),
        )
        for each, told in found
    ]
    session.answer(document, table(_FIGURE_HEADINGS, rows, "没有不一致的数。"))


def _amounts(question: FigureQuestion, told: Mapping[str, FigureValue]) -> dict[str, str]:
    places = MEASURES[Measure(question.measure)].places
    return {by: plain(value.amount, places=places) for by, value in told.items()}


def _told(name: str, measure: str, amount: int) -> str:
    return f"{name} {shown.amount(Measure(measure), amount, unit=True)}"


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "subject": question.cell.subject.value,
        "entity": question.cell.entity,
        "field": question.cell.field,
        "shown": _saying(question.shown),
        "others": [_saying(each) for each in question.others],
    }


def _saying(saying: Saying) -> dict[str, Any]:
    return {
        "unit": saying.unit,
        "at": saying.at.isoformat(),
        "value": saying.value,
        "reason": saying.reason or None,
    }


def _cells(question: Question, names: dict[str, str]) -> tuple[str, ...]:
    others = "；".join(f"{names.get(each.unit, each.unit)}：{each.value}" for each in question.others)
    return (
        question.id,
        label(question.kind),
        field_label(question.cell.field, question.cell.subject),
        f"{names.get(question.shown.unit, question.shown.unit)}：{question.shown.value}",
        others,
    )
