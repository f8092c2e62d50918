"""Enters an enterprise among the applications (列入申报): route, window, cut-off month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.admission import AdmissionDraft
from desktop.domain.codes import Subject
from desktop.domain.month import Month
from desktop.domain.problems import Problem, blocks
from desktop.domain.windows import AdmissionWindow
from desktop.ui.desk import Desk
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_admission import route_word, window_word

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class AdmissionEditor(QDialog):
    """The form of a new application, of *enterprise* where that is known; `saved_uid` is what was kept."""

    def __init__(self, services: Services, desk: Desk, enterprise: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved_uid = ""
        self._admissions = services.admissions
        self._asked: list[Problem] = []
        year = services.settings.workspace().year
        self.setWindowTitle(f"列入申报：{year}年")
        self.setMinimumWidth(620)
        names = self._admissions.routes()
        self._windows = {_key(window): window for window in self._admissions.windows() if window.held}
        self.enterprise = EnterprisePicker(services.enterprises)
        self.route = ChoiceBox(tuple(names), lambda route: route_word(route, names), blank="请选择")
        self.window_box = ChoiceBox(tuple(self._windows), self._window_words, blank="请选择")
        self.cutoff = ChoiceBox(_cutoffs(year), shown.month_text, blank="随窗口")
        self.begun_on = DayEdit(desk.today)
        self.begun_on.set_value(desk.today())
        self.note = QLineEdit()
        self.hint = words("", "hint", wrap=True)
        self.fields = FormFields(Subject.APPLICATION)
        self._rest = ProblemLabel(Subject.APPLICATION)
        self._build()
        if enterprise:
            self.enterprise.set_value(enterprise)

    def _build(self) -> None:
        add = self.fields.add
        add("enterprise", "企业", self.enterprise, needed=True)
        add("route", "升规路径", self.route, needed=True)
        add("window", "申报窗口", self.window_box, needed=True)
        add("cutoff", "截止月份", self.cutoff, hint="累计数算到哪个月；不选就是窗口截止前已结束的最后一个月")
        add("begun_on", "列入日期", self.begun_on, needed=True)
        add("note", "备注", self.note)
        self.window_box.currentIndexChanged.connect(self._explain)
        self.route.currentIndexChanged.connect(self._explain)
        box = QVBoxLayout(self)
        box.addWidget(self.fields)
        box.addWidget(self.hint)
        box.addWidget(self._rest)
        box.addWidget(save_buttons(self, "列入申报"))
        self._explain()

    def draft(self) -> AdmissionDraft:
        """Return the application as it stands."""
        window = self._window()
        return AdmissionDraft(
            enterprise=self.enterprise.value(),
            route=self.route.value() or "",
            window=window.kind if window else None,
            window_month=window.month if window else 0,
            cutoff=self.cutoff.value() or "",
            begun_on=self.begun_on.value(),
            note=self.note.text().strip(),
        )

    @override
    def accept(self) -> None:
        """Keep the application; what only asks is asked once."""
        problems = self._admissions.check(self._admissions.completed(self.draft()))
        if self.begun_on.unreadable:
            problems = [Problem("begun_on", "bad_day", {"text": self.begun_on.text()})]
        if blocks(problems) or (problems and problems != self._asked):
            self._asked = problems
            self._rest.show_problems(self.fields.show_problems(problems))
            self.fields.focus_first_problem(problems)
            return
        self.saved_uid = self._admissions.add(self.draft()).uid
        super().accept()

    def _window(self) -> AdmissionWindow | None:
        return self._windows.get(self.window_box.value() or "")

    def _window_words(self, key: str) -> str:
        window = self._windows[key]
        word = window_word(window.kind, window.month)
        return f"{word}，{shown.day(window.closes_on)} 截止（{label(window.origin)}）"

    def _explain(self) -> None:
        rules, window = self._admissions.rules(), self._window()
        procedure = rules.windows.procedure(self.route.value() or "")
        parts = [f"材料按“{label(procedure)}”核对。"] if self.route.value() else []
        if window is not None:
            taken = "、".join(label(each) for each in window.accepts)
            parts += [f"这个窗口受理：{taken}；数据到 {shown.month(window.cutoff)}。", window.note]
        self.hint.setText("".join(parts) + rules.windows.notice + "。")


def ask_application(services: Services, desk: Desk, parent: QWidget | None, *, enterprise: str = "") -> str | None:
    """Let the user enter an application; return the uid of what was kept, or None."""
    dialog = AdmissionEditor(services, desk, enterprise, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.saved_uid or None


def _key(window: AdmissionWindow) -> str:
    return f"{window.kind.value}:{window.month}"


def _cutoffs(year: int) -> tuple[str, ...]:
    months = [Month(year, number) for number in range(12, 1, -1)]
    return (*map(str, months), str(Month(year - 1, 12)))
