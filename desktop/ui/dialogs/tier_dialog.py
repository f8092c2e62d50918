"""Moves an enterprise into a tier of the list or out of it, by hand and dated (调入, 调出)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Subject, Tier
from desktop.domain.enterprise import Enterprise, TierDraft, TierSpan
from desktop.domain.preset import Preset
from desktop.domain.tiers import propose
from desktop.ui.desk import Desk
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

OUT = "out"


class TierDialog(QDialog):
    """Asks where to, since when, by which category and route, and why; shows the plan's rule and proposes nothing."""

    def __init__(self, services: Services, desk: Desk, enterprise: Enterprise, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._enterprise = enterprise
        self.setWindowTitle(f"调入、调出：{enterprise.draft.name}")
        self.setMinimumWidth(520)
        self._build_inputs(services.settings.preset())
        self._build_layout()
        self._follow()

    def save(self) -> None:
        """Keep the move and close, or say what forbids it."""
        saved = self._services.enterprises.set_tier(self._enterprise.uid, self.draft())
        if not saved.uid:
            self._rest.show_problems(self._form.show_problems(saved.problems))
            self._form.focus_first_problem(saved.problems)
            return
        self._desk.say_kept(f"已保存：{self._enterprise.draft.name}　{self.tier.currentText()}")
        self.accept()

    def draft(self) -> TierDraft:
        """Return the move as it stands in the form."""
        chosen = self.tier.value()
        into = chosen != OUT
        return TierDraft(
            tier=Tier(chosen) if chosen and into else None,
            on=self.on.value(),
            reason=self.reason.toPlainText().strip(),
            category=(self.category.value() or "") if into else "",
            route=(self.route.value() or "") if into else "",
        )

    def _build_inputs(self, preset: Preset) -> None:
        current = self._enterprise.tier
        targets = {tier.value: f"调入{label(tier)}" for tier in Tier if current is None or tier is not current.tier}
        if current is not None:
            targets[OUT] = "调出培育库"
        self.tier = ChoiceBox(tuple(targets), targets.__getitem__)
        self.tier.currentIndexChanged.connect(self._follow)
        self.on = DayEdit(self._desk.today)
        self.on.set_value(self._desk.today())
        categories = {each.id: each.label for each in preset.categories}
        self.category = ChoiceBox(tuple(categories), categories.__getitem__, blank="（未定）")
        routes = {each.id: each.label for each in preset.routes}
        self.route = ChoiceBox(tuple(routes), routes.__getitem__, blank="（未定）")
        if current is not None:
            self.category.set_value(current.category or None)
            self.route.set_value(current.route or None)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(72)
        self.reason.setPlaceholderText("请写明调入、调出的原因和依据")

    def _build_layout(self) -> None:
        self._form = FormFields(Subject.TIER)
        self._form.add("tier", "调整为", self.tier, needed=True)
        self._form.add("on", "日期", self.on, needed=True)
        self._form.add("category", "培育类别", self.category)
        self._form.add("route", "升规路径", self.route)
        self._form.add("reason", "原因", self.reason, needed=True)
        self._rest = ProblemLabel(Subject.TIER)
        buttons = QDialogButtonBox()
        give_role(buttons.addButton("保存", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words(f"现在：{span_text(self._enterprise.tier)}"))
        layout.addWidget(words(rule_text(self._services.settings.preset(), self._enterprise), "hint", wrap=True))
        layout.addWidget(self._form)
        layout.addWidget(self._rest)
        layout.addStretch(1)
        layout.addWidget(buttons)

    def _follow(self) -> None:
        into = self.tier.value() != OUT
        self.category.setEnabled(into)
        self.route.setEnabled(into)


def span_text(span: TierSpan | None) -> str:
    """Return where an enterprise stands and since when: 基础库（2026-01-05 调入）."""
    return "不在培育库" if span is None else f"{label(span.tier)}（{span.since.isoformat()} 调入）"


def rule_text(preset: Preset, enterprise: Enterprise) -> str:
    """Return what the plan says about last year's revenue, with its clause; a person decides."""
    revenue = enterprise.last_year_revenue
    if revenue is None:
        return "上年主营业务收入未报，无法对照方案的营收条件。是否调入由您决定。"
    rule = propose(preset.tier_rules, revenue)
    if rule is None:
        return f"上年主营业务收入 {shown.money(revenue)} 万元，未达到方案的营收条件。是否调入由您决定。"
    where = f"{rule.citation.document} {rule.citation.clause}".strip()
    return (
        f"上年主营业务收入 {shown.money(revenue)} 万元，符合{label(rule.tier)}的营收条件“{rule.label}”（{where}）。"
        "是否调入由您决定。"
    )


def ask(services: Services, desk: Desk, enterprise: Enterprise, parent: QWidget | None) -> bool:
    """Let the user move *enterprise* between tiers; return whether a move was kept."""
    dialog = TierDialog(services, desk, enterprise, parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
