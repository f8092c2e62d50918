"""Printing: our PDF against bare canvas calls and reportlab's own Table, our workbooks against openpyxl write-only.

All yardsticks get the same strings and values and run in the same process, one after the other; the quickest of a few
turns counts where a turn is short.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from desktop.kernel.progress import Progress
from desktop.render.catalogue import Kind
from desktop.render.excel import print_excel, print_list
from desktop.render.fonts import BODY, Fonts
from desktop.render.header import header_tree
from desktop.render.pdf import print_pdf
from desktop.render.raster import pages
from desktop.render.sheet import (
    Align,
    CellValue,
    ColumnSpec,
    Footer,
    Margins,
    Page,
    PaperSize,
    Sheet,
)
from tests.benchmarks import Ratio

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"

_PLACES = ("秀水镇", "孙家庄镇", "路家村镇", "南娄镇", "牛村镇", "苌池镇", "上社镇")
_TRADES = ("煤业", "耐火材料", "混凝土", "新材料", "机械加工", "农产品加工")
_TEXT = 8.0
_WIDTHS = (10, 34, 24, 18, 20, 20, 20, 40, 22, 22, 15, 22)


def run(rows: int = 10_000) -> list[Ratio]:
    """Measure everything; *rows* is made smaller only to try the benchmark itself."""
    with TemporaryDirectory() as folder:
        return [*_pdf(Path(folder), rows), *_excel(Path(folder), rows)]


def _pdf(folder: Path, rows: int) -> list[Ratio]:
    fonts = Fonts(FONTS)
    fonts.load()
    sheet = _sheet(_pdf_texts(rows), _WIDTHS)
    ours, slow = folder / "ours.pdf", folder / "table.pdf"
    # in turns, so that a busy moment of the machine does not fall on one of them alone
    turns = [
        (
            _seconds(lambda: _bare_canvas(sheet, folder / "canvas.pdf")),
            _seconds(lambda: print_pdf(sheet, ours, Progress(), fonts=fonts)),
        )
        for _ in range(3)
    ]
    canvas, quick = (min(times) for times in zip(*turns, strict=True))
    table = _seconds(lambda: _paragraph_table(sheet, slow))
    detail = (
        f"{rows} rows x 12: {quick:.1f} s, {pages(ours)} pages; Table of Paragraphs {table:.1f} s, {pages(slow)} pages"
    )
    grown = _grown_in_a_child(rows)
    return [
        Ratio("PDF over the same strings by bare canvas calls", quick / canvas, 2.0, f"bare {canvas:.1f} s, {detail}"),
        Ratio("PDF, times faster than Table with Paragraph cells", table / quick, 6.0, detail, at_least=True),
        Ratio("PDF, megabytes the process grows by", grown, 200.0, f"{rows} rows x 12, in a process of its own"),
    ]


def grown(rows: int) -> float:
    """Return by how many megabytes this process grows at most while it prints a PDF of *rows* rows."""
    fonts = Fonts(FONTS)
    fonts.load()
    sheet = _sheet(_pdf_texts(rows), _WIDTHS)
    with TemporaryDirectory() as folder:
        # what is loaded only when the first page is drawn is no growth
        print_pdf(_sheet(_pdf_texts(10), _WIDTHS), Path(folder) / "first.pdf", Progress(), fonts=fonts)
        before = _now()
        print_pdf(sheet, Path(folder) / "grown.pdf", Progress(), fonts=fonts)
        return _peak() - before


def _now() -> float:
    """Return the megabytes this process has; the peak so far where the system does not tell."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        return _peak()
    return int(pages.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss of a child begins at what its parent had, so that a big parent looks like growth
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    # there is no such module on Windows, where this benchmark is not run
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024**2 if sys.platform == "darwin" else used / 1024


def _grown_in_a_child(rows: int) -> float:
    code = f"from tests.benchmarks.bench_render import grown; print(grown({rows}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True
    )
    return float(done.stdout)


def _bare_canvas(sheet: Sheet, path: Path) -> None:
    """Write the same strings, each in one piece: no wrapping, no rules, no header, as few calls as there can be."""
    room = 267 * mm / sum(_WIDTHS)
    places = [15 * mm + room * sum(_WIDTHS[:column]) for column in range(len(_WIDTHS))]
    canvas = Canvas(str(path), pagesize=landscape(A4), invariant=1, initialFontName=BODY)
    low, y = 20 * mm, 0.0
    for row in sheet.rows:
        if y < low:
            if y:
                canvas.showPage()
            canvas.setFont(BODY, _TEXT)
            y = 185 * mm
        for x, cell in zip(places, row, strict=True):
            canvas.drawString(x, y, cell.text)
        y -= 9.3 * mm  # rows come out three lines high with us
    canvas.save()


