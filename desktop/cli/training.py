"""`shenggui training`: the ledger of trainings and how far the key list is covered."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from desktop.cli import incentive_documents as documents
from desktop.cli.chinese import group
from desktop.cli.options import PdfPath
from desktop.cli.policy import Reason, Uid
from desktop.cli.reading import pairs, read_code, read_day_or_none, refuse
from desktop.cli.session import current, progress, tell
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.policy_codes import Audience, TrainingKind, TrainingTopic
from desktop.domain.training import Attendance, TrainingDraft
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_policy import coverage_words, joined_labels

FIELDS = (
    "held_on",
    "title",
    "kind",
    "topics",
    "audiences",
    "organiser",
    "venue",
    "people",
    "materials",
    "note",
    "attended",
)
Typed = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="项目=内容",
        help="例如 held_on=2026-10-15 title=名称 topics=tax organiser=单位 people=30 attended=企业编号:2。",
    ),
]
Year = Annotated[int, typer.Option("--year", metavar="年度", help="不写是台账年度。")]


def build() -> typer.Typer:
    """Return the commands about trainings."""
    return group(
        "培训：培训台账和重点库覆盖率。",
        (
            ("list", list_, "列出培训。"),
            ("show", show, "显示一次培训和参训企业。"),
            ("add", add, "登记一次培训。"),
            ("set", set_, "修改一次培训或参训企业。"),
            ("void", void, "作废一次登记错的培训；记录保留。"),
            ("coverage", coverage, "重点库的培训覆盖率和还没有参训的企业。"),
            ("print", print_, "把一年的培训台账写成 PDF。"),
        ),
    )


def list_(
    context: typer.Context,
    year: Year = 0,
    voided: Annotated[bool, typer.Option("--voided", help="也列出作废的。")] = False,
) -> None:
    """Answer with the trainings of a year."""
    session = current(context)
    with session.ledger() as services:
        rows = services.trainings.list(year or services.settings.workspace().year, voided=voided)
    lines = table(
        ("编号", "日期", "培训名称", "组织单位", "人数", "参训企业", "主题"),
        (
            (
                row.uid,
                shown.day(row.draft.held_on),
                row.draft.title,
                row.draft.organiser,
                str(row.draft.people),
                str(len(row.draft.attended)),
                joined_labels(row.draft.topics),
            )
            for row in rows
        ),
    )
    session.answer([documents.training(row) for row in rows], lines)


def show(context: typer.Context, uid: Uid) -> None:
    """Answer with one training."""
    session = current(context)
    with session.ledger() as services:
        row = services.trainings.get(uid)
    draft = row.draft
    lines = [
        f"{row.number}  {shown.day(draft.held_on)}  {draft.title}  {label(draft.kind)}",
        f"组织单位 {draft.organiser}；主题 {joined_labels(draft.topics)}；对象 {joined_labels(draft.audiences)}",
        f"共 {draft.people} 人；参训企业 {len(draft.attended)} 户",
        *(f"{each.name}  {each.people} 人" for each in draft.attended),
    ]
    session.answer(documents.training(row), lines)


def add(context: typer.Context, fields: Typed = None) -> None:
    """Enter a training."""
    session = current(context)
    draft = _changed(TrainingDraft(), pairs(fields or (), FIELDS, Subject.TRAINING))
    with session.ledger(writes=True) as services:
        saved = services.trainings.add(draft)
    session.saved(saved, Subject.TRAINING, f"已登记 {draft.title}")


def set_(context: typer.Context, uid: Uid, fields: Typed = None) -> None:
    """Change a training; an empty value clears."""
    session = current(context)
    typed = pairs(fields or (), FIELDS, Subject.TRAINING, needed=True)
    with session.ledger(writes=True) as services:
        saved = services.trainings.edit(uid, _changed(services.trainings.get(uid).draft, typed))
    session.saved(saved, Subject.TRAINING, "已修改")


def void(context: typer.Context, uid: Uid, reason: Reason) -> None:
    """Mark a training as void."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.trainings.void(uid, reason)
    session.saved(saved, Subject.TRAINING, "已作废")


def coverage(context: typer.Context, year: Year = 0) -> None:
    """Answer how far the key list is covered in a year."""
    session = current(context)
    with session.ledger() as services:
        wanted = year or services.settings.workspace().year
        found = services.trainings.coverage(wanted)
    lines = [coverage_words(found, wanted)]
    lines += [f"{label(topic)}：{count}/{found.listed} 户" for topic, count in found.by_topic if count]
    lines += [f"还没有参训：{line.name}  {line.township}".rstrip() for line in found.lines if not line.times]
    session.answer(documents.coverage(found), lines)


def print_(
    context: typer.Context,
    out: PdfPath,
    year: Year = 0,
) -> None:
    """Write the ledger of one year as a PDF."""
    session = current(context)
    with session.ledger() as services:
        wanted = year or services.settings.workspace().year
        done = services.trainings.print_ledger(wanted, out.absolute(), progress())
    tell(done.problems)
    session.answer({"path": str(done.path), "pages": done.pages}, [f"写到 {done.path}，共 {done.pages} 页。"])


def _changed(draft: TrainingDraft, typed: dict[str, str]) -> TrainingDraft:
    values: dict[str, Any] = dict(typed)
    if "held_on" in typed:
        values["held_on"] = read_day_or_none(typed["held_on"], "held_on", Subject.TRAINING)
    if "kind" in typed:
        values["kind"] = read_code(TrainingKind, typed["kind"], "kind", Subject.TRAINING)
    if "topics" in typed:
        said = _words(typed["topics"])
        values["topics"] = tuple(read_code(TrainingTopic, each, "topics", Subject.TRAINING) for each in said)
    if "audiences" in typed:
        said = _words(typed["audiences"])
        values["audiences"] = tuple(read_code(Audience, each, "audiences", Subject.TRAINING) for each in said)
    if "people" in typed:
        values["people"] = _count(typed["people"], "people")
    if "attended" in typed:
        values["attended"] = tuple(_came(each) for each in _words(typed["attended"]))
    return replace(draft, **values)


def _words(text: str) -> list[str]:
    return [each.strip() for each in text.replace("，", ",").replace("、", ",").split(",") if each.strip()]


def _count(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise refuse("bad_code_word", field=field, subject=Subject.TRAINING, text=text, words="整数")
    return int(text)


def _came(text: str) -> Attendance:
    uid, _, people = text.partition(":")
    return Attendance(uid.strip(), _count(people, "attended") or 1)
