"""Writing into the ledger what was found in one that was moved aside, each record whole or not at all."""

from collections.abc import Sequence

from db.attempt import attempted
from db.derived import work_out
from db.projection import by_reference, figure_said, models
from db.putting_back import put_back
from db.statements import Statement
from db.unit_of_work import UnitOfWork
from desktop.domain.codes import Measure, Subject
from desktop.domain.find_back import FoundRecord, FoundTaken
from desktop.services.steps.found_anew import make_findable


def take_found(work: UnitOfWork, records: Sequence[FoundRecord], reason: str) -> FoundTaken:
    """Put *records* into the ledger, those on which others hang first; what it refuses is told and left out."""
    place = by_reference()
    last = len(place)  # figures hang on enterprises and nothing on figures
    ordered = sorted(records, key=lambda record: place.get(record.subject, last))
    taken: list[FoundRecord] = []
    refused: list[FoundRecord] = []
    for record in ordered:
        good = attempted(work, lambda each=record: _put(work, each, reason))  # type: ignore[misc]
        (taken if good else refused).append(record)
    uids = [record.entity for record in taken]
    work.read(work_out, uids)
    make_findable(work, [(record.subject, record.entity) for record in taken])
    return FoundTaken(tuple(uids), tuple(record.entity for record in refused))


def _put(work: UnitOfWork, record: FoundRecord, reason: str) -> None:
    if record.subject is Subject.FIGURE:
        for value in record.values:
            measure = Measure(value.cell.field)
            figure = figure_said(measure, value.value)
            said = Statement(value.cell.entity, value.cell.period, measure, figure, reason)
            work.set_figures([said], value.cell.by_unit)
        return
    model = models()[record.subject]
    said_of = {value.cell.field: value.value for value in record.values if value.cell.field in model.model_fields}
    put_back(work, model, record.entity, said_of, reason)
