"""`shenggui figure list`, `sums` and `lead` at the county: every unit's word, what counts, and whose word decides."""

from typing import TYPE_CHECKING, Annotated

import typer

from desktop.cli import documents
from desktop.cli.package import names_of, unit_of
from desktop.cli.reading import choices, read_code, read_month, refuse
from desktop.cli.session import Session, current
from desktop.cli.tables import table
from desktop.domain.codes import Measure, Subject
from desktop.domain.county import CountyLine
from desktop.domain.effective import Said
from desktop.domain.figure import MEASURES, MONTHLY
from desktop.domain.month import Month
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_county import TO_CHECK, basis_word, sum_words

if TYPE_CHECKING:
    from desktop.wiring import Services

_HEADINGS = ("编号", "企业名称", "所属期", "当月", "累计", "同期累计", "同比", "用电", "谁报的", "待核对")
_YTD = Measure.MAIN_REVENUE_YTD

MonthOption = Annotated[str, typer.Option("--month", metavar="所属期", help="例如 2026-10。")]
ByOption = Annotated[str, typer.Option("--unit", metavar="单位", help="县里用：只看这个单位报的；不写是采用的。")]


def answer_list(session: Session, services: "Services", months: list[Month], by: str, *, waiting: bool) -> None:
    """Answer with merged figures of *months*: what counts of each, every office's word beside it, and the sums."""
    service, names, unit = services.county_figures, names_of(services), unit_of(services, by)
    found = [(month, line) for month in months for line in service.lines(month, by=unit)]
    if len(months) != 1:
        found = [(month, line) for month, line in found if line.cells.said]
    if waiting:
        found = [(month, line) for month, line in found if line.open]
    told = table(_HEADINGS, [_cells(month, line, names) for month, line in found])
    if len(months) == 1:
        sums = service.sums([line for _, line in found])
        told += [f"合计　{label(each)}：{sum_words(each, sums[each])}" for each in MONTHLY if any(sums[each][1:])]
    session.answer([_document(month, line) for month, line in found], told)


def sums(context: typer.Context, month: MonthOption, by: ByOption = "") -> None:
    """Answer with the sum of each measure over all enterprises, and what it leaves out."""
    session, asked = current(context), read_month(month)
    with session.ledger() as services:
        service = services.county_figures
        found = service.sums(service.lines(asked, by=unit_of(services, by)))
    document = {
        "month": str(asked),
        "sums": {
            measure.value: {
                "amount": documents.amount(measure, each.amount),
                "counted": each.counted,
                "open": each.open,
            }
            for measure, each in found.items()
        },
    }
    rows = [(label(measure), sum_words(measure, each)) for measure, each in found.items()]
    session.answer(document, table(("项目", "合计"), rows))


def lead(
    context: typer.Context,
    measure: Annotated[str, typer.Argument(metavar="项目", help="例如 electricity_ytd；不写就列出现在的归口。")] = "",
    unit: Annotated[str, typer.Option("--unit", metavar="单位", help="报得不一致时以哪个单位的数为准。")] = "",
    none: Annotated[bool, typer.Option("--none", help="不再归口，不一致的逐个核对。")] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="文字", help="凭什么，至少 5 个字。")] = "",
) -> None:
    """List whose word counts where units differ about a measure (字段归口), or say it."""
    session = current(context)
    if not measure:
        _list_leads(session)
        return
    wanted = read_code(Measure, measure, "measure", Subject.FIGURE)
    if none == bool(unit):
        raise refuse("bad_code_word", field="unit", subject=Subject.FIGURE, text=unit, words="--unit 单位，或 --none")
    with session.ledger(writes=True) as services:
        saved = services.county_figures.set_lead(wanted, unit_of(services, unit), reason)
    session.saved(saved, Subject.FIGURE, "字段归口已保存")


def _list_leads(session: Session) -> None:
    with session.ledger() as services:
        found, names = services.county_figures.leads(), names_of(services)
    rows = [(label(measure), measure.value, names.get(unit, unit)) for measure, unit in found.items()]
    empty = f"没有归口：各单位报得不一致的都待核对。项目：{choices(MEASURES)}"
    session.answer(
        {measure.value: unit for measure, unit in found.items()}, table(("项目", "代号", "以谁为准"), rows, empty)
    )


def _document(month: Month, line: CountyLine) -> documents.Document:
    units = sorted({unit for said in line.cells.said.values() for unit in said.told})
    return documents.figure_line(line.line, month, "") | {
        "by_unit": None,
        "units": units,
        "open": [measure.value for measure in MONTHLY if measure in line.open],
        "figures": {measure.value: _said(measure, said) for measure, said in line.cells.said.items()},
    }


def _said(measure: Measure, said: Said) -> documents.Document:
    return {
        "basis": said.basis.value,
        "amount": documents.amount(measure, None if said.value is None else said.value.amount),
        "unit": documents.text(said.unit),
        "told": {
            unit: {
                "amount": documents.amount(measure, value.amount),
                "source": value.source.value,
                "obtained": value.obtained.value,
                "given_by": documents.text(value.given_by),
                "on": value.on.isoformat(),
            }
            for unit, value in said.told.items()
        },
    }


def _cells(month: Month, line: CountyLine, names: dict[str, str]) -> tuple[str, ...]:
    said = line.cells.said.get(_YTD)
    units = sorted({unit for each in line.cells.said.values() for unit in each.told})
    basis = f"（{basis_word(said.basis)}）" if said is not None and said.value is not None else ""
    return (
        line.line.enterprise,
        line.line.name,
        shown.month(month),
        _amount(line, Measure.MAIN_REVENUE_MONTH),
        f"{_amount(line, _YTD)}{basis}",
        _amount(line, Measure.MAIN_REVENUE_YTD_LAST),
        shown.percent(line.line.growth),
        _amount(line, Measure.ELECTRICITY_YTD),
        "、".join(names.get(unit, unit) for unit in units),
        "、".join(label(measure) for measure in MONTHLY if measure in line.open),
    )


def _amount(line: CountyLine, measure: Measure) -> str:
    return TO_CHECK if measure in line.open else shown.amount(measure, line.amount(measure))
