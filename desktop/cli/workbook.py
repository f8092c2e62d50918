"""`shenggui workbook`: the county's own workbooks, checked, kept and filled."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.options import VoidReason
from desktop.cli.reading import read_month
from desktop.cli.session import accept, current, progress, tell, warn
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, Severity, blocks
from desktop.domain.workbook import CheckedWorkbook, MarkWord, WorkbookDraft, WorkbookTemplate
from desktop.wording import shown
from desktop.wording.messages import code_of, sentence, told
from desktop.wording.words_workbook import KEPT

FOUND = 3

Uid = Annotated[str, typer.Argument(metavar="编号", help="表的编号，见 workbook list。")]
FormId = Annotated[
    str, typer.Option("--form", metavar="报表", help="取哪张报表的名单和数据，例如 key-monitoring；见 workbook forms。")
]


def build() -> typer.Typer:
    """Return the commands about the county's own workbooks."""
    return group(
        "县里的表：在县里发的 xlsx 里按占位符填数，版式一点不动。",
        (
            ("forms", forms, "列出可以取数的报表。"),
            ("marks", marks, "列出一张报表可以用的占位符。"),
            ("check", check, "检查一个 xlsx 能不能填、填好后哪里与原样不同；不写入任何东西。有填不了的，退出码是 3。"),
            ("add", add, "先检查；加 --take 才留存为表样。"),
            ("list", list_, "列出留存的表样。"),
            ("fill", fill, "按一个月的数据填一张表，另存为新文件。"),
            ("template", template, "把留存的表样原样写出来。"),
            ("remove", remove, "作废一张表样；原件仍然留着。"),
        ),
    )


def forms(context: typer.Context) -> None:
    """Answer with the forms whose list a workbook may be filled from."""
    session = current(context)
    with session.ledger() as services:
        found = services.workbooks.forms()
    session.answer([{"id": form, "title": title} for form, title in found], table(("报表", "名称"), found))


def marks(context: typer.Context, form: FormId) -> None:
    """Answer with the marks a workbook filled from a form may hold."""
    session = current(context)
    with session.ledger() as services:
        found = services.workbooks.words(form)
    session.answer(
        [{"mark": each.mark, "once": each.once, "units": list(each.units)} for each in found],
        table(("占位符", "填在", "必须写的单位"), map(_mark_cells, found)),
    )


def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="县里发的 xlsx。")],
    form: FormId,
) -> int:
    """Answer with what the workbook holds and what stands against filling it."""
    session = current(context)
    with session.ledger() as services:
        found = services.workbooks.check(file, form)
    session.answer(_checked(found), _checked_lines(found))
    return FOUND if blocks(list(found.problems)) else 0


def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="县里发的 xlsx。")],
    form: FormId,
    name: Annotated[str, typer.Option("--name", metavar="表名", help="这张表叫什么；不写就用文件名。")] = "",
    note: Annotated[str, typer.Option("--note", metavar="文字", help="说明，例如哪次会上发的。")] = "",
    take: Annotated[bool, typer.Option("--take", help="留存；不写这个选项就只看。")] = False,
) -> None:
    """Show what keeping the workbook would mean; keep it with --take."""
    session = current(context)
    draft = WorkbookDraft(name or file.stem, form, note)
    with session.ledger(writes=take) as services:
        found = services.workbooks.check(file, form)
        uid = ""
        if take:
            saved = services.workbooks.add(file, draft)
            accept([each for each in saved.problems if each.severity is Severity.ERROR], Subject.WORKBOOK)
            uid = saved.uid
    kept = [f"已留存 {draft.name}：{uid}"] if uid else ["只是看看，没有留存；加 --take 才留存。"]
    session.answer({"taken": take, "uid": uid or None, **_checked(found)}, [*_checked_lines(found), *kept])


