"""`shenggui policy`: the library of policies, and the lists that go out."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desktop.cli import incentive_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfPath
from desktop.cli.reading import choices, pairs, read_code, read_day, read_day_or_none, refuse
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.policy import PolicyDraft, PolicyFilter
from desktop.domain.policy_codes import PolicyLevel, PolicyTopic
from desktop.domain.release import ReleaseLevel
from desktop.domain.roster import RosterDraft
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_policy import roster_source

FIELDS = (
    "title",
    "document",
    "clause",
    "level",
    "topic",
    "issuer",
    "condition",
    "amount",
    "valid_from",
    "valid_to",
    "text",
    "note",
)
Uid = Annotated[str, typer.Argument(metavar="编号", help="编号（uid），见列表的 --json。")]
Typed = Annotated[
    list[str] | None,
    typer.Argument(metavar="项目=内容", help="例如 title=名称 document=文号 topic=tax text=原文 valid_to=2027-12-31。"),
]
On = Annotated[str, typer.Option("--on", metavar="日期", help="例如 2026-10-15。")]
Reason = Annotated[str, typer.Option("--reason", metavar="原因", help="为什么。")]

_LEAVING = ("name", "credit_code", "township", "since", "reason")


def build() -> typer.Typer:
    """Return the commands about policies."""
    return group(
        "政策库：方案里的条文和本单位登记的政策；融资推荐、错峰、清欠等名单。",
        (
            ("list", list_, "查找政策条文。"),
            ("show", show, "显示一条政策的原文。"),
            ("add", add, "登记一条政策。"),
            ("set", set_, "修改本单位登记的政策；方案原文不能改。"),
            ("void", void, "作废本单位登记的政策；记录保留。"),
            ("rosters", rosters, "列出有哪些对外推荐的名单、谁可以列入、依据。"),
            ("members", members, "列出本年度名单里的企业。"),
            ("enter", enter, "把一家企业列入名单。"),
            ("leave", leave, "把一家企业移出名单；记录保留。"),
            ("print", print_, "把一个名单写成 PDF。"),
        ),
    )


def list_(
    context: typer.Context,
    search: Annotated[str, typer.Option("--search", metavar="文字", help="只列含有这些字的。")] = "",
    topic: Annotated[str, typer.Option("--topic", metavar="主题", help=f"{choices(PolicyTopic)}。")] = "",
    level: Annotated[str, typer.Option("--level", metavar="层级", help=f"{choices(PolicyLevel)}。")] = "",
    everywhere: Annotated[bool, typer.Option("--everywhere", help="也列其他地方的政策（参考）。")] = False,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the clauses that are found."""
    session = current(context)
    topic_ = read_code(PolicyTopic, topic, "topic", Subject.POLICY_ENTRY) if topic else None
    level_ = read_code(PolicyLevel, level, "level", Subject.POLICY_ENTRY) if level else None
    with session.ledger() as services:
        preset = "" if everywhere else services.settings.workspace().preset
        rows = services.policies.list(PolicyFilter(search, topic_, level_, preset, voided=voided))
    heads = ("编号", "层级", "主题", "文号", "条款", "政策名称", "金额（原文）")
    session.answer(
        [documents.policy(row) for row in rows],
        table(
            heads,
            (
                (
                    row.uid,
                    label(row.draft.level),
                    label(row.draft.topic),
                    row.draft.document,
                    row.draft.clause,
                    row.draft.title,
                    row.draft.amount,
                )
                for row in rows
            ),
        ),
    )


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one clause as it is worded."""
    session = current(context)
    with session.ledger() as services:
        row = services.policies.get(uid)
    draft = row.draft
    lines = (
        f"{draft.title}  {draft.document} {draft.clause}",
        f"{label(draft.level)}  {label(draft.topic)}  {draft.issuer}",
        f"条件：{draft.condition}" if draft.condition else "",
        f"金额（原文）：{draft.amount}" if draft.amount else "",
        draft.text,
        f"待核实。{draft.note}" if row.to_confirm else draft.note,
    )
    session.answer(documents.policy(row), [line for line in lines if line])


def add(context: typer.Context, fields: Typed = None) -> None:
    """Enter a clause of the office's own."""
    session = current(context)
    draft = _changed(PolicyDraft(), pairs(fields or (), FIELDS, Subject.POLICY_ENTRY))
    with session.ledger(writes=True) as services:
        saved = services.policies.add(draft)
    session.saved(saved, Subject.POLICY_ENTRY, f"已登记 {draft.title}")


def set_(context: typer.Context, uid: Uid, fields: Typed = None) -> None:
    """Change an own entry; an empty value clears."""
    session = current(context)
    typed = pairs(fields or (), FIELDS, Subject.POLICY_ENTRY, needed=True)
    with session.ledger(writes=True) as services:
        saved = services.policies.edit(uid, _changed(services.policies.get(uid).draft, typed))
    session.saved(saved, Subject.POLICY_ENTRY, "已修改")


