"""`shenggui register`: keys of this office and of others."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.package import names_of, unit_of
from desktop.cli.session import accept, current, progress
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.wording import shown
from desktop.wording.labels import label

File = Annotated[Path, typer.Argument(metavar="文件", help="对方的登记包。")]


def build() -> typer.Typer:
    """Return the commands about registration."""
    return group(
        "登记：交换钥匙。登记包用 U 盘送，指纹印在盖章的登记表上，照纸填写才算数。",
        (
            ("make", make, "生成本单位的登记包和登记表；登记表盖章后送达。"),
            ("look", look, "看收到的登记包是谁的、指纹是什么；不登记。"),
            ("accept", accept_, "照登记表上的指纹登记对方的钥匙。"),
            ("list", list_, "列出登记过的单位。"),
            ("retire", retire, "停用一个单位的钥匙（电脑丢失、换了电脑）。"),
            ("renew", renew, "给本单位换一把新钥匙；用 --announce 写出换钥匙的包，不然要重新登记。"),
        ),
    )


def make(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到哪里，例如 U 盘。")],
) -> None:
    """Write the registration package of this office."""
    session = current(context)
    with session.ledger(writes=True) as services:
        path = services.letters.keys.register(out)
        print_ = services.letters.keys.own_fingerprint()
        sheet = path.with_suffix(".pdf")
        services.letters.papers.registration(path, sheet, progress())
    document = {"file": str(path), "sheet": str(sheet), "fingerprint": print_}
    session.answer(document, [f"登记包：{path}", f"登记表（打印后盖公章）：{sheet}", f"指纹：{print_}"])


def look(context: typer.Context, file: File) -> None:
    """Show whom a registration package introduces."""
    session = current(context)
    with session.ledger() as services:
        found = services.letters.keys.look(file)
    document = {
        "unit": found.unit,
        "name": found.name,
        "kind": found.kind.value,
        "key_id": found.key_id,
        "fingerprint": found.fingerprint,
        "known": found.known,
        "replaces": found.replaces or None,
        "announced": found.announced,
    }
    standing = "已登记" if found.known else "将替换原来的钥匙" if found.replaces else "尚未登记"
    if found.announced and not found.known:
        standing = "换钥匙的包，原来的钥匙已作保；register accept 不用填指纹"
    lines = [f"{found.name}（{label(found.kind)}）", f"指纹：{found.fingerprint}", standing]
    session.answer(document, lines)


def accept_(
    context: typer.Context,
    file: File,
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint", metavar="数字", help="照盖章的登记表填：至少前四组，16 个数字；换钥匙的包不用填。"
        ),
    ] = "",
) -> None:
    """Bind the key of a registration package."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.letters.keys.accept(file, fingerprint)
        name = names_of(services).get(saved.uid, saved.uid)
    accept(saved.problems, Subject.WORKSPACE)
    session.answer({"unit": saved.uid}, [f"已登记：{name}"])


def list_(context: typer.Context) -> None:
    """Answer with the offices whose keys are known."""
    session = current(context)
    with session.ledger() as services:
        offices = services.letters.keys.offices()
    document = [
        {
            "unit": each.unit,
            "name": each.name,
            "kind": each.kind.value,
            "key_id": each.key_id,
            "fingerprint": each.fingerprint,
            "compared_at": each.compared_at.isoformat(),
            "retired_from": each.retired_from,
        }
        for each in offices
    ]
    rows = [
        (
            each.name,
            label(each.kind),
            each.fingerprint,
            shown.moment(each.compared_at),
            "在用" if each.retired_from is None else f"自第 {each.retired_from} 号包起停用",
        )
        for each in offices
    ]
    session.answer(document, table(("单位", "类型", "指纹", "登记时间", "状态"), rows, "还没有登记过单位。"))


def retire(
    context: typer.Context,
    unit: Annotated[str, typer.Argument(metavar="单位", help="名称或编号。")],
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="为什么停用。")],
) -> None:
    """Let the key of an office count no more."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.letters.keys.retire(unit_of(services, unit), reason)
        name = names_of(services).get(saved.uid, saved.uid)
    accept(saved.problems, Subject.WORKSPACE)
    session.answer({"unit": saved.uid}, [f"已停用：{name}"])


def renew(
    context: typer.Context,
    announce: Annotated[
        Path | None,
        typer.Option("--announce", metavar="文件夹", help="写出换钥匙的包：用旧钥匙替新钥匙作保，对方不用再核对纸。"),
    ] = None,
) -> None:
    """Make a new key for this office."""
    session = current(context)
    with session.ledger(writes=True) as services:
        keys = services.letters.keys
        path, print_ = (None, keys.renew()) if announce is None else keys.announce(announce)
    told = (
        "请重新生成登记包，盖章后送对方登记。"
        if path is None
        else f"换钥匙的包：{path}。送给每一个登记过本单位的单位。"
    )
    session.answer({"fingerprint": print_, "file": None if path is None else str(path)}, [f"新指纹：{print_}", told])
