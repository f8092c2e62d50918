"""Workbooks from the file dialog or dropped onto a page."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et", ".csv", ".txt")
_FILTER = "表格文件 (*.xlsx *.xls *.xlsm *.et *.csv *.txt);;所有文件 (*)"


def dropped_file(data: QMimeData) -> str:
    """Return the one local file in *data*, or nothing; what kind it is is judged by its bytes later."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and Path(files[0]).suffix.lower() in SUFFIXES else ""


def choose_file(parent: QWidget | None, folder: str) -> str:
    """Let the user choose a workbook, beginning in *folder*; empty if none was chosen."""
    path, _ = QFileDialog.getOpenFileName(parent, "选择要导入的表格", folder, _FILTER)
    return path


def choose_place(parent: QWidget | None, suggestion: str) -> str:
    """Let the user choose where to write a workbook; empty if no place was chosen."""
    path, _ = QFileDialog.getSaveFileName(parent, "保存错误行", suggestion, "Excel 工作簿 (*.xlsx)")
    return path
