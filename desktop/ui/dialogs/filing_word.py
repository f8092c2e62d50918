"""Records what the county told of a round: accepted, returned, or that the last word was a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.codes import Subject
from desktop.domain.filing import FilingRound
from desktop.domain.filing_round import FilingWord, WordDraft
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.widgets.inputs import DayEdit
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_rounds import FilingRoundService

_HINTS = {
    FilingWord.ACCEPTED: "按县里告知的记。接收以后这一次锁定，再改就是更正。",
    FilingWord.RETURNED: "按县里告知的记。改好以后再生成一次，前一次原样留着。",
    FilingWord.TAKEN_BACK: "上一次登记记错了，才撤回；撤回也留在记录里。",
}


def word_dialog(
    rounds: FilingRoundService, desk: Desk, kept: FilingRound, word: FilingWord, parent: QWidget | None = None
) -> FormDialog:
    """Return the form of *word* on *kept*."""
    dialog = FormDialog(f"{label(word)}：第 {kept.round} 次", "登记", Subject.FILING_STEP, parent, hint=_HINTS[word])
    on, told_by, basis, note = DayEdit(desk.today), QLineEdit(), QLineEdit(), TextBox(3)
    on.set_value(desk.today())
    slip = word is FilingWord.TAKEN_BACK
    if not slip:
        told_by.setPlaceholderText("县里哪位，例如 县中小企业发展中心 某某")
        basis.setPlaceholderText("例如 电话、退回单、回执")
        dialog.add_day("on", "日期", on, needed=True)
        dialog.fields.add("told_by", "谁告知", told_by, needed=True)
        dialog.fields.add("basis", "依据", basis)
    dialog.fields.add("note", "为什么撤回" if slip else "意见", note, needed=word is not FilingWord.ACCEPTED)

    def keep() -> Saved:
        day = None if slip else on.value()
        return rounds.tell(kept.uid, WordDraft(word, day, told_by.text(), basis.text(), note.text()))

    dialog.keep = keep
    return dialog


def ask_word(
    rounds: FilingRoundService, desk: Desk, kept: FilingRound, word: FilingWord, parent: QWidget | None
) -> bool:
    """Return whether the word was kept."""
    return bool(run(word_dialog(rounds, desk, kept, word, parent)))
