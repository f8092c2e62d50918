"""The published schema is the reader's language: both take the same files and know the same keys."""

import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # the library has none
import pytest

from desktop.render.catalogue import CATALOGUE
from desktop.render.form_keys import Faults, Keys
from desktop.render.form_schema import schema, schema_text
from desktop.render.form_spec import _form, check_form, load_form
from desktop.wording.form_facts import fact_words
from desktop.wording.form_subjects import KINDS, OPERATORS, SUBJECTS, UNITS
from desktop.wording.form_words import KEYS
from tests.render.samples import FORMS, RESOURCES, SMALL

VALIDATOR = jsonschema.Draft202012Validator(schema())
MANUAL = RESOURCES.parent / "docs" / "manual" / "19-表样.md"
EXAMPLE = re.findall(r"```toml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)[0]

# every table of the language, so that the reader asks for each of its keys
WHOLE = (
    EXAMPLE.replace("[corners]", '[page.margins]\ntop = 20\n[corners]\nmiddle = "中"', 1)
    + '\n[[filters]]\nfact = "township"\nis = "equals"\nvalue = "甲镇"\n'
)


def read_keys(text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Return the keys that the reader asks each table for, by the table's path without numbers."""
    asked: dict[str, set[str]] = {}
    finish = Keys.finish

    def noting(self: Keys) -> None:
        path = re.sub(r"\[\d+\]", "", self.place("x"))[:-2]
        asked.setdefault(path, set()).update(self.read)
        finish(self)

    monkeypatch.setattr(Keys, "finish", noting)
    faults = Faults("form", {})
    _form(Keys(tomllib.loads(text), faults))
    return asked


def properties(node: dict[str, Any]) -> set[str]:
    if "$ref" in node:
        node = schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return set(node["properties"])


def test_schema_is_one_of_its_dialect_and_published_as_made() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert (FORMS / "form.schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.toml")), ids=lambda path: path.stem)
def test_published_forms_fit_the_schema(path: Path) -> None:
    assert not [error.message for error in VALIDATOR.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))]


def test_example_of_the_manual_is_a_form() -> None:
    assert check_form(EXAMPLE, "form").problems == ()
    assert not list(VALIDATOR.iter_errors(tomllib.loads(EXAMPLE)))


def test_schema_and_reader_know_the_same_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    load_form(WHOLE)
    asked = read_keys(WHOLE, monkeypatch)
    whole = schema()["properties"]
    assert asked[""] == set(whole)
    assert asked["page"] == properties(whole["page"])
    assert asked["page.margins"] == properties(whole["page"]["properties"]["margins"])
    assert asked["corners"] == properties(whole["corners"])
    assert asked["columns"] == properties(whole["columns"]["items"])
    assert asked["group"] == properties(whole["group"])
    assert asked["rules"] == properties(whole["rules"]["items"])
    # what is compared with is read as the operator wants it
    conditions = asked["filters"] | asked["rules.when"] | asked["rules.expect"] | {"other"}
    assert conditions == properties(whole["filters"]["items"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("edition = 1", 'edition = "1"'),
        ("width = 40", "width = 4"),
        ('fact = "name"', 'fact = "gap_to_target"'),
        ('blank = "未报"', 'blank = "未报"\nbalnk = "未报"'),
        ('header = ["人数"]', "header = []"),
        ("[corners]", '[[filters]]\nfact = "staff"\nis = "like"\n[corners]'),
        ("[corners]", '[page]\nsize = "A5"\n[corners]'),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(old: str, new: str) -> None:
    text = SMALL.replace(old, new, 1)
    assert check_form(text, "form").form is None
    assert list(VALIDATOR.iter_errors(tomllib.loads(text)))


def test_every_key_is_described_and_no_description_is_left_over() -> None:
    def told(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["description"]} if "description" in node and "const" not in node else set()
            return own.union(*(told(each) for each in node.values()))
        return set().union(*(told(each) for each in node)) if isinstance(node, list) else set()

    assert told(schema()) == set(KEYS.values())


@pytest.mark.parametrize("subject", sorted(CATALOGUE), ids=str)
def test_every_fact_has_a_name_of_its_own_in_words(subject: Any) -> None:
    assert subject in SUBJECTS
    named = [fact_words(subject, name) for name in CATALOGUE[subject]]
    assert not [name for name, words in zip(CATALOGUE[subject], named, strict=True) if name == words]
    assert len(set(named)) == len(named)
    for fact in CATALOGUE[subject].values():
        assert fact.kind in KINDS
        assert not fact.unit or fact.unit in UNITS


def test_every_operator_is_worded() -> None:
    from desktop.render.condition import Operator

    assert set(OPERATORS) == set(Operator)