def list_(
    context: typer.Context,
    voided: Annotated[bool, typer.Option("--voided", help="作废的也列出来。")] = False,
) -> None:
    """Answer with the kept templates."""
    session = current(context)
    with session.ledger() as services:
        found, titles = services.workbooks.list(voided=voided), dict(services.workbooks.forms())
    session.answer(
        [_document(each) for each in found],
        table(
            ("编号", "表名", "取数的报表", "登记日期", "核对码", "文件名"),
            [
                (
                    each.uid,
                    f"{each.name}（已作废）" if each.voided else each.name,
                    titles.get(each.form, each.form),
                    shown.day(each.added_on),
                    each.sha256[:8],
                    each.file_name,
                )
                for each in found
            ],
        ),
    )


def fill(
    context: typer.Context,
    uid: Uid,
    month: Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件或文件夹", help="写到哪里；给文件夹就按规则取名。")],
) -> None:
    """Fill a kept template for a month."""
    session = current(context)
    period = read_month(month)
    with session.ledger() as services:
        path = out if out.suffix.lower() == ".xlsx" else out / services.workbooks.file_name(uid, period)
        done = services.workbooks.fill(uid, period, path, progress())
    for problem in done.problems:
        warn(told(problem, Subject.WORKBOOK))
    session.answer(
        {"path": str(done.path), "month": str(period), "problems": [_problem(each) for each in done.problems]},
        [f"已写入：{done.path}"],
    )


def template(
    context: typer.Context,
    uid: Uid,
    out: Annotated[Path, typer.Option("--out", metavar="文件", help="写到哪里。")],
) -> None:
    """Write a kept template as it came."""
    session = current(context)
    with session.ledger() as services:
        done = services.workbooks.hand_out(uid, out)
    tell(done.problems)
    session.answer({"path": str(done.path)}, [f"已写入：{done.path}"])


def remove(
    context: typer.Context,
    uid: Uid,
    reason: VoidReason,
) -> None:
    """Mark a kept template as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.workbooks.remove(uid, reason)
    session.saved(saved, Subject.WORKBOOK, "已作废")


def _checked(found: CheckedWorkbook) -> dict[str, object]:
    return {
        "fillable": not blocks(list(found.problems)),
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "singles": sheet.singles,
                "row": sheet.row or None,
                "marks": list(sheet.marks),
            }
            for sheet in found.sheets
        ],
        "kept": dict(found.kept),
        "problems": [_problem(each) for each in found.problems],
    }


def _checked_lines(found: CheckedWorkbook) -> list[str]:
    errors = [each for each in found.problems if each.severity is Severity.ERROR]
    others = [each for each in found.problems if each.severity is not Severity.ERROR]
    lines = [
        f"工作表“{sheet.name}”：单个占位符 {sheet.singles} 处，"
        + (f"重复行是第 {sheet.row} 行。" if sheet.row else "没有重复行。")
        for sheet in found.sheets
    ]
    if found.kept:
        lines.append("原样保留：" + "、".join(f"{KEPT[kind]} {count} 个" for kind, count in found.kept) + "。")
    lines += [f"填不了：{told(each)}" for each in errors]
    lines += [f"请留意：{told(each)}" for each in others]
    return [*lines, f"有 {len(errors)} 处填不了。" if errors else "可以填。"]


def _document(each: WorkbookTemplate) -> dict[str, object]:
    return {
        "uid": each.uid,
        "name": each.name,
        "form": each.form,
        "file_name": each.file_name,
        "sha256": each.sha256,
        "size": each.size,
        "note": each.note or None,
        "added_on": each.added_on.isoformat(),
        "voided": each.voided,
        "void_reason": each.void_reason or None,
    }


def _problem(each: Problem) -> dict[str, object]:
    return {
        "code": code_of(each.code, each.severity),
        "place": each.field or None,
        "severity": each.severity.value,
        "message": sentence(each),
    }


def _mark_cells(each: MarkWord) -> Sequence[str]:
    return each.mark, "全表一处一处填" if each.once else "重复行", "、".join(each.units)
