"""`shenggui enterprise`: the cultivation list."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import documents, enterprise_years, library, recognition
from desktop.cli.chinese import group
from desktop.cli.enterprise_fields import FIELDS, changed
from desktop.cli.options import EnterpriseUid, VoidReason
from desktop.cli.reading import pairs, read_code, read_day, refuse
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.change import Value
from desktop.domain.codes import Subject, Tier
from desktop.domain.enterprise import Enterprise, EnterpriseDraft, EnterpriseFilter, EnterpriseRow, TierDraft
from desktop.domain.focus import focus_prefixes, focuses
from desktop.domain.preset import Preset
from desktop.wording import shown
from desktop.wording.labels import field_label, label

if TYPE_CHECKING:
    from desktop.wiring import Services

_PAGE = 200  # rows a service hands over at once

Typed = Annotated[
    list[str] | None,
    typer.Argument(metavar="项目=内容", help="例如 contact=李四 status=停产 registered_capital=500万元。"),
]


def build() -> typer.Typer:
    """Return the commands about enterprises."""
    return group(
        "企业：培育名单的查找、登记和修改。",
        (
            ("list", list_, "列出企业。"),
            ("show", show, "显示一家企业的全部内容。"),
            ("add", add, "登记一家企业；其余项目写成 项目=内容。"),
            ("set", set_, "修改一家企业的项目；内容为空（项目=）就是清空。"),
            ("tier", tier, "把企业调入基础库、重点库，或调出。"),
            ("propose", library.propose, "按方案的收入条件对照谁该进哪个库：先看，加 --take 才写入。"),
            ("bulk", library.bulk, "批量设置：先看会怎样变更，加 --take 才写入。"),
            ("ladder", library.ladder, "梯次：各库各收入档有几家。"),
            ("coverage", library.coverage, "应统尽统：达规未入的企业和怎样处理。"),
            ("handle", library.handle, "记一家达规未入企业怎样处理；逐次留痕，不覆盖。"),
            ("roster", library.roster, "打印培育库名册（PDF）。"),
            ("years", enterprise_years.years, "一家企业的历年培育记录。"),
            ("year-set", enterprise_years.year_set, "填写一家企业一年的培育记录。"),
            ("standing", enterprise_years.standing, "与规模对照：三个口径的已收集数，只用来查看。"),
            ("link", enterprise_years.link, "登记路径关联：原个体户、兼并参与方、原单位、原行业。"),
            ("links", enterprise_years.links, "列出一家企业的路径关联。"),
            ("unlink", enterprise_years.unlink, "作废一条登记错的关联。"),
            ("recognize", recognition.recognize, "登记资质和研发：专精特新、科技型、研发机构、研发活动。"),
            ("recognitions", recognition.recognitions, "列出资质和研发；--research 列出还没有研发活动记录的。"),
            ("recognition-end", recognition.recognition_end, "写明一条资质到期或取消的日期。"),
            ("unrecognize", recognition.unrecognize, "作废一条登记错的资质。"),
            ("tax", recognition.tax, "入规前后实际税负：登记或列出，两个数并列，只算相差。"),
            ("tax-void", recognition.tax_void, "作废一条登记错的税负。"),
            ("outlook", enterprise_years.outlook, "培育研判（低、中、高）显示或不显示；默认不显示，不进报表。"),
            ("void", void, "作废一家登记错的企业；记录保留，不再列出。"),
        ),
    )


def list_(
    context: typer.Context,
    search: Annotated[str, typer.Option("--search", metavar="文字", help="名称、拼音首字母或代码片段。")] = "",
    focus: Annotated[str, typer.Option("--focus", metavar="行业", help="方案的重点行业，例如 建材。")] = "",
    held: Annotated[str, typer.Option("--recognition", metavar="资质", help="本年有这项资质的。")] = "",
    without: Annotated[str, typer.Option("--without", metavar="资质", help="本年没有这项资质的。")] = "",
) -> None:
    """Answer with the enterprises that the search finds."""
    session = current(context)
    with session.ledger() as services:
        kind = recognition.read_kind(services.recognitions.kinds(), held or without).id if held or without else ""
        asked = EnterpriseFilter(
            text=search,
            industries=_focus(services, focus) if focus else (),
            recognition=kind,
            lacking=bool(without) and not held,
        )
        uids = services.enterprises.ids(asked)
        rows = [
            row
            for start in range(0, len(uids), _PAGE)
            for row in services.enterprises.rows(uids[start : start + _PAGE])
        ]
    session.answer(
        [documents.enterprise_row(row) for row in rows],
        table(
            ("编号", "企业名称", "统一社会信用代码", "乡镇", "培育库", "营收情况", "上年营收(万元)"), map(_cells, rows)
        ),
    )


def show(context: typer.Context, uid: EnterpriseUid) -> None:
    """Answer with one enterprise whole."""
    session = current(context)
    with session.ledger() as services:
        found = services.enterprises.get(uid)
        preset = services.settings.preset()
    session.answer(documents.enterprise(found, preset), _lines(found, preset))


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="名称", help="企业名称，与印章一致。")],
    code: Annotated[str, typer.Option("--code", metavar="代码", help="统一社会信用代码。")] = "",
    township: Annotated[str, typer.Option("--township", metavar="乡镇", help="属地乡镇。")] = "",
    department: Annotated[str, typer.Option("--department", metavar="部门", help="行业主管部门。")] = "",
    industry: Annotated[str, typer.Option("--industry", metavar="行业代码", help="GB/T 4754—2017，2 到 4 位。")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="姓名", help="联系人。")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="联系电话。")] = "",
    fields: Typed = None,
) -> None:
    """Enter an enterprise."""
    session = current(context)
    named = {
        "name": name,
        "credit_code": code,
        "township": township,
        "department": department,
        "industry_code": industry,
        "contact": contact,
        "contact_phone": phone,
    }
    typed = {field: value for field, value in named.items() if value} | pairs(fields or (), FIELDS, Subject.ENTERPRISE)
    with session.ledger(writes=True) as services:
        draft = changed(EnterpriseDraft(), typed, services.settings.preset())
        saved = services.enterprises.save(draft)
    session.saved(saved, Subject.ENTERPRISE, f"已登记 {name}")


def set_(
    context: typer.Context,
    uid: EnterpriseUid,
    fields: Typed = None,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么修改。")] = "",
) -> None:
    """Change fields of an enterprise; an empty value clears."""
    session = current(context)
    typed = pairs(fields or (), FIELDS, Subject.ENTERPRISE, needed=True)
    with session.ledger(writes=True) as services:
        found = services.enterprises.get(uid)
        draft = changed(found.draft, typed, services.settings.preset())
        saved = services.enterprises.save(draft, uid, reason=reason)
    session.saved(saved, Subject.ENTERPRISE, f"已修改 {draft.name}")


def tier(
    context: typer.Context,
    uid: EnterpriseUid,
    to: Annotated[str, typer.Argument(metavar="库", help="base（基础库）、key（重点库）或 none（调出）。")],
    on: Annotated[str, typer.Option("--on", metavar="日期", help="调入、调出的日期，例如 2026-10-31。")],
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="调入、调出的原因。")],
    category: Annotated[str, typer.Option("--category", metavar="类别", help="培育类别。")] = "",
    route: Annotated[str, typer.Option("--route", metavar="路径", help="升规路径。")] = "",
) -> None:
    """Move an enterprise into a tier, or out of the list."""
    session = current(context)
    target = None if to == "none" else read_code(Tier, to, "tier", Subject.TIER)
    draft = TierDraft(target, read_day(on, "on", Subject.TIER), reason, category, route)
    with session.ledger(writes=True) as services:
        saved = services.enterprises.set_tier(uid, draft)
    session.saved(saved, Subject.TIER, "已调出" if target is None else f"已调入{label(target)}")


def void(
    context: typer.Context,
    uid: EnterpriseUid,
    reason: VoidReason,
) -> None:
    """Mark an enterprise that was entered by mistake as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.enterprises.void(uid, reason)
    session.saved(saved, Subject.ENTERPRISE, "已作废")


