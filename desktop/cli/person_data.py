"""`shenggui person-data`: what is kept about somebody, and its erasure."""

from typing import Annotated

import typer

from desktop.cli.session import accept, current
from desktop.cli.tables import table
from desktop.domain.codes import Subject
from desktop.wording.fields import field_label
from desktop.wording.labels import label


def person_data(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="姓名或电话", help="企业联系人、会计、接待人。")],
    erase: Annotated[bool, typer.Option("--erase", help="依法删除；不写只看。删除后不能恢复。")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="原因", help="为什么删除，例如本人要求。")] = "",
) -> None:
    """Answer with what is kept about somebody, and erase it when asked."""
    session = current(context)
    with session.ledger(writes=erase) as services:
        report = services.person_data.look(name)
        if isinstance(report, tuple):
            accept(report, Subject.ENTERPRISE)
            return
        if erase:
            accept(services.person_data.erase(report, reason).problems, Subject.ENTERPRISE)
    rows = [
        (label(line.subject), line.title, field_label(line.field, line.subject), line.value) for line in report.lines
    ]
    end = (
        "已依法删除，修改记录里也不再有原来的内容。"
        if erase
        else "只是查看。更正请在原记录里改；删除加 --erase --reason。"
    )
    kept = [f"另有 {report.filed} 份已留档的报表写着这个名字，留档不改。"] if report.filed else []
    session.answer(
        {
            "erased": erase,
            "filed": report.filed,
            "lines": [
                {
                    "subject": line.subject.value,
                    "uid": line.uid,
                    "title": line.title,
                    "field": line.field,
                    "value": line.value,
                }
                for line in report.lines
            ],
        },
        [*table(("台账", "名称", "项目", "内容"), rows, "台账里没有这个人的信息。"), *kept, end],
    )
