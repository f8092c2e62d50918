from dataclasses import fields

import pytest

from db.models.base import Table
from desktop.domain.admission import AdmissionDraft, AdmissionStepDraft, PaperNotes
from desktop.domain.codes import Measure, Subject
from desktop.domain.enterprise import EnterpriseDraft, TierDraft
from desktop.domain.filing_calendar import TypedDates
from desktop.domain.filing_round import WordDraft
from desktop.domain.issue import IssueDraft, StepDraft
from desktop.domain.materials import MaterialMark
from desktop.domain.visit import VisitDraft
from desktop.domain.windows import WindowDraft
from desktop.domain.workspace import FirstStart, PersonDraft
from desktop.wording.fields import FIELD_LABELS, field_label

DRAFTS = {
    Subject.ENTERPRISE: EnterpriseDraft,
    Subject.TIER: TierDraft,
    Subject.VISIT: VisitDraft,
    Subject.ISSUE: IssueDraft,
    Subject.ISSUE_STEP: StepDraft,
    Subject.PERSON: PersonDraft,
    Subject.WORKSPACE: FirstStart,
    Subject.ADMISSION_WINDOW: WindowDraft,
    Subject.APPLICATION: AdmissionDraft,
    Subject.APPLICATION_STEP: AdmissionStepDraft,
    Subject.APPLICATION_MATERIAL: MaterialMark,
    Subject.FILING_STEP: WordDraft,
    Subject.FILING_DATE: TypedDates,
}


@pytest.mark.parametrize("subject", DRAFTS)
def test_every_field_of_a_draft_has_a_heading(subject):
    assert {field.name for field in fields(DRAFTS[subject])} <= set(FIELD_LABELS[subject])


def test_what_is_seen_on_paper_has_a_heading():
    assert {field.name for field in fields(PaperNotes)} <= set(FIELD_LABELS[Subject.APPLICATION])


def test_every_figure_has_a_heading_with_its_unit():
    for measure in Measure:
        assert FIELD_LABELS[Subject.FIGURE][measure].endswith(("（万元）", "（万千瓦时）", "（人）"))


@pytest.mark.parametrize("table", Table.__subclasses__(), ids=lambda table: table.__name__)
def test_every_field_the_journal_follows_has_a_heading(table):
    followed = set(table.model_fields) - {"uid"} - table.untracked
    unknown = {name for name in followed if field_label(name, table.subject).startswith("未识别")}
    assert not unknown


def test_a_field_of_an_issue_inside_a_visit_says_which_issue():
    assert field_label("issues.1.description", Subject.VISIT) == "第 2 个问题的问题描述"


def test_the_heading_of_a_column_is_its_own_label():
    assert field_label("营业收入\uff08万元\uff09") == "营业收入（万元）"


def test_an_unknown_field_is_shown_as_such():
    assert field_label("moon_phase") == "未识别（moon_phase）"


def test_the_same_field_name_reads_by_ledger():
    assert field_label("name", Subject.PERSON) == "姓名"
    assert field_label("name") == "企业名称"
