"""通报 (county): a month of all units in a table and in sentences, copied, or written as PDF, workbook and text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.domain.bulletin import Bulletin, BulletinLine
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_folder, show_paper
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.pages.ledger_tab import LedgerTab
from desktop.wording import shown
from desktop.wording.bulletins import NOT_DUE, NOT_ISSUED, percent
from desktop.wording.labels import label
from desktop.wording.words_project import unit_word

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.printing import PrintedFile
    from desktop.wiring import Services

_EMPTY = "还没有可以通报的单位：各单位没有目标，月末也没有交办企业。"
COLUMNS: tuple[Column[BulletinLine], ...] = (
    Column("口径", lambda line: line.dimension, lambda each: label(each) if each else "", width=76),
    Column("单位", lambda line: unit_word(line.name, whole=line.whole), width=150),
    Column("净增目标", lambda line: line.reached.target, lambda value: _or(value, NOT_ISSUED), RIGHT, width=78),
    Column("新增", lambda line: line.reached.additions, align=RIGHT, width=50),
    Column("退库", lambda line: line.reached.exits, align=RIGHT, width=50),
    Column("净增", lambda line: line.reached.net, align=RIGHT, width=50),
    Column("完成率", lambda line: line.reached.percent, lambda rate: percent(rate, NOT_DUE), RIGHT, width=66),
    Column("应报（份）", lambda line: line.filing.due, lambda due: str(due or NOT_DUE), RIGHT, width=80),
    Column("按时", lambda line: _came(line, line.filing.on_time), align=RIGHT, width=50),
    Column("迟报", lambda line: _came(line, line.filing.late), align=RIGHT, width=50),
    Column("未报", lambda line: _came(line, line.filing.missing), align=RIGHT, width=50),
    Column("按时率", lambda line: line.filing.percent, lambda rate: percent(rate, NOT_DUE), RIGHT, width=66),
)


class BulletinTab(LedgerTab[BulletinLine]):
    """The bulletin of the window's month; the text beside the table is what would be written."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "通报", COLUMNS, _EMPTY, parent)
        self.found: Bulletin | None = None
        self.copy = self.deed("复制文字稿", self._copy)
        self.write = self.deed("写出通报…", self._write, "primary")
        self.write.setToolTip("PDF、Excel 和文字稿各一份，数是同一份")

    @override
    def reload(self) -> None:
        month = self.desk.month()
        found = self.found = self.services.bulletins.bulletin(month)
        lines = [each for each in found.lines if each.whole or not each.silent]
        due = f"报送截止日 {shown.day(found.due_on)}{'' if found.over else '，还没有过'}"
        missing = f"，未报的单位 {len(found.missing)} 个" if found.missing else ""
        self.show_rows(lines, f"{shown.month(month)}，{due}{missing}；各单位照方案的次序排，不排名", _key)

    @override
    def describe(self, row: BulletinLine) -> str:
        return "" if self.found is None else self.found.text

    def _copy(self) -> None:
        if self.found is not None:
            QApplication.clipboard().setText(self.found.text)
            self.desk.kept.emit("已复制通报的文字稿")

    def _write(self) -> None:
        folder = ask_folder(self, self.desk, "通报写到哪个文件夹")
        if folder is not None:
            self.write_into(folder)

    def write_into(self, folder: Path) -> None:
        """Write the bulletin of the window's month into *folder* and show the paper."""
        bulletins, month = self.services.bulletins, self.desk.month()

        def work(progress: Progress) -> PrintedFile:
            return bulletins.write(month, folder, progress)[0]

        printed = run_job(self, self.desk, "通报", work)
        if printed is not None:
            show_paper(self, self.desk, "通报", printed, self.services.filings.page_image)


def _or(value: int | None, blank: str) -> str:
    return blank if value is None else str(value)


def _came(line: BulletinLine, count: int) -> int | None:
    return count if line.filing.due else None


def _key(line: BulletinLine) -> str:
    return f"{line.dimension or ''} {line.unit} {line.whole}"