def _focus(services: "Services", typed: str) -> tuple[str, ...]:
    """Return what the industry codes begin with under the plan's words *typed*."""
    known = focuses(services.settings.preset())
    found = next((each for each in known if each.label == typed.strip()), None)
    if found is None:
        words = "、".join(each.label for each in known) or "本方案没有列重点行业"
        raise refuse("bad_code_word", field="industry_code", subject=Subject.ENTERPRISE, text=typed, words=words)
    return focus_prefixes(found, services.presets.industries())


def _cells(row: EnterpriseRow) -> tuple[str, ...]:
    return (
        row.uid,
        row.name,
        row.credit_code or "暂无代码",
        row.township,
        label(row.tier) if row.tier else "",
        label(row.standing),
        shown.money(row.last_year_revenue),
    )


def _lines(found: Enterprise, preset: Preset) -> list[str]:
    names = {unit.id: unit.name for unit in preset.units}
    draft = replace(
        found.draft,
        township=names.get(found.draft.township, found.draft.township),
        department=names.get(found.draft.department, found.draft.department),
    )
    facts = [(field_label(field, Subject.ENTERPRISE), _shown(draft, field)) for field in FIELDS]
    tier = f"{label(found.tier.tier)}（{found.tier.since.isoformat()} 起）" if found.tier else "不在培育库"
    return [
        f"{draft.name}  {'（已作废）' if found.voided else ''}".rstrip(),
        *(f"{name}：{value}" for name, value in facts if value),
        f"培育库：{tier}",
        f"上年主营业务收入（万元）：{shown.money(found.last_year_revenue)}（{label(found.standing)}）",
    ]


def _shown(draft: EnterpriseDraft, field: str) -> str:
    value = getattr(draft, field)
    if value in {None, "", ()}:
        return ""
    if field == "registered_capital":
        return f"{shown.money(value)}万元"
    return shown.history_value(Subject.ENTERPRISE, field, _plain(value))


def _plain(value: object) -> Value:
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return value if isinstance(value, bool) else str(value)
