"""`shenggui package` and `shenggui merge`: letters out and in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import letter_words as words
from desktop.cli.chinese import group
from desktop.cli.reading import read_month, refuse
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.letter import Trust
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:
    from desktop.wiring import Services

To = Annotated[str, typer.Option("--to", metavar="单位", help="县里发包时写：发给哪个单位（名称或编号）。")]
Personal = Annotated[bool, typer.Option("--with-phones", help="连同联系电话一起带出；平时不带。")]
Attachments = Annotated[bool, typer.Option("--with-attachments", help="连同走访照片等附件一起带出。")]
Full = Annotated[bool, typer.Option("--full", help="全量包：从头到尾全部带上，对方说缺包时用。")]
File = Annotated[Path, typer.Argument(metavar="文件", help="收到的 .sgb 文件。")]
Take = Annotated[bool, typer.Option("--take", help="看过以后读入；不写只查看。")]
Passphrase = Annotated[str, typer.Option("--passphrase", metavar="口令", help="用口令封装的包，填电话里告知的口令。")]
Fingerprint = Annotated[
    str, typer.Option("--fingerprint", metavar="数字", help="第一次收县里的包时，照通知上的指纹填前四组。")
]
Unsigned = Annotated[bool, typer.Option("--unsigned-confirmed", help="包没有签名，已电话核对是对方发的。")]


Late = Annotated[bool, typer.Option("--late-confirmed", help="钥匙已经停用，但已电话核对：这个包是停用以前发出的。")]


def build() -> typer.Typer:
    """Return the commands about packages."""
    return group(
        "升规包：与县里（县里与各单位）用文件交换。先看会带出什么、会改什么，再写、再读入。",
        (
            ("leaving", leaving, "看下一个包会带出什么、不带出什么；不写文件。"),
            ("make", make, "生成上报包（县里：下发包），写到 U 盘并读回核对。"),
            ("look", look, "看收到的包会改什么；加 --take 才读入。"),
            ("log", log, "列出发出的包：有没有回执、等了几天。"),
            ("inbox", inbox, "列出读入过的包。"),
            ("resend", resend, "把发过的包原样再写一次。"),
            ("passphrase", passphrase_, "生成一个口令，打电话告诉对方；不写在 U 盘上。"),
            ("paper", paper, "打印一个包的单子：交办清单、回执单、带出内容清单。"),
        ),
    )


def leaving(
    context: typer.Context,
    to: To = "",
    personal: Personal = False,
    attachments: Attachments = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="打印成带出内容清单（PDF），请领导看过再写包。")
    ] = None,
) -> None:
    """Show what would leave this computer."""
    session = current(context)
    with session.ledger() as services:
        unit = unit_of(services, to)
        found = services.letters.outgoing.leaving(unit, personal=personal, attachments=attachments)
        if out is not None:
            printed = services.letters.papers.leaving(found, unit, out, progress())
            tell(printed.problems)
            out = printed.path
    document = words.leaving_document(found) | {"paper": None if out is None else str(out)}
    session.answer(document, [*words.leaving_lines(found), *([] if out is None else [f"清单：{out}"])])


def make(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到哪里，例如 U 盘。")],
    to: To = "",
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="这个包报哪个月，例如 2026-10。")] = "",
    personal: Personal = False,
    attachments: Attachments = False,
    full: Full = False,
    passphrase: Passphrase = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="给对方的一句话。")] = "",
) -> None:
    """Write the next letter."""
    session = current(context)
    period = read_month(month) if month else None
    with session.ledger(writes=True) as services:
        unit = unit_of(services, to)
        found = services.letters.outgoing.leaving(unit, personal=personal, attachments=attachments, full=full)
        posted = services.letters.outgoing.send(
            out,
            unit,
            month=period,
            personal=personal,
            attachments=attachments,
            full=full,
            passphrase=passphrase,
            note=note,
        )
        sheet = posted.outbox.with_suffix(".pdf")
        services.letters.papers.of_letter(posted.package_id, sheet, progress(), passphrase)
    document = {
        "package_id": posted.package_id,
        "seq": posted.seq,
        "manifest_sha256": posted.manifest_sha256,
        "file": str(posted.path),
        "paper": str(sheet),
        "leaving": words.leaving_document(found),
    }
    session.answer(document, [*words.leaving_lines(found), words.file_of(posted.path), words.paper_of(sheet)])


def passphrase_(context: typer.Context) -> None:
    """Answer with a passphrase that nobody can guess."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.outgoing.new_passphrase()
    session.answer({"passphrase": found}, [found])


