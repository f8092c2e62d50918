"""`shenggui export`: any list of the command line to a file, with the options of that list."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.reading import refuse
from desktop.cli.session import Kept, Refused, current, progress, warn
from desktop.cli.tables import TableLine
from desktop.domain.listing import ColumnKind, ListColumn, ListFormat, Listing, looks_numeric
from desktop.domain.release import ReleaseLevel
from desktop.wording.messages import code_of, sentence, told

# what may be exported beside every GROUP list: commands that only look; their titles, and those of lists
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "enterprise": ("企业名单", ("enterprise", "list")),
    "enterprise/ladder": ("培育库梯次", ("enterprise", "ladder")),
    "enterprise/coverage": ("达规未入企业", ("enterprise", "coverage")),
    "enterprise/years": ("历年培育记录", ("enterprise", "years")),
    "enterprise/links": ("路径关联", ("enterprise", "links")),
    "enterprise/recognitions": ("认定情况", ("enterprise", "recognitions")),
    "enterprise/tax": ("入规前后税负", ("enterprise", "tax")),
    "figure": ("月度数据", ("figure", "list")),
    "visit": ("走访记录", ("visit", "list")),
    "visit/attachments": ("附件清单", ("visit", "attachments")),
    "visit/campaigns": ("专项活动", ("visit", "campaigns")),
    "officer": ("包联清单", ("officer", "list")),
    "issue": ("问题台账", ("issue", "list")),
    "issue/common": ("共性问题", ("issue", "common")),
    "issue/clocks": ("问题时限", ("issue", "clocks")),
    "admission": ("入库申报", ("admission", "list")),
    "admission/windows": ("申报窗口", ("admission", "windows")),
    "project": ("项目台账", ("project", "list")),
    "retention": ("退规风险库", ("retention", "list")),
    "retention/exits": ("退库记录", ("retention", "exits")),
    "policy": ("惠企政策", ("policy", "list")),
    "policy/rosters": ("推荐名单", ("policy", "rosters")),
    "policy/members": ("名单企业", ("policy", "members")),
    "reward/claims": ("奖励台账", ("reward", "claims")),
    "training": ("培训台账", ("training", "list")),
    "meeting": ("会议台账", ("meeting", "list")),
    "target": ("目标", ("target", "list")),
    "filing": ("报送情况", ("filing", "list")),
    "filing/compare": ("两次报送对照", ("filing", "compare")),
    "filing/check": ("报送前核对", ("filing", "check")),
    "filing/reasons": ("空项和疑问的说明", ("filing", "reasons")),
    "filing/dates": ("报送日期", ("filing", "dates")),
    "year": ("培育年度", ("year", "list")),
    "year/duties": ("年度事项", ("year", "duties")),
    "calendar": ("工作日历", ("calendar", "list")),
    "person": ("人员", ("person", "list")),
    "undo": ("可以撤销的操作", ("undo", "list")),
    "history": ("修改记录", ("history",)),
    "preset": ("培育方案", ("preset", "list")),
    "form": ("表样", ("form", "list")),
    "form/facts": ("数据项目录", ("form", "facts")),
    "form/papers": ("报表目录", ("form", "papers")),
    "workbook": ("县里的表", ("workbook", "list")),
    "workbook/forms": ("可以取数的报表", ("workbook", "forms")),
    "workbook/marks": ("可用的占位符", ("workbook", "marks")),
}
# the list's own options follow; what is not known here is theirs
SETTINGS = {"allow_extra_args": True, "ignore_unknown_options": True}


def export(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="列表", help="例如 enterprise、issue、policy/members。")],
    out: Annotated[Path, typer.Option("--out", metavar="文件或文件夹", help="写到哪里；给文件夹就按规则取名。")],
    kind: Annotated[str, typer.Option("--format", metavar="格式", help="xlsx、csv 或 pdf；不写就看文件名。")] = "",
    release: Annotated[
        str, typer.Option("--release", metavar="详略", help="masked 遮住手机号（不写就是），full 写全。")
    ] = "masked",
) -> None:
    """Write one list to a file exactly as the command line lists it, cells whole."""
    session = current(context)
    title, words = _found(context, name)
    form = _format(kind or out.suffix.removeprefix(".") or ListFormat.XLSX)
    if release not in set(ReleaseLevel):
        raise refuse("bad_code_word", field="level", text=release, words="full、masked")
    listing = _listing(title, _lines(context, words), context.args)
    with session.ledger() as services:
        path = out if out.suffix.lower() == f".{form}" else out / services.lists.file_name(title, form)
        done = services.lists.write(listing, path, progress(), level=ReleaseLevel(release))
    for problem in done.problems:
        warn(told(problem))
    problems = [
        {"code": code_of(each.code, each.severity), "place": each.field or None, "message": sentence(each)}
        for each in done.problems
    ]
    session.answer(
        {"path": str(done.path), "format": form.value, "rows": len(listing.rows), "problems": problems},
        [f"已写入：{done.path}（{len(listing.rows)} 行）"],
    )


def _found(context: typer.Context, name: str) -> tuple[str, tuple[str, ...]]:
    """Return title and command of the list *name*: one that is named here, or that of any group of commands."""
    if name in TABLES:
        return TABLES[name]
    groups = getattr(context.find_root().command, "commands", {})
    lists = {each: group for each, group in groups.items() if "list" in getattr(group, "commands", {})}
    if name not in lists:
        raise refuse("list_unknown", table=name, words="、".join(dict.fromkeys([*TABLES, *lists])))
    return (lists[name].help or name).partition("：")[0], (name, "list")


def _format(text: str) -> ListFormat:
    if text.lower() not in set(ListFormat):
        raise refuse("list_format_unknown", format=text, words="、".join(ListFormat))
    return ListFormat(text.lower())


def _lines(context: typer.Context, words: tuple[str, ...]) -> list[str]:
    """Run the command of a list and return what it would have said."""
    session, kept = current(context), Kept()
    shared = ["--data", str(session.folder), *(["--by", session.by] if session.by else [])]
    root = context.find_root().command
    root.main([*shared, *words, *context.args], prog_name="shenggui", standalone_mode=False, obj=kept)
    return kept.lines


def _listing(title: str, lines: list[str], asked: list[str]) -> Listing:
    """Return the table among *lines*; what a list says beside it stands in the remarks."""
    found = [line for line in lines if isinstance(line, TableLine)]
    heads = list(dict.fromkeys(line.cells for line in found if line.heading))
    if len(heads) != 1:
        raise Refused(_no_table(title))
    rows = tuple(line.cells for line in found if not line.heading)
    columns = tuple(ListColumn(heading, _kind([row[place] for row in rows])) for place, heading in enumerate(heads[0]))
    said = tuple(str(line) for line in lines if not isinstance(line, TableLine) and line.strip())
    narrowed = (f"条件：{' '.join(asked)}",) if asked else ()
    return Listing(title, columns, rows, (*narrowed, *said))


def _no_table(title: str) -> str:
    return str(refuse("list_needs_screen", table=title))


def _kind(texts: list[str]) -> ColumnKind:
    return ColumnKind.NUMBER if looks_numeric(texts) else ColumnKind.TEXT
