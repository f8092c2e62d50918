"""Finds the facts that a form file names, and the unit their amounts are written in."""

from desktop.domain.filing import FormSubject
from desktop.domain.money import Scale
from desktop.render.catalogue import CATALOGUE, Fact
from desktop.render.fact_kinds import Kind
from desktop.render.form_keys import Keys, nearest

NO_FACT = Fact("", "", Kind.TEXT)  # stands where the name was wrong, so that one slip is told once


def read_fact(keys: Keys, subject: FormSubject, key: str = "fact") -> Fact:
    """Return the fact that *key* names; one that is not published is a fault, told with the nearest name."""
    known = CATALOGUE[subject]
    name = keys.text(key)
    if name in known:
        return known[name]
    if not name:
        if keys.has(key):
            keys.broken(key)
    elif near := nearest(name, known):
        keys.broken(key, "form_unknown_fact_near", fact=name, near=near)
    else:
        keys.broken(key, "form_unknown_fact", fact=name)
    return NO_FACT


def read_scale(keys: Keys, fact: Fact, scale: Scale) -> Scale:
    """Return the unit the amounts of *fact* are written in: its own, or the form's where the fact is money."""
    # the form's scale is one of money; electricity names its own
    return keys.choice("scale", Scale, scale if fact.kind is Kind.MONEY else Scale.ONE)