def _excel(folder: Path, rows: int) -> list[Ratio]:
    fonts = Fonts(FONTS)
    fonts.load()
    values = [_values(number) for number in range(rows)]
    names = [f"第{number}列" for number in range(1, 26)]
    sheet = _value_sheet(values, names)
    works: dict[str, Callable[[], object]] = {
        "bare": lambda: _bare(names, values, folder / "bare.xlsx"),
        "plain": lambda: print_list(names, values, folder / "plain.xlsx", Progress(), title="清单"),
        "form": lambda: print_excel(sheet, folder / "form.xlsx", Progress(), fonts=fonts),
    }
    # in turns, so that a busy moment of the machine does not fall on one of them alone
    turns = [{name: _seconds(work) for name, work in works.items()} for _ in range(3)]
    bare, plain, form = (min(turn[name] for turn in turns) for name in works)
    told = f"{rows} rows x 25, bare {bare:.2f} s, "
    return [
        Ratio("xlsx, plain list over bare write-only", plain / bare, 1.3, f"{told}plain {plain:.2f} s"),
        Ratio("xlsx, filed form over bare write-only", form / bare, 1.8, f"{told}form {form:.2f} s"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _pdf_texts(rows: int) -> list[tuple[str, ...]]:
    return [
        (
            str(number),
            f"演示{_PLACES[number % 7]}第{number}{_TRADES[number % 6]}有限责任公司",
            f"91140322MA0{number:07d}",
            _PLACES[number % 7],
            f"{number * 1.37:,.2f}",
            f"{number * 13.71:,.2f}",
            f"{number * 12.03:,.2f}",
            f"二期生产线第{number}号设备已到位，因流动资金紧张暂未开工，拟于下月投产。",
            "企业提供资料",
            f"李演示{number % 40}",
            "正常",
            f"2026-10-{number % 28 + 1:02d}",
        )
        for number in range(1, rows + 1)
    ]


def _sheet(texts: list[tuple[str, ...]], widths: tuple[int, ...]) -> Sheet:
    columns = tuple(ColumnSpec(f"c{place}", Kind.TEXT, width, Align.LEFT, 0) for place, width in enumerate(widths))
    return Sheet(
        title="运行监测月报",
        annex="",
        mark="",
        corner_left="",
        corner_middle="",
        corner_right="",
        columns=columns,
        header=header_tree([(f"第{place}列",) for place in range(1, len(widths) + 1)]),
        rows=tuple(tuple(CellValue(text, text, Align.LEFT, Kind.TEXT) for text in row) for row in texts),
        totals=None,
        nothing="",
        notes=(),
        footer=Footer((), ""),
        page=Page(PaperSize.A4, landscape=True, margins=Margins(25, 20, 15, 15), text_size=Decimal(8)),
        statement="",
    )


def _paragraph_table(sheet: Sheet, path: Path) -> None:
    # the same type size, line distance, inner edges and column widths, so that rows come out as high as ours
    style = ParagraphStyle(
        "cell", fontName=BODY, fontSize=_TEXT, leading=_TEXT * 1.3, alignment=TA_LEFT, wordWrap="CJK"
    )
    room = 267 * mm / sum(_WIDTHS)
    cells = [[Paragraph(cell.text, style) for cell in row] for row in sheet.rows]
    head = [Paragraph(cell.text, style) for cell in sheet.header[0]]
    table = Table([head, *cells], colWidths=[width * room for width in _WIDTHS], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("LEFTPADDING", (0, 0), (-1, -1), 0.8 * mm),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0.8 * mm),
                ("TOPPADDING", (0, 0), (-1, -1), 0.8 * mm),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8 * mm),
            ]
        )
    )
    document = SimpleDocTemplate(
        str(path),
        pagesize=landscape(A4),
        topMargin=25 * mm - 6,
        bottomMargin=20 * mm - 6,
        leftMargin=15 * mm - 6,
        rightMargin=15 * mm - 6,
        initialFontName=BODY,
        invariant=1,
    )
    document.build([table])


def _values(number: int) -> list[Any]:
    texts = [f"演示第{number}企业有限公司", f"91140322MA0{number:07d}", _PLACES[number % 7], "利润表", "正常"]
    amounts = [Decimal(number * (place + 3) * 137).scaleb(-2) for place in range(15)]
    return [*texts, *amounts, number, date(2026, 10, number % 28 + 1), "企业提供资料", "李演示", number % 300]


def _value_sheet(values: list[list[Any]], names: list[str]) -> Sheet:
    kinds = {str: Kind.TEXT, Decimal: Kind.MONEY, int: Kind.COUNT, date: Kind.DATE}
    aligns = {Kind.TEXT: Align.LEFT, Kind.DATE: Align.CENTER}
    specs = []
    for place, value in enumerate(values[0]):
        kind = kinds[type(value)]
        decimals = 2 if kind is Kind.MONEY else 0
        specs.append(ColumnSpec(names[place], kind, 18, aligns.get(kind, Align.RIGHT), decimals))
    base = _sheet([], (1,))
    return Sheet(
        title=base.title,
        annex="附件1",
        mark="",
        corner_left="填报单位：演示",
        corner_middle="报告期：2026年10月",
        corner_right="单位：万元",
        columns=tuple(specs),
        header=header_tree([(name,) for name in names]),
        rows=tuple(
            tuple(CellValue(str(value), value, spec.align, spec.kind) for spec, value in zip(specs, row, strict=True))
            for row in values
        ),
        totals=None,
        nothing="",
        notes=("注：演示。",),
        footer=Footer(("单位负责人：", "填报人："), "（盖章处）"),
        page=base.page,
        statement="",
    )


def _bare(names: list[str], values: list[list[Any]], path: Path) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("bare")
    sheet.append(names)
    for row in values:
        sheet.append(row)
    workbook.save(path)
