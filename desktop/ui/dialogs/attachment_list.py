"""The files kept with a record: added by button or dropped, looked at, voided with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.attachment import Attachment
from desktop.domain.codes import Subject
from desktop.domain.problems import Problem
from desktop.domain.visit_codes import AttachmentKind
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.theme import button, words
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_THUMB = QSize(40, 40)
_KEY = int(Qt.ItemDataRole.UserRole)
_HINT = "照片（jpg、png）或 PDF，可不加；把文件拖到这里也行。照片里的拍摄地点等信息会自动去掉。"


class AttachmentList(QWidget):
    """What is kept with a record *about* a visit or a month's figures, and what will be once it is saved."""

    changed = Signal()

    def __init__(self, services: Services, desk: Desk, about: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._about = about
        self._record = ""
        self._waiting: list[Path] = []
        self.setAcceptDrops(True)
        self.files = QListWidget()
        self.files.setAccessibleName("附件")
        self.files.setIconSize(_THUMB)
        self.files.setFixedHeight(104)
        self.files.itemSelectionChanged.connect(self._judge)
        self.files.itemActivated.connect(self.open_current)
        self.add_button = button("添加附件", tip="选照片或扫描件")
        self.open_button = button("打开")
        self.drop_button = button("移除", tip="没保存的直接拿掉；已保存的写明原因后作废，文件仍保留")
        self.add_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self.open_current)
        self.drop_button.clicked.connect(self.remove_current)
        self.problems = ProblemLabel(Subject.ATTACHMENT)
        self._build()
        self._judge()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(words(_HINT, "hint", wrap=True), 1)
        for press in (self.add_button, self.open_button, self.drop_button):
            row.addWidget(press, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 0, 12, 4)
        box.addWidget(words("附件", "subtitle"))
        box.addLayout(row)
        box.addWidget(self.files)
        box.addWidget(self.problems)

    def show_record(self, uid: str) -> None:
        """Show what is kept with the record *uid*."""
        self._record = uid
        self._fill()

    def waiting(self) -> tuple[Path, ...]:
        """Return the files that will be kept when the record is saved."""
        return tuple(self._waiting)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Let *paths* wait for the save; those that cannot be kept are named."""
        fresh = [path for path in paths if path not in self._waiting]
        refused: list[Problem] = []
        for path in fresh:
            found = self._services.attachments.look([path])
            refused += found
            if not found:
                self._waiting.append(path)
        self.problems.show_problems(refused)
        self._fill()
        self.changed.emit()

    def keep(self, uid: str) -> bool:
        """Keep what waits with the record *uid*; False where something was refused, which is then named."""
        if not self._waiting:
            return True
        saved = self._services.attachments.add(self._about, uid, self._waiting)
        self.problems.show_problems(saved.problems)
        if not saved.uid:
            return False
        self._waiting.clear()
        self.show_record(uid)
        return True

    def open_current(self) -> None:
        """Open the chosen file with the computer's own program."""
        chosen = self._chosen()
        if chosen is None:
            return
        try:
            path = chosen if isinstance(chosen, Path) else self._services.attachments.path_of(chosen.uid)
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                raise KnownError("attachment_not_opened", name=path.name, path=path)
        except KnownError as error:
            self._desk.errors.show(error)

    def remove_current(self) -> None:
        """Take a waiting file away, or void a kept one with a reason."""
        chosen = self._chosen()
        if isinstance(chosen, Path):
            self._waiting.remove(chosen)
        elif chosen is not None:
            reason = ask_reason(self, "作废附件", f"“{chosen.name}”将作废，不再列出；文件和这一步都保留，不能恢复。")
            if reason is None:
                return
            self._services.attachments.remove(chosen.uid, reason)
        self._fill()
        self.changed.emit()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
        event.acceptProposedAction()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "添加附件", "", "照片和 PDF (*.jpg *.jpeg *.png *.pdf)")
        if chosen:
            self.add_files([Path(path) for path in chosen])

    def _fill(self) -> None:
        self.files.clear()
        for kept in self._services.attachments.list(self._about, self._record) if self._record else ():
            text = f"{kept.name}　{label(kept.kind)}　{_size(kept.size)}　{kept.added_on.isoformat()} 加入"
            self._line(text, kept.uid, self._kept_icon(kept))
        for path in self._waiting:
            self._line(f"{path.name}　保存时加入", str(path), thumbnail(path))
        self._judge()

    def _line(self, text: str, key: str, icon: QIcon) -> None:
        item = QListWidgetItem(icon, text)
        item.setData(_KEY, key)
        self.files.addItem(item)

    def _kept_icon(self, kept: Attachment) -> QIcon:
        try:
            return (
                QIcon() if kept.kind is AttachmentKind.PDF else thumbnail(self._services.attachments.path_of(kept.uid))
            )
        except KnownError:
            return self._desk.icon("now")  # the file is gone; opening it says so

    def _chosen(self) -> Path | Attachment | None:
        chosen = self.files.selectedItems()
        if not chosen:
            return None
        key = str(chosen[0].data(_KEY))
        return Path(key) if Path(key) in self._waiting else self._services.attachments.get(key)

    def _judge(self) -> None:
        any_chosen = bool(self.files.selectedItems())
        self.open_button.setEnabled(any_chosen)
        self.drop_button.setEnabled(any_chosen)


def thumbnail(path: Path) -> QIcon:
    """Return a small picture of the file at *path*; nothing where it cannot be drawn."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        return QIcon()
    reader.setScaledSize(size.scaled(_THUMB, Qt.AspectRatioMode.KeepAspectRatio))
    return QIcon(QPixmap.fromImage(reader.read()))


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1 << 20 else f"{max(1, size // 1024)} KB"
