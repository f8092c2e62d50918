"""What is known of one enterprise, to be read and copied (基本情况)."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.enterprise import Enterprise, EnterpriseDraft, TierSpan
from desktop.ui.theme import words
from desktop.ui.widgets.masked_label import MaskedLabel
from desktop.wording import shown
from desktop.wording.fields import field_label
from desktop.wording.labels import label

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "名称、属地与主管",
        ("former_names", "township", "department", "kind", "industry_code", "activity", "products"),
    ),
    ("经营与在库", ("status", "library_status", "admitted_month", "general_taxpayer", "registered_capital")),
    ("联系", ("contact", "contact_post", "contact_phone", "legal_person", "accountant")),
    ("地址与时间", ("address", "production_address", "established_on", "production_month")),
    ("备注", ("no_code_reason", "note")),
)
_NOTHING = shown.DASH
_TWO_COLUMNS = 900  # pixels


class EnterpriseFacts(QScrollArea):
    """All fields by group; the right button on one asks for its history (`history_requested`)."""

    history_requested = Signal(str)

    def __init__(self, names: Mapping[str, str], industries: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._industries = industries
        self._parts: list[QWidget] = []
        self._beside = False
        self.setWidgetResizable(True)
        self.setAccessibleName("基本情况")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_enterprise(self, enterprise: Enterprise, revenue: str, year: int) -> None:
        """Show *enterprise*; *revenue* is what is known of the main revenue of *year*."""
        self._parts = [self._part("", [("last_year_revenue", f"{year}年主营业务收入", revenue)])]
        for title, names in _GROUPS:
            lines = [(name, field_label(name, Subject.ENTERPRISE), self.say(enterprise.draft, name)) for name in names]
            self._parts.append(self._part(title, lines))
        if enterprise.draft.extra:
            lines = [("extra", name, text) for name, text in enterprise.draft.extra.items()]
            self._parts.append(self._part("附加信息（导入的其他列）", lines))
        self._parts.append(self._part("培育库记录", [("tier", "", _spans(enterprise.tiers))]))
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._beside != self._wide():
            self._arrange()

    def _wide(self) -> bool:
        return self.viewport().width() >= _TWO_COLUMNS

    def _arrange(self) -> None:
        """Lay the groups out in one column, or in two beside each other where there is room."""
        self._beside = self._wide()
        body = QWidget(self)
        body.setProperty("role", "sheet")
        across = QHBoxLayout(body)
        across.setContentsMargins(2, 8, 8, 8)
        columns = [QVBoxLayout() for _ in range(2 if self._beside else 1)]
        for place, part in enumerate(self._parts):
            columns[place % len(columns)].addWidget(part)
        for column in columns:
            column.addStretch(1)
            across.addLayout(column, 1)
        self.takeWidget()  # the groups live on in the new body
        self.setWidget(body)

    def _part(self, title: str, lines: list[tuple[str, str, str]]) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 4)
        if title:
            layout.addWidget(words(title, "subtitle"))
        layout.addLayout(self._form(lines))
        return part

    def say(self, draft: EnterpriseDraft, name: str) -> str:
        """Return the field *name* of *draft* in words; a dash where nothing is known."""
        value = getattr(draft, name)
        sayers: dict[str, Callable[[], str]] = {
            "former_names": lambda: "、".join(draft.former_names),
            "township": lambda: self._names.get(draft.township, draft.township),
            "department": lambda: self._names.get(draft.department, draft.department),
            "industry_code": lambda: self._industry(draft.industry_code),
            "kind": lambda: label(draft.kind),
            "status": lambda: label(draft.status),
            "library_status": lambda: label(draft.library_status),
            "general_taxpayer": lambda: shown.yes_no(draft.general_taxpayer),
            "registered_capital": lambda: shown.money(draft.registered_capital, blank=""),
            "established_on": lambda: shown.day(draft.established_on),
            "admitted_month": lambda: shown.calendar_month(draft.admitted_month),
            "production_month": lambda: shown.calendar_month(draft.production_month),
        }
        text = sayers[name]() if name in sayers else str(value)
        return text or _NOTHING

    def _industry(self, code: str) -> str:
        return f"{code} {self._industries.get(code[:2], '')}".strip()

    def _form(self, lines: list[tuple[str, str, str]]) -> QFormLayout:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        for name, heading, text in lines:
            caption = words(heading, "hint")
            caption.setMinimumWidth(128)
            caption.setAlignment(Qt.AlignmentFlag.AlignRight)
            form.addRow(caption, self._value(name, heading, text))
        return form

    def _value(self, name: str, heading: str, text: str) -> QWidget:
        value: QWidget = MaskedLabel(text) if name == "contact_phone" else words(text, wrap=True)
        value.setAccessibleName(f"{heading}：{text}" if isinstance(value, QLabel) else heading)
        value.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction("复制", value)
        copy.setData(text)
        copy.triggered.connect(self._copy)
        history = QAction("修改记录", value)
        history.setData(name)
        history.triggered.connect(self._ask_history)
        value.addActions([copy, history])
        return value

    def _copy(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            QGuiApplication.clipboard().setText(str(action.data()))

    def _ask_history(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.history_requested.emit(str(action.data()))


def _spans(tiers: tuple[TierSpan, ...]) -> str:
    if not tiers:
        return "没有调入过培育库。"
    return "\n".join(_span(span) for span in reversed(tiers))


def _span(span: TierSpan) -> str:
    until = f" 至 {span.until.isoformat()}" if span.until else " 起"
    out = f"；调出原因：{span.reason_out}" if span.reason_out else ""
    return f"{label(span.tier)}：{span.since.isoformat()}{until}，调入原因：{span.reason or _NOTHING}{out}"
