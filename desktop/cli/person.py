"""`shenggui person`: who works in the ledger."""

from typing import Annotated

import typer

from desktop.cli.chinese import group
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.domain.workspace import PersonDraft


def build() -> typer.Typer:
    """Return the commands about people."""
    return group(
        "人员：在这本台账里经办的人。",
        (
            ("list", list_, "列出经办人。"),
            ("add", add, "登记一位经办人。"),
        ),
    )


def list_(context: typer.Context) -> None:
    """Answer with who works in this ledger."""
    session = current(context)
    with session.ledger() as services:
        people = services.settings.people()
    session.answer(
        [
            {"uid": each.uid, "name": each.name, "post": each.post or None, "phone": each.phone or None}
            for each in people
        ],
        table(("编号", "姓名", "职务", "电话"), [(each.uid, each.name, each.post, each.phone) for each in people]),
    )


def add(
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="姓名", help="姓名。")],
    post: Annotated[str, typer.Option("--post", metavar="职务", help="职务。")] = "",
    phone: Annotated[str, typer.Option("--phone", metavar="电话", help="电话。")] = "",
) -> None:
    """Enter somebody who works in this ledger."""
    session = current(context)
    with session.ledger(writes=True) as services:
        saved = services.settings.add_person(PersonDraft(name, post, phone))
    session.saved(saved, Subject.PERSON, f"已登记 {name}")
