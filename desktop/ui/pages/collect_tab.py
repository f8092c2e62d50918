"""收包 (county): letters of many units looked at together, each told with what it would do or why it may not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.domain.rehearsal import missing
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.letter_dialog import ask_letter, choose_letters, plan_words
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.job_dialog import run_job
from desktop.ui.letter_printing import print_rehearsal
from desktop.ui.models.letter_columns import period
from desktop.ui.models.table_model import RIGHT, Column
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.letter_papers import lacking
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.incoming import FolderPlan, LetterPlan
    from desktop.wiring import Services

_EMPTY = "把各单位的包拷到一个文件夹，点“看一个文件夹…”：先一起试算，逐个说明会改什么；有问题的包不影响别的。"


class CollectLine(NamedTuple):
    """One file: the letter in it as it was looked at or read in, or why it may not be."""

    path: Path
    plan: LetterPlan | None
    error: KnownError | None
    taken: bool


def line_state(line: CollectLine) -> str:
    """Return what is or will be done with the file."""
    if line.error is not None:
        return f"不能读入：{message(line.error)}"
    if line.plan is None or line.plan.taken_at is not None:
        at = "" if line.plan is None or line.plan.taken_at is None else shown.moment(line.plan.taken_at.astimezone())
        return f"已于 {at} 读入过"
    done = "已读入" if line.taken else "可以读入"
    return f"{done}；台账缺 {line.plan.effect.behind} 处，见详情" if is_behind(line) and line.plan.effect else done


def is_behind(line: CollectLine) -> bool:
    """Return whether the ledger that the letter comes from lacks what its unit told before."""
    return line.plan is not None and line.plan.effect is not None and line.plan.effect.behind > 0


def _tone(line: CollectLine) -> str:
    if line.error is not None:
        return "late"
    if line.plan is None or line.plan.taken_at is not None:
        return "off"
    return "soon" if is_behind(line) else "good"


def _count(name: str) -> Column[CollectLine]:
    def value(line: CollectLine) -> int | None:
        effect = None if line.plan is None else line.plan.effect
        return None if effect is None else int(getattr(effect, _COUNTS[name]))

    return Column(name, value, align=RIGHT, width=60)


_COUNTS = {"新增": "added", "变更": "changed", "待核对": "to_check", "报表": "rounds"}
COLUMNS: tuple[Column[CollectLine], ...] = (
    Column("单位或文件", lambda line: line.path.name if line.plan is None else line.plan.unit_name, width=170),
    Column("类型", lambda line: "" if line.plan is None else label(line.plan.type), width=70),
    Column("号", lambda line: None if line.plan is None else line.plan.seq, align=RIGHT, width=40),
    Column("所属期", lambda line: "" if line.plan is None else period(line.plan.period), width=90),
    *map(_count, _COUNTS),
    Column("结果", line_state, width=260, tone=_tone, tip=line_state),
    Column("文件", lambda line: line.path.name, width=200),
)


class CollectTab(LedgerTab[CollectLine]):
    """Looking writes nothing; reading in takes every letter that may be taken, each whole."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "收包", COLUMNS, _EMPTY, parent)
        self.paths: list[Path] = []
        self.found: FolderPlan | None = None
        self.unsigned = QCheckBox("没有签名的包都已打电话核对")
        self.filters.addWidget(self.unsigned)
        self.filters.addStretch()
        self.folder = self.deed("看一个文件夹…", self._choose_folder, "primary")
        self.files = self.deed("选几个文件…", self._choose_files)
        self.one = self.deed("单独看这个包…", self._open_one)
        self.one.setToolTip("要填口令、照纸填指纹的，一个一个来")
        self.paper = self.deed("打印试算…", self._print)
        self.paper.setToolTip("把试算的结果印成一张单子，读入以前请领导看；PDF 和 Excel 各一份")
        self.paper.setEnabled(False)
        self.take = self.deed("读入", self._take)
        self.table.opened.connect(self._open)
        self.unsigned.toggled.connect(self._look)
        self.take.setEnabled(False)

    @override
    def judge(self, row: CollectLine | None) -> None:
        self.one.setEnabled(row is not None)

    @override
    def describe(self, row: CollectLine) -> str:
        if row.plan is None or row.error is not None:
            name = "" if row.plan is None else f"{row.plan.unit_name}　{label(row.plan.type)}第 {row.plan.seq} 号"
            return paragraphs(name, row.path.name, " ", line_state(row))
        return paragraphs(plan_words(row.plan), " ", pair("结果", line_state(row)), pair("文件", str(row.path)))

    def _choose_folder(self) -> None:
        folder = ask_folder(self, self.desk, "各单位的包在哪个文件夹")
        if folder is not None:
            self.look(sorted(folder.glob("*.sgb")))
            if not self.paths:
                self.count.setText(f"{folder} 里没有升规包（.sgb）。")

    def _choose_files(self) -> None:
        paths = choose_letters(self, self.desk, several=True)
        if paths:
            self.look(paths)

    def look(self, paths: Sequence[Path]) -> None:
        """Rehearse the letters at *paths* together."""
        self.paths = list(paths)
        self._look()

    def _look(self) -> None:
        if not self.paths:
            return
        incoming, paths, unsigned = self.services.letters.incoming, self.paths, self.unsigned.isChecked()

        def work(progress: Progress) -> FolderPlan:
            return incoming.look_all(paths, progress, unsigned=unsigned)

        found = run_job(self, self.desk, "一起试算", work)
        if found is not None:
            self._show(found)

    def _take(self) -> None:
        incoming, paths, unsigned = self.services.letters.incoming, self.paths, self.unsigned.isChecked()

        def work(progress: Progress) -> FolderPlan:
            return incoming.take_all(paths, progress, unsigned=unsigned)

        found = run_job(self, self.desk, "读入", work)
        if found is not None:
            self._show(found)
            self.desk.say_kept(f"已读入 {sum(plan.taken_at is None for plan in found.plans)} 个包")
        else:
            self._look()  # stopped half-way: what was read in until then stays

    def _print(self) -> None:
        if self.found is not None:
            print_rehearsal(self, self.services, self.desk, self.found)

    def _show(self, found: FolderPlan) -> None:
        self.found = found
        self.paper.setEnabled(True)
        lines = [CollectLine(path, found.heads.get(path), error, found.taken) for path, error in found.refused]
        lines += [CollectLine(plan.path, plan, None, found.taken) for plan in found.plans]
        self.show_rows(lines, folder_words(found), lambda line: str(line.path))
        self.take.setEnabled(not found.taken and any(plan.taken_at is None for plan in found.plans))
        self.stand_out(self.take if self.take.isEnabled() else self.folder)

    def _open(self, row: object) -> None:
        if isinstance(row, CollectLine) and ask_letter(self.services, self.desk, row.path, self) is not None:
            self._look()

    def _open_one(self) -> None:
        self._open(self.table.current_row())


def folder_words(found: FolderPlan) -> str:
    """Return what all letters together do."""
    effects = [plan.effect for plan in found.plans if plan.effect is not None]
    head = "已读入" if found.taken else "试算，还没有写入"
    again = len(found.plans) - len(effects)
    parts = [
        f"{head}：{len(effects)} 个包",
        f"新增 {sum(each.added for each in effects)} 条",
        f"变更 {sum(each.changed for each in effects)} 条",
        f"待核对 {sum(each.to_check for each in effects)} 处",
        f"报表 {sum(each.rounds for each in effects)} 份",
    ]
    told = "，".join(parts)
    if again:
        told += f"；{again} 个以前读入过"
    told += f"；{len(found.refused)} 个不能读入。" if found.refused else "。"
    return told + lacking(missing(found.lines()))
