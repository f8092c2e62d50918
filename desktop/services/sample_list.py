"""The workbook that the invented county hands over: a title, two header rows, text numbers, 合计, a ruined code."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from desktop.kernel.progress import Progress
from desktop.render.catalogue import Kind
from desktop.render.excel import print_excel
from desktop.render.fonts import Fonts
from desktop.render.header import header_tree
from desktop.render.sheet import Align, CellValue, ColumnSpec, Footer, Margins, Page, PaperSize, Sheet
from desktop.services.sample_data import ListWords, Sample, SampleEnterprise

_WIDTHS = {"name": 60, "credit_code": 34, "department": 26, "products": 30}
_BEFORE = 90  # what the year before last stood at, in per cent of last year


def write_list(sample: Sample, path: Path, resources: Path) -> None:
    """Write the list of the sample's enterprises to *path* as the county's workbook."""
    print_excel(_sheet(sample), path, Progress(), fonts=Fonts(resources / "fonts"))


def _sheet(sample: Sample) -> Sheet:
    words = sample.list_words
    everyone = (*sample.enterprises, sample.damaged)
    names = tuple(words.headings)
    return Sheet(
        title=words.title,
        annex="",
        mark="",
        corner_left=words.corner_left,
        corner_middle="",
        corner_right=words.corner_right,
        columns=tuple(ColumnSpec(name, Kind.TEXT, _WIDTHS.get(name, 18), Align.LEFT, 2) for name in names),
        header=header_tree(list(words.headings.values())),
        rows=tuple(_row(each, words, place) for place, each in enumerate(everyone, 1)),
        totals=_totals(words, everyone),
        nothing="",
        notes=(),
        footer=Footer((), ""),
        page=Page(PaperSize.A4, landscape=True, margins=Margins(20, 20, 15, 15), text_size=Decimal(8)),
        statement=words.title,
    )


def _row(each: SampleEnterprise, words: ListWords, place: int) -> tuple[CellValue, ...]:
    texts = {
        "name": each.name,
        "credit_code": each.shown or each.credit_code,
        "township": each.township,
        "department": words.department,
        "industry_code": each.industry_code,
        "products": each.products,
        "contact": each.contact,
        "phone": each.phone,
        "status": words.words[each.status.value],
        # a number kept as text, as lists that were copied from elsewhere have it
        "before": f"{each.revenue * _BEFORE // 100:,}.00",
        "revenue": f"{each.revenue:,}.00",
    }
    serial = CellValue(str(place), place, Align.CENTER, Kind.COUNT)
    return (serial, *(_text(texts[name]) for name in words.headings if name != "serial"))


def _totals(words: ListWords, everyone: Sequence[SampleEnterprise]) -> tuple[CellValue, ...]:
    total = sum(each.revenue for each in everyone)
    before = sum(each.revenue * _BEFORE // 100 for each in everyone)
    texts = {"serial": words.totals, "before": f"{before:,}.00", "revenue": f"{total:,}.00"}
    return tuple(_text(texts.get(name, "")) for name in words.headings)


def _text(text: str) -> CellValue:
    return CellValue(text, text or None, Align.LEFT, Kind.TEXT)
