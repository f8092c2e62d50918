"""关于: what the program is, where the data lies and how it is."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.kernel.progress import Progress
from desktop.paths import system_name
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.ui.pages.keeping_panel import rehearsal_words
from desktop.ui.theme import button, give_role, words
from desktop.wording.shown import moment

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.check import Finding
    from desktop.wiring import Services

_ABOUT = (
    "升规台账是乡镇和县直部门培育规上工业企业的工作台账，离线使用，全部数据只存在这台电脑上。"
    "它不是统计报表：企业的统计数据由企业自己向联网直报平台报送，任何单位不得代报、预审。"
)
_LICENCES = "界面使用 Qt（LGPL-3.0），字体为思源黑体、思源宋体（OFL-1.1）。"
_MEGABYTE = 1_048_576


class AboutPanel(QWidget):
    """Data health with a button that looks the whole ledger through."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._values = {
            name: words("") for name in ("folder", "size", "changes", "schema", "copies", "last", "rehearsal")
        }
        self.outcome = words("", wrap=True)
        self.check = button("全面检查数据", "primary", tip="核对修改记录链、引用关系和留存的报表")
        self.check.clicked.connect(self._check)
        self.show_folder = button("打开数据文件夹")
        self.show_folder.clicked.connect(self._open_folder)
        self.diagnostics = button("诊断包…", tip="交给技术人员的日志和数量，不含名称、代码、金额")
        self.diagnostics.clicked.connect(self._show_diagnostics)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(12)
        box.addWidget(self._build_health())
        box.addWidget(_build_about())
        box.addStretch()

    def _build_health(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(words("数据健康", "subtitle"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        names = ("数据文件夹", "数据大小", "修改记录", "数据格式", "备份", "最近一份备份", "恢复演练")
        for row, (name, value) in enumerate(zip(names, self._values.values(), strict=True)):
            grid.addWidget(words(name, "hint"), row, 0)
            grid.addWidget(value, row, 1)
        box.addLayout(grid)
        box.addWidget(self.outcome)
        buttons = QHBoxLayout()
        buttons.addWidget(self.check)
        buttons.addWidget(self.show_folder)
        buttons.addWidget(self.diagnostics)
        buttons.addStretch()
        box.addLayout(buttons)
        return card

    def reload(self) -> None:
        """Read anew how the data is."""
        health = self._services.settings.data_health()
        values = self._values
        values["folder"].setText(str(health.folder))
        values["size"].setText(f"{health.size / _MEGABYTE:.1f} MB")
        values["changes"].setText(f"{health.changes:,} 条")
        values["schema"].setText(f"第 {health.schema} 版")
        values["copies"].setText(f"{health.copies} 份")
        values["rehearsal"].setText(rehearsal_words(self._services.backups.keeping()).partition("：")[2])
        values["last"].setText("还没有" if health.last_copy_at is None else moment(health.last_copy_at))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say what the check found; nothing is also said."""
        if not findings:
            give_role(self.outcome, "good")
            self.outcome.setText("✓ 检查完毕，没有发现问题。")
            return
        give_role(self.outcome, "problem")
        listed = "；".join(f"{finding.code} {finding.where}" for finding in findings[:20])
        self.outcome.setText(
            f"× 发现 {len(findings)} 处问题：{listed}。请不要继续登记，把整个数据文件夹复制一份，联系技术人员。"
        )

    @Slot()
    def _check(self) -> None:
        findings = run_job(self, self._desk, "全面检查数据", self._look_through)
        if findings is not None:
            self.show_findings(findings)

    def _look_through(self, progress: Progress) -> tuple[Finding, ...]:
        progress.step(0, 0, "正在逐条核对")
        return self._services.check.run(deep=True)

    @Slot()
    def _show_diagnostics(self) -> None:
        # the dialog comes when it is needed
        from desktop.ui.dialogs.diagnostics_dialog import show_diagnostics

        show_diagnostics(self, self._services, self._desk, program_version(), system_name())

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._services.folder)))


def _build_about() -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    box = QVBoxLayout(card)
    box.setContentsMargins(16, 12, 16, 12)
    box.addWidget(words("升规台账", "subtitle"))
    box.addWidget(words(f"程序 {program_version()}", "hint"))
    box.addWidget(words(_ABOUT, wrap=True))
    box.addWidget(words(_LICENCES, "hint", wrap=True))
    return card


def program_version() -> str:
    """Return the number of this program as it was installed."""
    try:
        return version("shenggui")
    except PackageNotFoundError:
        return "（未安装）"
