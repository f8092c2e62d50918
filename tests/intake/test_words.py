"""The words in resources/intake: nothing in them may be claimed twice."""

from collections import Counter

import pytest

from desktop.domain.codes import Measure
from desktop.intake.figures import MEASURES
from desktop.intake.words import FieldKind, Kind
from tests.intake.making import WORDS


@pytest.mark.parametrize("kind", list(Kind))
def test_no_heading_names_two_fields(kind):
    counts = Counter(heading for field in WORDS.tables[kind].fields for heading in field.headings)
    assert [heading for heading, count in counts.items() if count > 1] == []


def test_figures_are_the_measures_of_a_month():
    spans = {key for field in WORDS.tables[Kind.FIGURES].fields for _, key in field.spans}
    assert spans == set(MEASURES)
    assert spans == {measure.value for measure in Measure if measure is not Measure.MAIN_REVENUE_YEAR}


def test_a_unit_means_one_scale_in_its_group():
    assert {unit for unit in WORDS.units["money"] if unit in WORDS.units["electricity"]} == set()
    assert WORDS.units["money"]["万元"].factor == 10_000


def test_every_label_of_a_field_is_one_of_its_headings():
    for table in WORDS.tables.values():
        for field in table.fields:
            assert field.label.lower() in field.headings, (table.kind, field.key)


def test_only_one_field_is_the_name_and_one_the_code_where_rows_are_enterprises():
    for table in WORDS.tables.values():
        kinds = Counter(field.kind for field in table.fields)
        wanted = 0 if table.kind is Kind.TARGETS else 1  # rows of targets are units
        assert kinds[FieldKind.NAME] == kinds[FieldKind.CREDIT_CODE] == wanted
