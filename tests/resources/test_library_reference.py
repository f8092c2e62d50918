"""The reference of the libraries against the plans, the windows and the words."""

from pathlib import Path

from desktop.domain.library_codes import CategorySign, LinkKind
from desktop.render.catalogue import CATALOGUE
from desktop.render.form_spec import load_forms
from desktop.services.presets import PresetService
from desktop.wording.words_admission import ROUTES

RESOURCES = Path(__file__).parents[2] / "resources"
PRESETS = PresetService(RESOURCES)
RULES = PRESETS.library_rules()
PLANS = [PRESETS.load(head.id) for head in PRESETS.list()]


def test_the_eight_routes_and_state_reform_are_data_with_words_and_a_procedure():
    routes = [route.id for route in RULES.routes]
    assert len(routes) == 9
    assert set(routes) == set(ROUTES) == set(PRESETS.admission_rules().windows.routes)


def test_every_route_of_a_plan_is_one_of_them():
    known = {route.id for route in RULES.routes}
    assert {route.id for plan in PLANS for route in plan.routes} <= known


def test_routes_ask_for_what_they_came_from():
    asks = {route.id: route.asks for route in RULES.routes}
    assert asks["household"] is LinkKind.PREDECESSOR
    assert asks["merger"] is LinkKind.PARTICIPANT
    assert asks["sector_change"] is LinkKind.OLD_SECTOR
    assert asks["branch_to_legal"] is asks["spin_off"] is asks["state_reform"] is LinkKind.ORIGIN
    assert asks["growth"] is asks["reached"] is asks["new_start"] is None


def test_every_route_says_where_it_is_written():
    assert all(route.document and route.clause for route in RULES.routes)


def test_the_four_classes_of_yuxian_are_each_looked_at():
    yuxian = next(plan for plan in PLANS if plan.id == "yuxian-2024")
    assert [RULES.signs[category.id] for category in yuxian.categories] == list(CategorySign)


def test_no_form_can_name_a_gap_an_estimate_or_the_band():
    names = {name for facts in CATALOGUE.values() for name in facts}
    assert not [name for name in names if any(word in name for word in ("gap", "short", "estimate", "likelihood"))]
    for form in load_forms(RESOURCES / "forms"):
        said = " ".join((form.title, *form.notes, *(part for column in form.columns for part in column.header)))
        for word in ("缺口", "距2000", "距规模", "研判"):
            assert word not in said
