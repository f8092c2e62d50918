"""`shenggui history`: who changed what, when and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import documents
from desktop.cli.session import current
from desktop.cli.tables import table
from desktop.domain.change import HistoryLine
from desktop.kernel.errors import KnownError
from desktop.wording import shown
from desktop.wording.labels import field_label, label

if TYPE_CHECKING:
    from desktop.wiring import Services

_ABSENT = frozenset({"no_such_enterprise", "no_such_visit", "no_such_issue", "no_such_application"})


def history(
    context: typer.Context,
    uid: Annotated[str, typer.Argument(metavar="编号", help="企业、走访、问题、申报、项目、奖励、会议等的编号。")],
    field: Annotated[
        str, typer.Option("--field", metavar="项目", help="只看这一项，例如 contact、main_revenue_ytd。")
    ] = "",
) -> None:
    """Answer with every change of a record, the latest last."""
    session = current(context)
    with session.ledger() as services:
        lines = [line for line in _found(services, uid) if not field or line.field == field]
        names = {unit.id: unit.name for unit in services.settings.preset().units}
        names |= {person.uid: person.name for person in services.settings.people()}
    session.answer(
        [documents.history_line(line) for line in lines],
        table(
            ("时间", "经办人", "台账", "项目", "所属期", "原来", "改成", "原因"),
            [_cells(line, names) for line in lines],
            "没有修改记录。",
        ),
    )


def _found(services: "Services", uid: str) -> tuple[HistoryLine, ...]:
    """Return the history of whichever record *uid* is; whatever was ever kept has left a change behind."""
    for asked in (services.enterprises, services.visits, services.issues, services.admissions):
        try:
            asked.get(uid)
        except KnownError as error:
            if error.code not in _ABSENT:
                raise
            continue
        return asked.history(uid)
    if lines := services.enterprises.history(uid):
        return lines
    raise KnownError("no_such_record", uid=uid)


def _cells(line: HistoryLine, names: dict[str, str]) -> tuple[str, ...]:
    old, new = (
        shown.erased(withheld=line.withheld)
        if line.erased
        else shown.history_value(line.subject, line.field, value, names)
        for value in (line.old, line.new)
    )
    return (
        shown.moment(line.at),
        line.who,
        label(line.subject),
        field_label(line.field, line.subject),
        shown.month_text(line.period),
        old,
        new,
        line.reason,
    )
