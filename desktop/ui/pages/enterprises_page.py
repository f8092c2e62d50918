"""The list of enterprises, and one of them beside it or on the whole page (企业)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.enterprise import Chip
from desktop.ui.desk import Desk
from desktop.ui.dialogs import enterprise_editor, import_dialog
from desktop.ui.dialogs.import_files import dropped_file
from desktop.ui.dialogs.papers_action import ENTERPRISE_PAPERS, PapersAction
from desktop.ui.page import Page
from desktop.ui.pages.enterprise_detail import EnterpriseDetail
from desktop.ui.pages.enterprise_list import EnterpriseList
from desktop.ui.widgets.deed_button import deed_button

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class EnterprisesPage(Page):
    """Filters above, the list below, the chosen enterprise in a drawer that opens to the whole page.

    `open` takes a uid (`<uid>:history` for its history), `chip:<chip>`, `band:<number>` (of the window's month),
    `text:<words>`, `new`, `import`, or `draft:<key>` of a half-typed form.
    """

    key: ClassVar[str] = "enterprises"
    title: ClassVar[str] = "企业"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.setAcceptDrops(True)
        self._dropped = ""
        self._build_actions()
        self._build_list()
        self._build_layout()
        self.desk.changed.connect(self._changed)

    @override
    def reload(self) -> None:
        self.listed.reload()
        if self._has_detail:
            self.detail.reload()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "chip":
                self.listed.filters.clear(Chip(rest))
            case "text":
                self.listed.filters.clear(text=rest)
            case "band":
                self.listed.show_band(int(rest))
            case "new":
                self.add()
            case "import":
                self.take_file()
            case "draft":
                uid = rest.partition(":")[2]
                self.add("" if uid == "new" else uid)
            case uid:
                self.show_enterprise(uid)
                if rest == "history":
                    self.detail.show_history()

    def show_enterprise(self, uid: str) -> None:
        """Show the enterprise *uid* beside the list, and put the cursor on its line if it is listed."""
        self.detail.show_enterprise(uid)
        self.detail.show()
        self.listed.go_to(uid)

    def add(self, uid: str = "") -> None:
        """Open the form of a new enterprise, or of the enterprise *uid*."""
        following = enterprise_editor.ask(self.services, self.desk, self, uid)
        if following:
            self.show_enterprise(following)

    def take_file(self, path: str = "") -> None:
        """Read a workbook: look first, take what is good."""
        import_dialog.ask(self.services, self.desk, self, path)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._dropped = dropped_file(event.mimeData())
        # the program the file comes from waits until the drop has returned
        QTimer.singleShot(0, self._take_dropped)

    def _take_dropped(self) -> None:
        self.take_file(self._dropped)

    def _changed(self) -> None:
        if self.isVisible():  # otherwise the window reloads the page when it is shown
            self.reload()

    def _open_whole(self, uid: str) -> None:
        self.show_enterprise(uid)
        self.detail.go_whole(True)

    def _follow(self, uid: str) -> None:
        if self._detail_is_open() and uid != self.detail.uid:
            self.detail.show_enterprise(uid)

    def _show_field_history(self, uid: str, field: str) -> None:
        self.show_enterprise(uid)
        self.detail.show_field_history(field)

    def _show_whole(self, whole: bool) -> None:
        self.listed.setVisible(not whole)

    def _close_detail(self) -> None:
        self.detail.go_whole(False)
        self.detail.hide()
        self.listed.table.setFocus()

    def _build_actions(self) -> None:
        self.new_action = self._action("新增企业", "Ctrl+N", self._add_new)
        self.import_action = self._action("导入名单", "Ctrl+I", self._take_any)
        self.paper = PapersAction("打印", self, self.services, self.desk, ENTERPRISE_PAPERS, keys="Ctrl+P")
        self._action("编辑所选企业", "Ctrl+E", self._edit)
        self._action("查找", "Ctrl+F", self._go_to_search)
        self._action("收起、关闭详情", "Esc", self._step_back)

    def _action(self, text: str, keys: str, deed: Callable[[], None]) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(deed)
        self.addAction(action)
        return action

    def _edit(self) -> None:
        row = self.listed.current()
        if not self._detail_is_open() and row is not None:
            self.show_enterprise(row.uid)
        if self._detail_is_open():
            self.detail.edit()

    def _go_to_search(self) -> None:
        self.listed.go_to_search()

    def _step_back(self) -> None:
        if self._detail_is_open():
            self.detail.step_back()

    def _deeds(self) -> list[QWidget]:
        return [deed_button(self.import_action), deed_button(self.paper), deed_button(self.new_action, "primary")]

    def _add_new(self) -> None:
        self.add()

    def _take_any(self) -> None:
        self.take_file()

    def _build_list(self) -> None:
        self.listed = EnterpriseList(self.services, self.desk, self._deeds(), (self.import_action, self.new_action))
        self.listed.chosen.connect(self.show_enterprise)
        self.listed.opened.connect(self._open_whole)
        self.listed.moved.connect(self._follow)
        self.listed.history_requested.connect(self._show_field_history)

    @cached_property
    def detail(self) -> EnterpriseDetail:
        """The drawer, made when it is first asked for: its nine tabs are half of what this page costs."""
        detail = EnterpriseDetail(self.services, self.desk)
        detail.hide()
        self._split.addWidget(detail)
        self._split.setSizes([760, 460])
        detail.whole_requested.connect(self._show_whole)
        detail.closed.connect(self._close_detail)
        detail.gone.connect(self._close_detail)
        detail.other_requested.connect(self.show_enterprise)
        detail.open_requested.connect(self.open_requested)
        return detail

    @property
    def _has_detail(self) -> bool:
        return "detail" in self.__dict__

    def _detail_is_open(self) -> bool:
        return self._has_detail and self.detail.isVisible()

    def _build_layout(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.listed)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)
