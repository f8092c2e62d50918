"""登记: whom a registration package introduces, and the fingerprint typed from the stamped paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.saved import Saved
from desktop.ui.dialogs.form_dialog import FormDialog
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.keys import KeyService, Registration


def registration_dialog(keys: KeyService, path: Path, found: Registration, parent: QWidget | None) -> FormDialog:
    """Return the form that registers the office in the package at *path*.

    The fingerprint of the file is not shown: it has to come from paper. Where the key known here signed for the new
    one there is nothing to compare.
    """
    if found.announced:
        return _announced(keys, path, found, parent)
    standing = "登记过，不用再登记。" if found.known else ""
    if found.replaces:
        standing = "这个单位原来登记过另一把钥匙；登记后原来的停用。请先电话核对为什么换。"
    paper = "请照盖章的登记表填指纹，不要让对方在电话里念屏幕上的。"
    hint = f"{found.name}（{label(found.kind)}）的登记包。{standing}\n{paper}"
    dialog = FormDialog("登记对方的钥匙", "登记", Subject.WORKSPACE, parent, hint=hint)
    typed = QLineEdit()
    typed.setPlaceholderText("前四组，16 个数字，例如 1234 5678 9012 3456")
    dialog.fields.add("fingerprint", "登记表上的指纹", typed, needed=True)

    def keep() -> Saved:
        return keys.accept(path, typed.text())

    dialog.keep = keep
    return dialog


def _announced(keys: KeyService, path: Path, found: Registration, parent: QWidget | None) -> FormDialog:
    done = "登记过，不用再收。" if found.known else "收下以后认新钥匙；旧钥匙签的包不再收。"
    hint = f"{found.name}（{label(found.kind)}）换钥匙的包。登记过的旧钥匙替新钥匙作了保，不用填指纹。\n{done}"
    dialog = FormDialog("收换钥匙的包", "收下", Subject.WORKSPACE, parent, hint=hint)

    def keep() -> Saved:
        return keys.accept(path, "")

    dialog.keep = keep
    return dialog
