"""`shenggui resolve --aside`: the records that letters brought and that cannot be shown in the ledger yet."""

from typing import Any

from desktop.cli.package import names_of
from desktop.cli.session import Session
from desktop.cli.tables import table
from desktop.domain.aside import Aside
from desktop.wording import shown
from desktop.wording.asides import NONE, UNKNOWN_FIRM, because_words
from desktop.wording.labels import label

_HEADINGS = ("编号", "台账", "企业", "谁登记的", "最后修改", "为什么放在一边")


def list_asides(session: Session) -> None:
    """Answer with every record that is set aside."""
    with session.ledger() as services:
        found, names = services.letters.questions.aside(), names_of(services)
        firms = {row.uid: row.name for row in services.enterprises.rows(sorted({each.enterprise for each in found}))}
    rows = [
        (
            each.uid,
            label(each.subject),
            firms.get(each.enterprise, UNKNOWN_FIRM),
            names.get(each.unit, each.unit),
            shown.moment(each.at),
            because_words(each),
        )
        for each in found
    ]
    session.answer([_document(each) for each in found], table(_HEADINGS, rows, NONE))


def _document(each: Aside) -> dict[str, Any]:
    return {
        "id": each.uid,
        "subject": each.subject.value,
        "because": each.because,
        "waits_for": None if each.waits_for is None else each.waits_for.value,
        "enterprise": each.enterprise or None,
        "unit": each.unit,
        "at": each.at.isoformat(),
        "said": dict(each.said),
    }
