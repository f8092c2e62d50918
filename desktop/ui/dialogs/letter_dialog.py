"""收到的包: looked at first, with what reading it in would do; read in only when the user says so."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.letter import Trust
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.ui.models.letter_columns import at, period
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.problem_label import FormFields
from desktop.wording import asides
from desktop.wording.labels import label
from desktop.wording.letter_terms import terms_lines
from desktop.wording.letters import beside_words
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.incoming import LetterPlan
    from desktop.services.steps.letter_taking import Effect
    from desktop.wiring import Services

LETTERS = "升规包 (*.sgb)"
_FOLDER = "letters/folder"
_FINGERPRINT, _PASSPHRASE, _UNSIGNED, _LATE = "fingerprint", "passphrase", "unsigned", "late"
_ASKED = {
    "package_unknown_key": _FINGERPRINT,
    "fingerprint_differs": _FINGERPRINT,
    "package_wants_passphrase": _PASSPHRASE,
    "county_key_changed": _FINGERPRINT,
    "package_unsigned": _UNSIGNED,
    "package_revoked_key": _LATE,
}


class LetterDialog(QDialog):
    """Shows the letter at *path*; asks for fingerprint, passphrase or a telephone call only where the letter needs it.

    `taken` is the letter as it was read in, None while it was not.
    """

    def __init__(self, services: Services, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk, self._path = services, desk, path
        self.taken: LetterPlan | None = None
        self.plan: LetterPlan | None = None
        self.setWindowTitle("收到的包")
        self.setMinimumWidth(560)
        self.fingerprint, self.passphrase = QLineEdit(), QLineEdit()
        self.unsigned = QCheckBox("已打电话核对，确是对方发的")
        self.late = QCheckBox("已打电话核对，是停用以前发出的")
        self.said = words("", wrap=True)
        self.again = button("再看一次", tip="按填写的内容重新查看，不写入")
        self.take = button("读入", "primary", tip="先自动备份，再整包读入；中途失败什么都不变")
        self.leave = button("关闭")
        self._fields: dict[str, FormFields] = {}
        self._build()
        self.again.clicked.connect(self.look)
        self.take.clicked.connect(self.read_in)
        self.leave.clicked.connect(self.reject)
        for line in (self.fingerprint, self.passphrase):
            line.returnPressed.connect(self.look)
        self.unsigned.toggled.connect(self.look)
        self.late.toggled.connect(self.look)

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.addWidget(words(self._path.name, "subtitle"))
        box.addWidget(self.said)
        paper = "照盖章的通知或登记表填前四组，16 个数字；不要照屏幕抄"
        told = "对方打电话告诉的口令"
        for name, caption, editor, hint in (
            (_FINGERPRINT, "纸上的指纹", self.fingerprint, paper),
            (_PASSPHRASE, "口令", self.passphrase, told),
            (_UNSIGNED, "没有签名", self.unsigned, "不知道是谁发的包不要读入"),
            (_LATE, "钥匙已停用", self.late, "电脑丢了、被拿走的，不要收；请对方用新钥匙重发"),
        ):
            fields = FormFields()
            fields.add(name, caption, editor, hint=hint)
            fields.hide()
            box.addWidget(fields)
            self._fields[name] = fields
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch()
        row.addWidget(self.take)
        row.addWidget(self.leave)
        box.addStretch()
        box.addLayout(row)

    @Slot()
    def look(self) -> None:
        """Rehearse reading it in, and say what would change or what it still needs."""
        found = self._work("查看", take=False)
        if found is None:
            return
        self.plan = None if isinstance(found, KnownError) else found
        self._show(found)

    @Slot()
    def read_in(self) -> None:
        """Read the letter in, and close."""
        found = self._work("读入", take=True)
        if found is None:
            return
        if isinstance(found, KnownError):
            self.plan = None
            self._show(found)
            return
        self.taken = found
        self._desk.say_kept(f"已读入{found.unit_name}的{label(found.type)}第 {found.seq} 号")
        self.accept()

    def _work(self, title: str, *, take: bool) -> LetterPlan | KnownError | None:
        incoming = self._services.letters.incoming
        trust = Trust(typed=self.fingerprint.text(), unsigned=self.unsigned.isChecked(), late=self.late.isChecked())
        deed, path, passphrase = incoming.take if take else incoming.look, self._path, self.passphrase.text()

        def work(_: Progress) -> LetterPlan | KnownError:
            try:
                return deed(path, trust, passphrase)
            except KnownError as error:
                return error  # said here, beside what it asks for

        return run_job(self, self._desk, f"{title}{path.name}", work)

    def _show(self, found: LetterPlan | KnownError) -> None:
        if isinstance(found, KnownError):
            give_role(self.said, "problem")
            self.said.setText(message(found))
            wanted = self._fields.get(_ASKED.get(found.code, ""))
            if wanted is not None:
                wanted.show()
                wanted.editor(_ASKED[found.code]).setFocus()
        else:
            give_role(self.said, "")
            self.said.setText(plan_words(found))
        self.again.setVisible(any(not fields.isHidden() for fields in self._fields.values()))
        self.take.setEnabled(self.plan is not None and self.plan.taken_at is None)
        self.take.setDefault(self.take.isEnabled())
        self.adjustSize()


def plan_words(plan: LetterPlan) -> str:
    """Return whose letter it is and what reading it in would do."""
    signed, sealed = "已签名" if plan.signed else "没有签名", "已封装" if plan.sealed else "没有封装"
    lines = [
        f"{plan.unit_name}　{label(plan.type)}第 {plan.seq} 号　{period(plan.period)}",
        f"{at(datetime.fromisoformat(plan.made_at))} 生成　{signed}　{sealed}",
    ]
    if plan.note:
        lines.append(f"附言：{plan.note}")
    if plan.taken_at is not None:
        return "\n".join([*lines, "", f"I207 这个包已于 {at(plan.taken_at)} 读入过，不用再读。"])
    if plan.effect is not None:
        lines += ["", effect_words(plan.effect)]
        lines += beside_words(plan.unit_name, behind=plan.effect.behind, given_back=plan.effect.given_back)
    if plan.fingerprint:
        lines.append(f"钥匙的指纹已与纸上核对：{plan.fingerprint}。读入后就认这把钥匙。")
    return "\n".join(lines)


def effect_words(effect: Effect) -> str:
    """Return what a letter does here."""
    counts = f"新增记录 {effect.added} 条，变更 {effect.changed} 条，待核对 {effect.to_check} 处"
    lines = [f"{counts}；已有的 {effect.known} 处不变。", *terms_lines(effect.terms)]
    if effect.rounds:
        lines.append(f"报送的表 {effect.rounds} 份。")
    if effect.answers:
        lines.append(f"县里的答复 {effect.answers} 条。")
    lines += asides.letter_words(effect.aside, effect.why_aside, effect.back)
    return "\n".join(lines)


def ask_letter(services: Services, desk: Desk, path: Path, parent: QWidget | None) -> LetterPlan | None:
    """Show the letter at *path*; return it if it was read in."""
    dialog = LetterDialog(services, desk, path, parent)
    dialog.look()
    if dialog.said.text():
        dialog.exec()
    taken = dialog.taken
    dialog.deleteLater()
    return taken


def choose_letters(parent: QWidget, desk: Desk, *, several: bool = False) -> list[Path]:
    """Let the user choose one letter, or *several*, beginning where the last ones lay."""
    begin = desk.remember.text(_FOLDER)
    if several:
        names, _ = QFileDialog.getOpenFileNames(parent, "选择收到的包", begin, LETTERS)
    else:
        name, _ = QFileDialog.getOpenFileName(parent, "选择收到的包", begin, LETTERS)
        names = [name] if name else []
    if names:
        desk.remember.keep_text(_FOLDER, str(Path(names[0]).parent))
    return [Path(name) for name in names]
