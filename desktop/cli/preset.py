"""`shenggui preset`: the plans as data."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.session import Session, current
from desktop.cli.tables import table
from desktop.domain.preset import Preset, Target
from desktop.services.presets import PresetService, to_json
from desktop.wording import shown
from desktop.wording.labels import label


def build() -> typer.Typer:
    """Return the commands about plans."""
    return group(
        "方案：标准、目标、单位等政策数据。",
        (
            ("list", list_, "列出可选的方案。"),
            ("show", show, "显示一个方案的全部内容。"),
            ("take", take, "看一个改过的方案文件；加 --take 才让本台账照它，县里还随下发包带给各单位。"),
        ),
    )


def list_(context: typer.Context) -> None:
    """Answer with the plans there are."""
    session = current(context)
    heads = _presets(session).list()
    session.answer(
        [{"id": head.id, "title": head.title, "source": head.source, "year": head.year} for head in heads],
        table(("编号", "方案", "年度", "依据"), [(head.id, head.title, str(head.year), head.source) for head in heads]),
    )


def show(
    context: typer.Context,
    preset: Annotated[str, typer.Argument(metavar="编号", help="方案编号，见 preset list。")],
) -> None:
    """Answer with one plan whole."""
    session = current(context)
    found = _presets(session).load(preset)
    session.answer(to_json(found), _lines(found))


def take(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="本台账方案的文件（TOML），改过的。")],
    take_it: Annotated[bool, typer.Option("--take", help="写入；不写就只看。")] = False,
) -> None:
    """Answer with the plan in *file*, and put it in force with --take."""
    session = current(context)
    with session.ledger(writes=take_it) as services:
        found = services.plan_files.look(file)
        if take_it:
            services.plan_files.take(file)
    said = "已换用，从现在起照它。" if take_it else "只是预览，没有写入；确认后加 --take。"
    session.answer({"plan": to_json(found), "taken": take_it}, [*_lines(found), said])


def _presets(session: Session) -> PresetService:
    return PresetService(session.world.resources)


def _lines(preset: Preset) -> list[str]:
    rows = [(*_target(target), target.citation.clause) for target in preset.targets]
    return [
        f"{preset.title}（{preset.id}）",
        f"依据：{preset.document}",
        f"升规标准：年主营业务收入 {shown.money(preset.threshold_fen)} 万元",
        f"临规：{shown.money(preset.near_from_fen)} 万元起",
        f"单位：{'、'.join(unit.name for unit in preset.units) or '未列出'}",
        "目标（照原文，不推算）：",
        *table(("层级", "口径", "单位", "类型", "数值", "年度", "性质", "出处"), rows, "本方案没有列目标。"),
    ]


def _target(target: Target) -> tuple[str, ...]:
    years = str(target.year_to)
    if target.year_from != target.year_to:
        years = f"{target.year_from}—{target.year_to}"
    return (
        label(target.level),
        label(target.dimension) if target.dimension else "不分",
        target.unit_name,
        label(target.measure),
        f"{label(target.comparison)} {target.value} 户",
        years,
        label(target.kind),
    )