def look(
    context: typer.Context,
    file: File,
    take: Take = False,
    passphrase: Passphrase = "",
    fingerprint: Fingerprint = "",
    unsigned: Unsigned = False,
    late: Late = False,
) -> None:
    """Look at a letter, and take it where *take* says so."""
    session = current(context)
    trust = Trust(typed=fingerprint, unsigned=unsigned, late=late)
    with session.ledger(writes=take) as services:
        incoming = services.letters.incoming
        plan = incoming.take(file, trust, passphrase) if take else incoming.look(file, trust, passphrase)
    session.answer(words.plan_document(plan, taken=take), words.plan_lines(plan, taken=take))


def log(context: typer.Context) -> None:
    """Answer with the letters that were sent."""
    session = current(context)
    with session.ledger() as services:
        letters = services.letters.outgoing.log()
        names = names_of(services)
    headings = ("编号", "类型", "发给", "号", "所属期", "生成时间", "状态", "文件")
    session.answer(
        [words.sent_document(each) for each in letters],
        table(headings, [words.sent_cells(each, names) for each in letters], "还没有发过包。"),
    )


def inbox(context: typer.Context) -> None:
    """Answer with the letters that were taken."""
    session = current(context)
    with session.ledger() as services:
        letters = services.letters.incoming.taken()
        names = names_of(services)
    rows = [
        (
            each.package_id[:8],
            label(each.type),
            names.get(each.unit, each.unit),
            str(each.seq),
            each.period,
            shown.moment(each.taken_at),
            "已签名" if each.signed else "未签名，已电话核对",
        )
        for each in letters
    ]
    headings = ("编号", "类型", "来自", "号", "所属期", "读入时间", "签名")
    session.answer([words.received_document(each) for each in letters], table(headings, rows, "还没有读入过包。"))


def resend(
    context: typer.Context,
    package: Annotated[str, typer.Argument(metavar="编号", help="package log 里的编号。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到哪里，例如 U 盘。")],
) -> None:
    """Write a letter that was sent again, byte for byte."""
    session = current(context)
    with session.ledger() as services:
        path = services.letters.outgoing.resend(_letter_of(services, package), out)
    session.answer({"file": str(path)}, [words.file_of(path)])


def paper(
    context: typer.Context,
    package: Annotated[str, typer.Argument(metavar="编号", help="package log 或 package inbox 里的编号。")],
    out: Annotated[Path, typer.Argument(metavar="文件", help="写到哪个 PDF 文件。")],
    passphrase: Passphrase = "",
) -> None:
    """Print the paper of a letter that was sent or taken."""
    session = current(context)
    with session.ledger() as services:
        printed = services.letters.papers.of_letter(_letter_of(services, package), out, progress(), passphrase)
    tell(printed.problems)
    session.answer({"path": str(printed.path), "pages": printed.pages}, [f"已打印：{printed.path}"])


def _letter_of(services: "Services", text: str) -> str:
    """Return the one letter whose id begins with *text*; the text itself where that is none."""
    letters = services.letters
    sent = [each.package_id for each in letters.outgoing.log()]
    taken = [each.package_id for each in letters.incoming.taken()]
    found = [each for each in (*sent, *taken) if each.startswith(text)]
    return found[0] if len(found) == 1 else text


def merge(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="装着各单位上报包的文件夹。")],
    take: Take = False,
    unsigned: Unsigned = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="把结果印成收包试算单（.pdf 或 .xlsx）。")
    ] = None,
) -> None:
    """Look at a folder of letters together, and take them where *take* says so."""
    session = current(context)
    if not folder.is_dir():
        raise refuse("no_such_folder", path=str(folder))
    with session.ledger(writes=take) as services:
        incoming = services.letters.incoming
        work = incoming.take_folder if take else incoming.look_folder
        plan = work(folder, progress(), unsigned=unsigned)
        paper = None
        if out is not None:
            printed = services.letters.papers.rehearsal(plan.lines(), out, progress(), taken=take)
            tell(printed.problems)
            paper = str(printed.path)
    document = words.folder_document(plan) | {"paper": paper}
    session.answer(document, [*words.folder_lines(plan), *([] if paper is None else [f"试算单：{paper}"])])


def unit_of(services: "Services", text: str) -> str:
    """Return the unit id of *text*, a name or an id; empty stays empty."""
    if not text:
        return ""
    names = names_of(services)
    found = [unit for unit, name in names.items() if text in {unit, name} or name.endswith(text)]
    if len(found) != 1:
        raise refuse("unit_unknown_here", text=text)
    return found[0]


def names_of(services: "Services") -> dict[str, str]:
    """Return unit id → name, of the plan and of the offices whose keys are known."""
    found = {each.unit: each.name for each in services.letters.keys.offices()}
    return found | dict(services.letters.keys.unit_names())
