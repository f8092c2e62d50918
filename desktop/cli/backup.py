"""`shenggui backup …`: copies made, listed, verified, brought back, carried elsewhere; and what is found back after."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from desktop.cli.chinese import group
from desktop.cli.reading import refuse
from desktop.cli.session import Session, current, progress, warn
from desktop.cli.tables import table
from desktop.domain.copies import CopyCheck, CopyReason, CopyRow
from desktop.domain.find_back import FindBack
from desktop.domain.listing import ListFormat
from desktop.kernel.errors import KnownError
from desktop.wording.findings import finding_word
from desktop.wording.labels import label
from desktop.wording.messages import message
from desktop.wording.words_keeping import FATES, LOST, copy_words

if TYPE_CHECKING:
    from desktop.services.restores import RestorePlan

_FOUND = 3
_HEADS = ("时间", "原因", "户数", "走访", "最后修改", "校验", "文件")

File = Annotated[Path, typer.Argument(metavar="备份文件", help="备份文件，或数据文件夹 backups 里的文件名。")]


def build() -> typer.Typer:
    """Return the group."""
    return group(
        "备份：做、列、校验、恢复，另存到别的磁盘；恢复后找回之后的修改。",
        (
            ("make", make, "现在做一份备份；做完当场校验。"),
            ("list", list_, "列出备份：时间、原因、户数、走访数、最后修改、是否校验过。"),
            ("verify", verify, "把备份恢复到临时文件里，逐页逐条核对；有问题时退出码是 3。"),
            ("restore", restore, "先看恢复会怎样；加 --take 才恢复，现在的数据移到 quarantine，不删除。"),
            ("find", find, "恢复以后，看原来的数据里有哪些修改可以找回；加 --take 才写入。"),
            ("place", place, "看或设定另存备份的位置（U 盘、移动硬盘、另一个磁盘）。"),
            ("carry", carry, "把现在的台账另存到设定的位置（有改动先做一份备份），写完读回核对。"),
            ("tables", tables, "台账打不开（由更新的程序建立、升级没成）时，把各表原样写成表格来看；台账不动。"),
            ("rehearse", rehearse, "演练：用最近一份备份恢复到临时文件，核对后删掉；有问题时退出码是 3。"),
        ),
    )


def make(context: typer.Context) -> None:
    """Keep a copy now."""
    session = current(context)
    with session.ledger() as services:
        row = services.backups.make(CopyReason.MANUAL, progress())
    if row.label is not None and row.label.facts.findings:
        warn(message(KnownError("copy_findings", count=len(row.label.facts.findings))))
    _answer(session, (row,))


def list_(context: typer.Context) -> None:
    """List the copies; a ledger that does not open is no hindrance."""
    session = current(context)
    _answer(session, _restorer(session).copies())


def verify(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="备份文件", help="备份文件；不写就校验最近一份。")] = None,
    every: Annotated[bool, typer.Option("--all", help="校验每一份。")] = False,
) -> None:
    """Bring copies back into a temporary file and look all of them through."""
    session = current(context)
    with session.ledger() as services:
        rows = services.backups.list()
        paths = [row.path for row in rows] if every else [_path(session, file) if file else _newest(rows)]
        checks = [services.backups.check(path, progress()) for path in paths]
    _tell_checks(session, checks)


def restore(
    context: typer.Context,
    file: File,
    take: Annotated[bool, typer.Option("--take", help="真的恢复；不写只看。")] = False,
    why: Annotated[str, typer.Option("--why", metavar="原因", help="为什么恢复，记进修改记录。")] = "",
) -> None:
    """Bring a copy back, or tell what that would do."""
    session = current(context)
    restorer, path = _restorer(session), _path(session, file)
    plan = restorer.look(path)
    facts = {"changes_lost": plan.changes, "last_change": plan.last_change or None}
    if not take:
        lines = [*_table((plan.row,)), f"{_means(plan)}确认请加 --take。"]
        session.answer([{**_json(plan.row), "taken": False, **facts}], lines)
        return
    done = restorer.restore(path, progress(), reason=why.strip())
    more = {"taken": True, **facts, "quarantine": str(done.aside), "missing": list(done.missing)}
    lines = [f"已恢复：{path.name}。"]
    if plan.here:
        lines = [f"已恢复：{path.name}。原来的数据在 {done.aside}；要找回之后的修改，用 shenggui backup find。"]
    if done.missing:
        lines.append(f"有 {len(done.missing)} 个附件在备份里找不到：{'、'.join(done.missing[:5])}")
    session.answer([{**_json(plan.row), **more}], lines)


def _means(plan: "RestorePlan") -> str:
    """Return what bringing the copy back does to what is there now."""
    if not plan.here:
        return "这个文件夹里还没有台账，恢复以后就用这一份。"
    lost = "现在的台账打不开，算不出会少多少" if plan.changes is None else f"会少 {plan.changes} 条修改"
    return f"恢复这份备份，{lost}。现在的数据会移到 quarantine，不删除。"


def find(
    context: typer.Context,
    ledger: Annotated[
        Path | None, typer.Argument(metavar="台账文件", help="quarantine 里的 ledger.db；不写就看最近移走的。")
    ] = None,
    take: Annotated[bool, typer.Option("--take", help="把可以找回的写进台账；不写只看。")] = False,
    why: Annotated[str, typer.Option("--why", metavar="原因", help="记进修改记录的原因。")] = "从隔离的数据找回",
) -> None:
    """Look what a ledger that was moved aside holds beyond this one, and take what can be taken."""
    session = current(context)
    with session.ledger(writes=take) as services:
        found = services.find_back.look(ledger, progress())
        taken = services.find_back.take(found, progress(), reason=why) if take else None
    document = {
        "taken": taken is not None,
        "ledger": str(found.ledger),
        "changes": found.changes,
        "records": [
            {"subject": each.subject, "uid": each.entity, "title": each.title, "fate": each.fate, "at": each.wall}
            for each in found.records
        ],
        "lost": [{"site": site, "seq": seq, "why": why} for site, seq, why in found.lost],
        "done": list(taken.taken) if taken else [],
        "refused": list(taken.refused) if taken else [],
    }
    session.answer(document, _found_lines(found, None if taken is None else len(taken.taken)))


def place(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="文件夹", help="另存备份的文件夹；不写就看现在的。")] = None,
    nowhere: Annotated[bool, typer.Option("--none", help="不再另存。")] = False,
) -> None:
    """Show or set where copies are carried to."""
    session = current(context)
    with session.ledger() as services:
        if folder is not None or nowhere:
            services.backups.set_second_place(None if nowhere or folder is None else folder.absolute())
        kept = services.backups.keeping()
    at = None if kept.carried_at is None else kept.carried_at.isoformat(timespec="seconds")
    where = None if kept.second_place is None else str(kept.second_place)
    said = f"另存到 {where}，最近一次 {at or '还没有'}。" if where else "还没有设定另存的位置。"
    session.answer({"place": where, "carried_at": at}, [said])


def carry(context: typer.Context) -> None:
    """Bring the ledger as it is now to the second place."""
    session = current(context)
    with session.ledger() as services:
        path = services.backups.carry(progress())
    session.answer(
        {"path": None if path is None else str(path)},
        ["还没有设定另存的位置，请先用 backup place 文件夹。" if path is None else f"已另存并核对：{path}"],
    )


def tables(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="文件夹", help="写到这个文件夹，一张表一个文件。")],
    kind: Annotated[str, typer.Option("--format", metavar="格式", help="xlsx 或 csv。")] = "xlsx",
) -> None:
    """Write what stands in the tables of a ledger, also of one that this program cannot open."""
    session = current(context)
    if kind not in {ListFormat.XLSX, ListFormat.CSV}:
        raise refuse("bad_code_word", field="format", text=kind, words="xlsx、csv")
    written = _restorer(session).tables(out.absolute(), progress(), ListFormat(kind))
    session.answer(
        {"folder": str(out.absolute()), "files": [str(path) for path in written]},
        [*map(str, written), f"写出 {len(written)} 张表，台账没有改动。"],
    )


def rehearse(context: typer.Context) -> None:
    """Bring the newest copy back into a temporary file."""
    session = current(context)
    with session.ledger() as services:
        found = services.backups.rehearse(progress())
    if found is None:
        raise KnownError("no_such_copy", path=session.folder / "backups")
    _tell_checks(session, [found])


def _restorer(session: Session) -> Any:
    # sqlmodel comes with the services; help answers without it
    from desktop.wiring import restorer

    return restorer(session.folder, session.world)


def _path(session: Session, file: Path) -> Path:
    """Return *file*, or the copy of that name beside the ledger."""
    beside = session.folder / "backups" / file
    return beside if not file.exists() and beside.exists() else file.absolute()


def _newest(rows: Sequence[CopyRow]) -> Path:
    if not rows:
        raise KnownError("no_such_copy", path="backups")
    return rows[0].path


def _answer(session: Session, rows: Sequence[CopyRow]) -> None:
    session.answer([_json(row) for row in rows], _table(rows))


def _table(rows: Sequence[CopyRow]) -> list[str]:
    return list(table(_HEADS, [(*copy_words(row), row.path.name) for row in rows], "还没有备份。"))


def _json(row: CopyRow) -> dict[str, Any]:
    document: dict[str, Any] = {
        "path": str(row.path),
        "at": None,
        "reason": None,
        "verified": row.verified,
        "size": row.size,
    }
    if row.label is not None:
        facts = row.label.facts
        document |= {
            "at": row.label.at.isoformat(timespec="seconds"),
            "reason": row.label.reason,
            "unit": facts.unit_name,
            "enterprises": facts.enterprises,
            "visits": facts.visits,
            "changes": facts.changes,
            "last_change": facts.last_change or None,
            "attachments": len(row.label.attachments),
        }
    return document


def _tell_checks(session: Session, checks: Sequence[CopyCheck]) -> None:
    document = [
        {
            **_json(each.row),
            "verified": each.ok,
            "findings": [
                {"code": code, "where": where, "message": finding_word(code)} for code, where in each.findings
            ],
            "missing": list(each.missing),
        }
        for each in checks
    ]
    lines = []
    for each in checks:
        lines.append(f"{each.row.path.name}：{'完好，可以恢复。' if each.ok else '有问题：'}")
        lines += [f"  {finding_word(code)}　{where}" for code, where in each.findings]
        lines += [f"  附件找不到：{name}" for name in each.missing]
    session.answer(document, lines)
    if not all(each.ok for each in checks):
        raise typer.Exit(_FOUND)


def _found_lines(found: FindBack, taken: int | None) -> list[str]:
    rows = [
        (label(each.subject), each.title or each.entity, FATES[each.fate], each.wall[:16].replace("T", " "))
        for each in found.records
    ]
    lines = list(table(("类别", "内容", "能否找回", "最后修改"), rows, "原来的数据里没有这本台账缺少的内容。"))
    if found.lost:
        lines.append(f"另有 {len(found.lost)} 条修改找不回：")
        lines += [f"  {site} 第 {seq} 条　{LOST.get(why, why)}" for site, seq, why in found.lost[:20]]
    if taken is not None:
        lines.append(f"已找回 {taken} 条记录。")
    elif found.takeable:
        lines.append(f"可以找回 {len(found.takeable)} 条记录，加 --take 写入。")
    return lines
