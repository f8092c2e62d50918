"""The fields of one enterprise, in the order the licence and a first visit give them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.codes import EnterpriseKind, LibraryStatus, OperatingStatus, Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.preset import Unit
from desktop.domain.problems import Problem
from desktop.domain.reference import Industry
from desktop.ui.dialogs.enterprise_texts import draft_of, texts_of
from desktop.ui.theme import words
from desktop.ui.widgets.code_edit import CodeEdit
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.problem_label import FormFields
from desktop.wording.labels import field_label, label

_ANSWERS = {"yes": "是", "no": "否"}
_PLACEHOLDERS = {
    "no_code_reason": "没有代码时填写，如：个体户未换证、新开工",
    "former_names": "多个用顿号隔开",
    "production_month": "如 2024-05、2024年5月",
    "admitted_month": "如 2025-02、2025年2月",
    "registered_capital": "万元",
    "industry_code": "2 至 4 位，可输入行业名称查找",
    "contact_phone": "不需要身份证号",
}
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("名称与代码", ("name", "credit_code", "no_code_reason", "former_names", "kind", "status")),
    ("属地、主管与行业", ("township", "department", "industry_code", "activity", "products")),
    ("联系人", ("contact", "contact_phone", "contact_post", "legal_person", "accountant")),
    ("地址与时间", ("address", "production_address", "established_on", "production_month")),
    ("其他", ("library_status", "admitted_month", "registered_capital", "general_taxpayer", "note")),
)
_CODES: Mapping[str, type[StrEnum]] = {
    "kind": EnterpriseKind,
    "status": OperatingStatus,
    "library_status": LibraryStatus,
}
_FIRST_LABELS, _SECOND_LABELS = 112, 100
_WIDE = frozenset({"name", "credit_code", "products", "note"})


class EnterpriseFields(QWidget):
    """Shows and gives back an enterprise; every input is also one text, so that a draft can be kept and restored."""

    changed = Signal()

    def __init__(
        self,
        units: Callable[[str], Sequence[Unit]],
        industries: Sequence[Industry],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        """*units* gives the units that may stand in the field `township` or `department`."""
        super().__init__(parent)
        self._today = today
        self._base = EnterpriseDraft()
        self._forms: list[FormFields] = []
        self._readers: dict[str, Callable[[], str]] = {}
        self._writers: dict[str, Callable[[str], None]] = {}
        self.code = CodeEdit(self)
        self.established = DayEdit(today, self)
        self._build_inputs(units, industries)

    def show_draft(self, draft: EnterpriseDraft) -> None:
        """Fill the form with *draft*."""
        self._base = draft
        self.restore(texts_of(draft))

    def texts(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {name: read() for name, read in self._readers.items()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back *texts*; a field that is not among them keeps what it has."""
        for name, write in self._writers.items():
            if name in texts:
                write(texts[name])

    def draft(self) -> tuple[EnterpriseDraft, list[Problem]]:
        """Return what the form says, and which of it cannot be read."""
        return draft_of(self.texts(), self.established.value(), self._base, today=self._today())

    def show_problems(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Put each problem under its field and return those that have no field here."""
        rest = tuple(problems)
        for form in self._forms:
            rest = form.show_problems(rest)
        return rest

    def focus_first_problem(self, problems: Sequence[Problem]) -> None:
        """Put the cursor into the first field that holds an error."""
        for form in reversed(self._forms):
            form.focus_first_problem(problems)

    def input(self, name: str) -> QWidget:
        """Return the input of the field *name*."""
        return self._form_of(name).editor(name)

    def problem_text(self, name: str) -> str:
        """Return what is said under the field *name*."""
        return self._form_of(name).problem_text(name)

    def _form_of(self, name: str) -> FormFields:
        return self._forms[next(number for number, (_, names) in enumerate(_GROUPS) if name in names)]

    def _build_inputs(self, units: Callable[[str], Sequence[Unit]], industries: Sequence[Industry]) -> None:
        makers = self._makers(units, {industry.code: industry.name for industry in industries})
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        for title, names in _GROUPS:
            form = FormFields(Subject.ENTERPRISE, columns=2)
            _line_up(form)
            for name in names:
                editor = makers.get(name, self._plain_line)(name)
                heading = field_label(name, Subject.ENTERPRISE)
                form.add(name, heading, editor, wide=name in _WIDE, needed=name == "name")
            layout.addWidget(words(title, "subtitle"))
            layout.addWidget(form)
            self._forms.append(form)
        layout.addStretch(1)

    def _makers(
        self, units: Callable[[str], Sequence[Unit]], classes: Mapping[str, str]
    ) -> Mapping[str, Callable[[str], QWidget]]:
        """Return how each input that is no plain line is made."""

        def unit(name: str) -> QWidget:
            return self._choice(name, {each.id: each.name for each in units(name)}, blank="（未定）")

        def code(name: str) -> QWidget:
            return self._choice(name, {each.value: label(each) for each in _CODES[name]})

        return {
            "credit_code": self._code_input,
            "established_on": self._day_input,
            "township": unit,
            "department": unit,
            "kind": code,
            "status": code,
            "library_status": code,
            "general_taxpayer": lambda name: self._choice(name, _ANSWERS, blank="（不清楚）"),
            "note": self._long_text,
            "products": self._long_text,
            "industry_code": lambda name: self._industry(name, classes),
        }

    def _keep(self, name: str, read: Callable[[], str], write: Callable[[str], None]) -> None:
        self._readers[name], self._writers[name] = read, write

    def _code_input(self, name: str) -> QWidget:
        code, seen = self.code, self.code.seen
        code.changed.connect(self.changed)
        self._keep(name, code.code, code.take)
        self._keep("code_seen", lambda: "yes" if seen.isChecked() else "", lambda text: seen.setChecked(bool(text)))
        return code

    def _day_input(self, name: str) -> QWidget:
        self.established.changed.connect(self.changed)
        self._keep(name, self.established.text, self.established.set_text)
        return self.established

    def _plain_line(self, name: str) -> QWidget:
        line = self._text_line(name)
        self._keep(name, line.text, line.setText)
        return line

    def _text_line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setPlaceholderText(_PLACEHOLDERS.get(name, ""))
        line.textChanged.connect(self.changed)
        return line

    def _long_text(self, name: str) -> QWidget:
        text = QPlainTextEdit()
        text.setObjectName(name)
        text.setTabChangesFocus(True)
        text.setFixedHeight(52)
        text.textChanged.connect(self.changed)
        self._keep(name, text.toPlainText, text.setPlainText)
        return text

    def _choice(self, name: str, offered: Mapping[str, str], *, blank: str | None = None) -> QWidget:
        box = ChoiceBox(tuple(offered), offered.__getitem__, blank=blank)
        box.setObjectName(name)
        box.currentIndexChanged.connect(self.changed)
        self._keep(name, lambda: box.value() or "", lambda text: box.set_value(text or None))
        return box

    def _industry(self, name: str, classes: Mapping[str, str]) -> QWidget:
        line = self._text_line(name)
        finder = QCompleter([f"{code} {word}" for code, word in classes.items()], line)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setMaxVisibleItems(10)
        line.setCompleter(finder)

        def show(code: str) -> None:
            line.setText(f"{code} {classes[code[:2]]}" if code[:2] in classes else code)
            line.setCursorPosition(0)

        self._keep(name, lambda: _code_of(line.text()), show)
        return line


def _line_up(form: FormFields) -> None:
    """Give the labels of every group the same width."""
    grid = form.layout()
    if isinstance(grid, QGridLayout):
        grid.setColumnMinimumWidth(0, _FIRST_LABELS)
        grid.setColumnMinimumWidth(2, _SECOND_LABELS)


def _code_of(text: str) -> str:
    """Return the code of an industry line: `06 煤炭开采和洗选业` means 06."""
    head, _, rest = text.strip().partition(" ")
    return head if rest and head.isdigit() else text.strip()
