"""Takes the main revenue of a whole year with where it comes from (全年主营业务收入)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Measure, Obtained, Source, Subject
from desktop.domain.figure import FigureValue
from desktop.domain.money import Scale
from desktop.domain.problems import Problem
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_SCALES = (Scale.TEN_THOUSAND, Scale.THOUSAND, Scale.YUAN)


class YearRevenueDialog(QDialog):
    """One amount, its unit, 数据口径 and 取得方式; an empty amount takes the figure back."""

    def __init__(
        self, services: Services, desk: Desk, uid: str, name: str, year: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._uid, self._name, self._year = uid, name, year
        self.setWindowTitle(f"{year}年主营业务收入：{name}")
        self.setMinimumWidth(480)
        self.amount = QLineEdit()
        self.amount.setPlaceholderText("如 1850.5；也可写 1850.5万元")
        self.scale = ChoiceBox(_SCALES)
        self.source = ChoiceBox(tuple(Source), blank="（请选择）")
        self.obtained = ChoiceBox(tuple(Obtained), blank="（请选择）")
        self._build_layout()
        self._show_kept(services.figures.year_revenue(uid, year))

    def save(self) -> None:
        """Keep the figure and close, or say what forbids it."""
        source, obtained = self.source.value(), self.obtained.value()
        scale = self.scale.value() or Scale.TEN_THOUSAND
        read = self._services.figures.read(Measure.MAIN_REVENUE_YEAR, self.amount.text(), scale)
        problems = [Problem(name, "missing") for name, code in (("source", source), ("obtained", obtained)) if not code]
        if isinstance(read, Problem):
            problems.insert(0, read)
        if isinstance(read, Problem) or source is None or obtained is None:
            self._refuse(problems)
            return
        saved = self._services.figures.set_year_revenue(self._uid, self._year, read, source, obtained)
        if not saved.uid:
            self._refuse(list(saved.problems))
            return
        self._desk.say_kept(f"已保存：{self._name} {self._year}年主营业务收入")
        self.accept()

    def _show_kept(self, kept: FigureValue | None) -> None:
        if kept is None:
            return
        self.amount.setText(kept.raw or shown.money(kept.amount))
        self.scale.set_value(kept.scale if kept.raw else Scale.TEN_THOUSAND)
        self.source.set_value(kept.source)
        self.obtained.set_value(kept.obtained)

    def _refuse(self, problems: list[Problem]) -> None:
        self._rest.show_problems(self._form.show_problems(problems))
        self._form.focus_first_problem(problems)

    def _build_layout(self) -> None:
        self._form = FormFields(Subject.FIGURE)
        self._form.add(Measure.MAIN_REVENUE_YEAR.value, f"{self._year}年主营业务收入", self.amount)
        self._form.add("scale", "单位", self.scale)
        self._form.add("source", "数据口径", self.source, needed=True)
        self._form.add("obtained", "取得方式", self.obtained, needed=True)
        self._rest = ProblemLabel(Subject.FIGURE)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        hint = "用于“临规、达规未入”等筛选，只做算术比较。留空表示未报。"
        layout = QVBoxLayout(self)
        layout.addWidget(words(hint, "hint", wrap=True))
        layout.addWidget(self._form)
        layout.addWidget(self._rest)
        layout.addStretch(1)
        layout.addWidget(buttons)


def value_text(value: FigureValue | None) -> str:
    """Return a figure of a year with its source: 1,850.00 万元（利润表，纸质报表）."""
    if value is None:
        return shown.BLANK
    return f"{shown.money(value.amount)} 万元（{label(value.source)}，{label(value.obtained)}）"


def ask(services: Services, desk: Desk, uid: str, name: str, year: int, parent: QWidget | None) -> bool:
    """Let the user type the main revenue of *year* of the enterprise *uid*; return whether it was kept."""
    dialog = YearRevenueDialog(services, desk, uid, name, year, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
