"""`shenggui receipt`: the county's side of filing, who filed, what is accepted or given back, what is permitted."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli import letter_words as words
from desktop.cli import permit as permits
from desktop.cli.chinese import group
from desktop.cli.package import Passphrase, names_of, unit_of
from desktop.cli.reading import read_day_or_none, read_month
from desktop.cli.session import accept, current, progress
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.wording.labels import label

Month = Annotated[str, typer.Argument(metavar="所属期", help="例如 2026-10。")]
Rounds = Annotated[list[str], typer.Argument(metavar="报表编号", help="receipt list 里的编号，可写多个。")]


def build() -> typer.Typer:
    """Return the county's commands about what units filed."""
    return group(
        "回执（县里用）：谁报了、谁没报，接收或退回，写回执。",
        (
            ("board", board, "一个月里各单位报了没有。"),
            ("list", list_, "列出收到的报表。"),
            ("accept", accept_, "接收报表。"),
            ("return", return_, "退回报表，写明改什么、几号前。"),
            ("permit", permits.permit, "发更正许可、补报许可：给一个单位、一个月，到哪天为止。"),
            ("permits", permits.permits, "列出发过的许可（单位里：收到的许可）。"),
            ("permit-void", permits.permit_void, "收回一条许可，写明理由。"),
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
            "due": each.due,
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
            "已报" if each.filed else "未报" if each.due else "无交办企业",
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
            "" if each.permitted is None else label(each.permitted),
            each.comment,
        )
        for each in found
    ]
    headings = ("编号", "单位", "所属期", "表", "次", "状态", "许可", "意见")
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