def void(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Mark an own entry as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.policies.void(uid, reason)
    session.saved(saved, Subject.POLICY_ENTRY, "已作废")


def rosters(context: typer.Context) -> None:
    """Answer with the lists that the plans name."""
    session = current(context)
    with session.ledger() as services:
        rows, here = services.policies.rosters(), services.settings.preset().document
    lines = table(
        ("名单", "名称", "可列入", "依据"),
        ((row.id, row.label, label(row.need), roster_source(row, here)) for row in rows),
    )
    session.answer([documents.roster(row) for row in rows], lines)


def members(
    context: typer.Context,
    roster: Annotated[str, typer.Option("--roster", metavar="名单", help="只列这个名单，见 policy rosters。")] = "",
    past: Annotated[bool, typer.Option("--past", help="也列已经移出的。")] = False,
) -> None:
    """Answer with who stands on the lists of the year."""
    session = current(context)
    with session.ledger() as services:
        rows = services.policies.members(roster, past=past)
        names = {each.id: each.label for each in services.policies.rosters()}
    lines = table(
        ("编号", "名单", "企业名称", "乡镇", "列入", "移出", "情况", "原因"),
        (
            (
                row.uid,
                names.get(row.roster, row.roster),
                row.name,
                row.township,
                row.since.isoformat(),
                shown.day(row.until),
                "" if row.fits or row.until else "已不符合列入条件",
                row.reason,
            )
            for row in rows
        ),
    )
    session.answer([documents.member(row) for row in rows], lines)


def enter(
    context: typer.Context,
    roster: Annotated[str, typer.Argument(metavar="名单", help="见 policy rosters。")],
    enterprise: Annotated[str, typer.Argument(metavar="企业", help="企业编号（uid）。")],
    on: On,
    reason: Reason,
    basis: Annotated[str, typer.Option("--basis", metavar="依据", help="文件或通知。")] = "",
    matter: Annotated[str, typer.Option("--matter", metavar="事项", help="需要支持的事项。")] = "",
) -> None:
    """Put an enterprise on a list."""
    session = current(context)
    draft = RosterDraft(roster, enterprise, read_day(on, "on", Subject.ROSTER_STAY), reason, basis, matter)
    with session.ledger(writes=True) as services:
        saved = services.policies.enter(draft)
    session.saved(saved, Subject.ROSTER_STAY, "已列入")


def leave(context: typer.Context, uid: Uid, on: On, reason: Reason) -> None:
    """Take an enterprise off a list."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.policies.leave(uid, read_day(on, "on", Subject.ROSTER_STAY), reason)
    session.saved(saved, Subject.ROSTER_STAY, "已移出")


def print_(
    context: typer.Context,
    roster: Annotated[str, typer.Argument(metavar="名单", help="见 policy rosters。")],
    out: PdfPath,
    level: Annotated[str, typer.Option("--release", metavar="详略", help="full 全部，masked 脱敏。")] = "full",
    recipient: Annotated[str, typer.Option("--to", metavar="单位", help="给谁；记入导出记录。")] = "",
    look: Annotated[bool, typer.Option("--look", help="只列出会出去的内容，不写文件。")] = False,
) -> None:
    """Write one list as a PDF at a release level, or show what would leave."""
    session = current(context)
    if level not in set(ReleaseLevel):
        raise refuse("bad_code_word", field="level", text=level, words="full、masked")
    with session.ledger() as services:
        if look:
            facts = services.policies.released_facts(roster, ReleaseLevel(level))
            session.answer(
                {"level": level, "rows": [dict(row.facts) for row in facts.rows]},
                table(
                    ("企业名称", "代码", "乡镇", "列入日期", "列入原因"),
                    [
                        tuple(
                            str(row.facts.get(name) or "")
                            for name in ("name", "credit_code", "township", "since", "reason")
                        )
                        for row in facts.rows
                    ],
                ),
            )
            return
        done = services.policies.print_roster(
            roster, out.absolute(), progress(), level=ReleaseLevel(level), recipient=recipient
        )
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])


def _changed(draft: PolicyDraft, typed: dict[str, str]) -> PolicyDraft:
    values: dict[str, Any] = dict(typed)
    for name, codes in (("level", PolicyLevel), ("topic", PolicyTopic)):
        if name in typed:
            values[name] = read_code(codes, typed[name], name, Subject.POLICY_ENTRY)
    for name in ("valid_from", "valid_to"):
        if name in typed:
            values[name] = read_day_or_none(typed[name], name, Subject.POLICY_ENTRY)
    return replace(draft, **values)
