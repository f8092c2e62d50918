"""The fields of a visit in the order of the paper record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Delivery, Subject, VisitMode, VisitPurpose
from desktop.domain.problems import Problem, Severity
from desktop.domain.visit import VisitDraft
from desktop.domain.visit_codes import Appointment, DayPart, VisitNature
from desktop.domain.visit_reader import Topic
from desktop.ui.dialogs.raised_issues import RaisedIssues
from desktop.ui.dialogs.visit_texts import (
    COPIED,
    DAYS,
    PLAIN,
    appointment_of,
    codes_in,
    day_part_of,
    issues_in,
    mode_of,
    texts_of,
)
from desktop.ui.theme import words
from desktop.ui.widgets.inputs import Checks, ChoiceBox, DayEdit, EnterprisePicker
from desktop.ui.widgets.problem_label import FormFields
from desktop.ui.widgets.text_box import TextBox
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.enterprises import EnterpriseService

Lines = QLineEdit | TextBox

_NAME = 15  # characters of a topic beside its tick; all of it is in the tip


class VisitFields(QWidget):
    """What a person types of a visit; what was copied from the last one is marked until it is edited.

    *campaigns* (id → name) and *topics* (by id) are what may be chosen; *trip* is the trip it is one of, or nothing.
    """

    changed = Signal()

    def __init__(
        self,
        enterprises: EnterpriseService,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        campaigns: Mapping[str, str],
        topics: Mapping[str, Topic],
    ) -> None:
        super().__init__(parent)
        self.trip = ""
        self.campaign = ChoiceBox(tuple(campaigns), campaigns.__getitem__, blank="不属于专项活动")
        self.day_part = ChoiceBox(tuple(DayPart), blank="未注明")
        self.appointment = ChoiceBox(tuple(Appointment), blank="未注明")
        self._listed = frozenset(topics)
        self._unlisted: tuple[str, ...] = ()  # topics of another plan, kept as they are
        self.topics = Checks(
            tuple(topics), lambda each: _short(topics[each].name), columns=3, tips=lambda each: _whole(topics[each])
        )
        self.enterprise = EnterprisePicker(enterprises)
        self.days = {name: DayEdit(today) for name in DAYS}
        self.mode = ChoiceBox(tuple(VisitMode))
        self.purposes = Checks(tuple(VisitPurpose), columns=6)
        self.deliveries = Checks(tuple(Delivery), columns=6)
        self.lines: dict[str, Lines] = {
            "visitors": _line("姓名（单位、职务），用顿号隔开"),
            "leader": _line("可不填"),
            "received_by": _line("姓名、职务"),
            "received_phone": _line("可不填"),
            "situation": TextBox(2, "生产、订单、用工、当月关键情况"),
            "summary": TextBox(3, "看了什么、谈了什么、做了什么"),
            "policies": TextBox(2, "讲了哪些政策（可不填）"),
            "next_step": TextBox(2, "回来要办什么、谁来办（可不填）"),
            "opinion": _line("可不填"),
        }
        self.issues = RaisedIssues()
        self._copied: dict[str, str] = {}
        self._told: tuple[Problem, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        # in the order of `FIELD_ORDER`: what was written on paper is keyed as it is read
        self.head = FormFields(Subject.VISIT, columns=2)
        self.head.add("enterprise", "走访企业", self.enterprise, needed=True)
        self.head.add("campaign", "专项活动", self.campaign)
        self.head.add("visited_on", "走访日期", self.days["visited_on"], needed=True)
        self.head.add("day_part", "时段", self.day_part)
        self.head.add("mode", "走访方式", self.mode)
        self.head.add("appointment", "预约、企业同意", self.appointment)
        self.head.add("visitors", "走访人员", self.lines["visitors"], needed=True)
        self.head.add("leader", "带队领导", self.lines["leader"])
        self.head.add("purposes", "事由", self.purposes, wide=True)
        self.head.add("deliveries", "五送", self.deliveries, wide=True)
        self.head.add("received_by", "企业接待人", self.lines["received_by"])
        self.head.add("received_phone", "接待人电话", self.lines["received_phone"])
        self.head.add("situation", "生产经营情况", self.lines["situation"], wide=True)
        self.head.add("summary", "走访情况", self.lines["summary"], wide=True, needed=True)
        self.head.add("topics", "宣讲的政策主题", self.topics, wide=True)
        self.head.add("policies", "宣讲政策", self.lines["policies"], wide=True)
        self.foot = FormFields(Subject.VISIT, columns=2)
        self.foot.add("next_step", "下步安排", self.lines["next_step"])
        self.foot.add("next_on", "下次走访日期", self.days["next_on"])
        self.foot.add("opinion", "企业意见", self.lines["opinion"], wide=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 12, 4)
        box.addWidget(words(f"性质：{label(VisitNature.SERVICE)}", "hint"))
        box.addWidget(self.head)
        box.addWidget(words("企业反映的问题（保存后自动登记到“问题”台账）", "subtitle"))
        box.addWidget(self.issues)
        box.addWidget(self.foot)
        box.addStretch()

    def _connect(self) -> None:
        for field in self.lines.values():
            field.textChanged.connect(self.changed)
        for day in self.days.values():
            day.changed.connect(self.changed)
        self.enterprise.changed.connect(self.changed)
        for choice in (self.mode, self.campaign, self.day_part, self.appointment):
            choice.currentIndexChanged.connect(self.changed)
        for ticks in (self.purposes, self.deliveries, self.topics):
            ticks.changed.connect(self.changed)
        self.issues.changed.connect(self.changed)

    def draft(self) -> tuple[VisitDraft, list[Problem]]:
        """Return the visit as it stands, and what of it cannot be read."""
        texts = {name: field.text().strip() for name, field in self.lines.items()}
        unread = [Problem(name, "bad_day", {"text": day.text()}) for name, day in self.days.items() if day.unreadable]
        draft = VisitDraft(
            enterprise=self.enterprise.value(),
            visited_on=self.days["visited_on"].value(),
            mode=self.mode.value() or VisitMode.ON_SITE,
            purposes=self.purposes.value(),
            deliveries=self.deliveries.value(),
            issues=self.issues.drafts(),
            next_on=self.days["next_on"].value(),
            nature=VisitNature.SERVICE,
            day_part=self.day_part.value(),
            appointment=self.appointment.value(),
            campaign=self.campaign.value() or "",
            topics=self._topics(),
            trip=self.trip,
            **texts,
        )
        return draft, unread

    def _topics(self) -> tuple[str, ...]:
        return (*self.topics.value(), *self._unlisted)

    def texts(self) -> dict[str, str]:
        """Return what stands in every field, readable or not."""
        return {
            "enterprise": self.enterprise.value(),
            "enterprise_typed": self.enterprise.text(),
            "mode": self.mode.value() or "",
            "purposes": ",".join(self.purposes.value()),
            "deliveries": ",".join(self.deliveries.value()),
            "topics": ",".join(self._topics()),
            "day_part": self.day_part.value() or "",
            "appointment": self.appointment.value() or "",
            "campaign": self.campaign.value() or "",
            "trip": self.trip,
            **{name: day.text() for name, day in self.days.items()},
            **{name: field.text() for name, field in self.lines.items()},
            **self.issues.texts(),
        }

    def show_draft(self, draft: VisitDraft, name: str = "") -> None:
        """Show *draft*; *name* is that of its enterprise."""
        self.restore({**texts_of(draft), "enterprise_typed": name})

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what `texts` returned."""
        typed = texts.get("enterprise_typed", "")
        if texts.get("enterprise"):
            self.enterprise.set_value(texts["enterprise"], typed)
        else:
            self.enterprise.setText(typed)
        for name, day in self.days.items():
            day.set_text(texts.get(name, ""))
        self.mode.set_value(mode_of(texts))
        self.purposes.set_value(codes_in(VisitPurpose, texts.get("purposes", "")))
        self.deliveries.set_value(codes_in(Delivery, texts.get("deliveries", "")))
        topics = [topic for topic in texts.get("topics", "").split(",") if topic]
        self.topics.set_value(topics)
        self._unlisted = tuple(topic for topic in topics if topic not in self._listed)
        self.day_part.set_value(day_part_of(texts))
        self.appointment.set_value(appointment_of(texts))
        self.campaign.set_value(texts.get("campaign") or None)
        self.trip = texts.get("trip", "")
        for name in PLAIN:
            field = self.lines[name]
            if isinstance(field, TextBox):
                field.set_text(texts.get(name, ""))
            else:
                field.setText(texts.get(name, ""))
        self.issues.restore(issues_in(texts))

    def copy(self, last: VisitDraft) -> None:
        """Take over what *last* says; its texts are marked until somebody edits them."""
        texts = self.texts() | texts_of(last)
        texts |= {name: self.days[name].text() for name in DAYS} | self.issues.texts() | {"trip": self.trip}
        self._copied = {name: texts[name] for name in COPIED if texts[name]}
        self.restore(texts)
        self.show_problems(self._told)

    def still_copied(self) -> list[Problem]:
        """Return a question for every text that stands as the last visit said it."""
        return [
            Problem(name, "copied_as_is", severity=Severity.CHECK)
            for name, text in self._copied.items()
            if self.lines[name].text() == text
        ]

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Put *problems* under their fields, beside what is still copied."""
        self._told = tuple(problems)
        every = [*problems, *self.still_copied()]
        self.head.show_problems(every)
        self.foot.show_problems(every)
        self.issues.show_problems(problems)

    def focus_first_problem(self, problems: Sequence[Problem]) -> None:
        """Put the cursor into the first field that holds an error."""
        for place, block in enumerate(self.issues.blocks):
            if any(problem.field.startswith(f"issues.{place}.") for problem in problems):
                block.description.setFocus()
                break
        self.foot.focus_first_problem(problems)
        self.head.focus_first_problem(problems)


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    return line


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def _whole(topic: Topic) -> str:
    return f"{topic.name}（{topic.clause}）" if topic.clause else topic.name
