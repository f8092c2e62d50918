"""The list of keys: everything can be done without a mouse."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.widgets.table_view import TableView

_COMMON = (
    ("Tab / Shift+Tab", "到下一项 / 上一项"),
    ("↑ ↓", "在列表里移动；在日期里加减一天"),
    ("Enter", "打开所选的一行"),
    ("Ctrl+C", "复制所选内容，可粘贴到 WPS 表格"),
    ("Ctrl+Shift+E", "把所在的表导出成 Excel、CSV 或 PDF"),
    ("Ctrl+S", "在填写窗口里保存"),
    ("Esc", "关闭窗口"),
)

COLUMNS: tuple[Column[tuple[str, str]], ...] = (
    Column("按键", lambda row: row[0], width=150),
    Column("做什么", lambda row: row[1], width=300),
)


def key_lines(actions: Sequence[QAction]) -> tuple[tuple[str, str], ...]:
    """Return key and deed of every one of *actions* that has a key, then those that hold everywhere."""
    own = [(action.shortcut().toString(), action.text()) for action in actions if not action.shortcut().isEmpty()]
    return (*own, *_COMMON)


def show_keys(parent: QWidget, actions: Sequence[QAction]) -> None:
    """Show the list of keys until it is closed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle("快捷键一览")
    dialog.resize(520, 520)
    model = TableModel(COLUMNS, dialog)
    model.set_rows(key_lines(actions))
    table = TableView("快捷键一览")
    table.setModel(model)
    table.horizontalHeader().setStretchLastSection(True)
    buttons = QDialogButtonBox()
    buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.addWidget(table)
    box.addWidget(buttons)
    dialog.exec()
    dialog.deleteLater()
