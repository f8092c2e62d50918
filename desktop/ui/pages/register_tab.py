"""登记: the own fingerprint and registration package, the offices whose keys are known, and their end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject, UnitKind
from desktop.domain.letter import Office
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import run
from desktop.ui.dialogs.letter_dialog import LETTERS
from desktop.ui.dialogs.new_key_dialog import KeyWay, ask_new_key
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.registration_dialog import registration_dialog
from desktop.ui.letter_printing import print_registration
from desktop.ui.models.letter_columns import OFFICES, at, office_state
from desktop.ui.pages.ledger_tab import LedgerTab, pair, paragraphs
from desktop.ui.theme import give_role, words
from desktop.wording.labels import label
from desktop.wording.messages import told

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_EMPTY = "还没有登记过单位。用 U 盘收对方的登记包，照盖章登记表上的指纹填写。"


class RegisterTab(LedgerTab[Office]):
    """The same for a unit and for the county office."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, "登记", OFFICES, _EMPTY, parent)
        self.county = services.settings.workspace().unit_kind is UnitKind.COUNTY
        self.own, self.outcome = words("", wrap=True), words("", wrap=True)
        self.filters.addWidget(self.own, 1)
        self.layout().addWidget(self.outcome)  # type: ignore[union-attr]  # the tab has one
        self.make = self.deed("生成登记包…", self._make)
        self.accept = self.deed("收对方的登记包…", self._accept, "primary")
        self.retire = self.deed("停用…", self._retire)
        self.renew = self.deed("换新钥匙…", self._renew)

    @override
    def reload(self) -> None:
        keys = self.services.letters.keys
        name = self.services.settings.workspace().unit_name
        to = "盖章的登记表上，发给各单位" if self.county else "盖章的登记表上，送县里"
        self.own.setText(f"{name}的指纹：{keys.own_fingerprint()}\n它印在{to}；对方照纸填写，才认得是你发的包。")
        offices = keys.offices()
        self.show_rows(offices, f"登记过 {len(offices)} 个单位", lambda office: office.key_id)

    @override
    def describe(self, row: Office) -> str:
        return paragraphs(
            f"{row.name}（{label(row.kind)}）",
            pair("状态", office_state(row)),
            pair("登记时间", at(row.compared_at)),
            pair("指纹", row.fingerprint),
        )

    @override
    def judge(self, row: Office | None) -> None:
        self.retire.setEnabled(row is not None and row.retired_from is None)

    def _make(self) -> None:
        folder = ask_folder(self, self.desk, "登记包写到哪个 U 盘或文件夹")
        if folder is None:
            return
        try:
            path = self.services.letters.keys.register(folder)
        except (KnownError, OSError) as error:
            self.desk.errors.show(error if isinstance(error, KnownError) else KnownError("package_lost", path=folder))
            return
        self._say(f"✓ 登记包：{path}。登记表打印盖章，与 U 盘一起送去。", "good")
        print_registration(self, self.services, self.desk, path)

    def _accept(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择对方的登记包或换钥匙的包", "", LETTERS)
        if name:
            self.register(Path(name))

    def register(self, path: Path) -> None:
        """Look at the package at *path*; ask for the fingerprint on paper unless the old key signed for it."""
        keys = self.services.letters.keys
        try:
            found = keys.look(path)
        except KnownError as error:
            self.desk.errors.show(error)
            return
        if run(registration_dialog(keys, path, found, self)):
            self.say(f"已登记：{found.name}")

    def _retire(self) -> None:
        row = self.table.current_row()
        text = f"停用以后，{row.name}这把钥匙新发的包不再收；已读入的不变。" if row is not None else ""
        reason = ask_reason(self, "停用", text) if row is not None else None
        if row is None or reason is None:
            return
        saved = self.services.letters.keys.retire(row.unit, reason)
        if saved.problems:
            self._say("\n".join(told(problem, Subject.WORKSPACE) for problem in saved.problems), "problem")
        else:
            self.say(f"已停用：{row.name}")

    def _renew(self) -> None:
        way = ask_new_key(self)
        if way is KeyWay.ANEW:
            self.services.letters.keys.renew()
            self._say("已换新钥匙。请重新生成登记包，指纹盖章送去。", "good")
            self.say("已换新钥匙")
        elif way is KeyWay.ANNOUNCED:
            self._announce()

    def _announce(self) -> None:
        folder = ask_folder(self, self.desk, "换钥匙的包写到哪个 U 盘或文件夹")
        if folder is None:
            return
        try:
            path, _ = self.services.letters.keys.announce(folder)
        except (KnownError, OSError) as error:
            self.desk.errors.show(error if isinstance(error, KnownError) else KnownError("package_lost", path=folder))
            return
        to = "给每一个登记过县里的单位都送一份" if self.county else "送县里"
        self._say(f"✓ 已换新钥匙。换钥匙的包：{path}，{to}；对方在“登记”里收，不用填指纹。", "good")
        self.say("已换新钥匙")

    def _say(self, text: str, role: str) -> None:
        give_role(self.outcome, role)
        self.outcome.setText(text)
