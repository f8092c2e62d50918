"""`shenggui demo`: builds the sample county and plays the main job on it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli.demo_round import ROUND, RoundTold, play_round
from desktop.cli.session import current, progress
from desktop.domain.filing_answer import BLANK, AnswerDraft, AnswerWhy
from desktop.domain.month import Month
from desktop.domain.visit import VisitFilter
from desktop.kernel.errors import KnownError
from desktop.wording.labels import label
from desktop.world import World

if TYPE_CHECKING:
    from desktop.domain.importing import ImportPlan
    from desktop.services.sample_data import Sample
    from desktop.wiring import Services

_MARK = "演示数据.txt"
_MARKED = "这个文件夹由 shenggui demo 生成，里面全是编造的演示数据；再次运行会重新生成。\n"
_ERRORS = "错误行.xlsx"
_RECORD = "走访记录表（最近一次）.pdf"
_NOT_YET = "企业说报表还没做完（演示）"
_CHINA = timezone(timedelta(hours=8))


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="文件夹", help="写到这里；再次运行会重新生成。")],
    letters: Annotated[bool, typer.Option("--letters/--no-letters", help="是否演一轮县里与各单位的往来。")] = True,
    pictures: Annotated[bool, typer.Option("--pictures/--no-pictures", help="是否生成窗口截图。")] = True,
) -> None:
    """Build the sample county in *out* and play the main job: list, visits, figures, filing, letters, pictures."""
    # the sample is told in the words of the services, which come with slow libraries
    from desktop.services.sample_data import read_sample

    session = current(context)
    folder = out.absolute()
    sample = read_sample(session.world.resources)
    world = _fixed(session.world, sample)
    _clear(folder, world)
    with _ledger(folder / "data", sample, world) as services:
        plan, files = _play(services, sample, folder, world)
    played = play_round(folder / ROUND, sample, world) if letters else None
    files += played.files if played else ()
    if pictures:
        # Qt is loaded for the pictures alone
        from desktop.app import take_pictures

        files += take_pictures(folder / "data", folder / "screens")
    told = [path.relative_to(folder).as_posix() for path in files]
    session.answer(
        {"folder": str(folder), "data": str(folder / "data"), "files": told, "round": played and _round(played)},
        [
            _summary(plan),
            *_round_lines(played),
            f"写到 {folder}：",
            *(f"  {path}" for path in told),
            f"打开看看：shenggui --data {folder / 'data'} open",
        ],
    )


def _fixed(world: World, sample: "Sample") -> World:
    """Return *world* on the sample's day with counted ids, so that every run writes the same."""
    now = datetime.combine(sample.today, time(9, 30), _CHINA)
    ids, salts = count(1), count(1)
    return replace(
        world,
        clock=lambda: now,
        new_id=lambda: sha256(f"sample id {next(ids)}".encode()).hexdigest()[:32],
        salt=lambda: sha256(f"sample salt {next(salts)}".encode()).hexdigest()[:32],
    )


def _round(played: RoundTold) -> dict[str, object]:
    first, second = played.digests
    return {"digest": second, "digest_other_order": first, "story": list(played.story)}


def _round_lines(played: RoundTold | None) -> list[str]:
    return ["县里与各单位往来一轮：", *(f"  {line}" for line in played.story)] if played else []


def _clear(folder: Path, world: World) -> None:
    """Remove what an earlier run left in *folder*; a folder that is not ours is refused."""
    # as above
    from desktop.wiring import has_ledger, open_ledger

    data, letters, mark = folder / "data", folder / ROUND, folder / _MARK
    if (data.exists() or letters.exists()) and not mark.is_file():
        raise KnownError("not_a_demo", path=folder)
    for ledger in (data, *sorted((letters / "data").glob("*"))):
        if has_ledger(ledger):
            open_ledger(ledger, world).close()  # says so if a window has it open
    for old in (data, letters):
        if old.exists():
            shutil.rmtree(old)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text(_MARKED, encoding="utf-8")


@contextmanager
def _ledger(folder: Path, sample: "Sample", world: World) -> Iterator["Services"]:
    # as above
    from desktop.wiring import create_ledger

    made = create_ledger(folder, sample.start, world, demo=True)
    if isinstance(made, tuple):
        raise ValueError(made)
    try:
        yield made
    finally:
        made.close()


def _play(services: "Services", sample: "Sample", folder: Path, world: World) -> tuple["ImportPlan", list[Path]]:
    """Do the main job and return what the preview of the list said and the files that were written."""
    # as above
    from desktop.services.sample import play
    from desktop.services.sample_list import write_list

    steps = progress()
    listed, wrong = folder / f"{sample.list_words.file}.xlsx", folder / _ERRORS
    write_list(sample, listed, world.resources)
    plan = play(services, sample, listed, steps)
    services.intake.write_errors(plan, wrong)
    forms = [head.id for head in services.filings.forms()]
    for form in forms:
        _explain(services, sample.month, form)
    done = services.filings.export(sample.month, forms, folder, steps)
    paper = folder / _RECORD
    services.visits.print_record(services.visits.list(VisitFilter())[0].uid, paper, steps)
    return plan, [listed, wrong, *(Path(path) for each in done.files for path in (each.pdf, each.xlsx)), paper]


def _explain(services: "Services", month: Month, form: str) -> None:
    """Say why figures are blank, as the clerk of the sample does before filing."""
    blanks = [each for each in services.answers.open(month, form) if each.problem.code == BLANK]
    drafts = [AnswerDraft(month, each.owner, each.problem.field, AnswerWhy.NOT_OBTAINED, _NOT_YET) for each in blanks]
    services.answers.answer(form, drafts)


def _summary(plan: "ImportPlan") -> str:
    counts = "，".join(f"{label(bucket)} {number}" for bucket, number in plan.buckets.items() if number)
    return f"导入演示名单：{counts}"
