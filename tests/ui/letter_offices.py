"""The three offices of tests of letters, as tests of the window want them."""

from __future__ import annotations

from pathlib import Path

from desktop.wiring import Services
from tests.services.letter_hands import Post as Offices
from tests.services.letter_hands import assigned, send
from tests.services.letter_hands import begin_post as make_offices
from tests.services.letter_hands import introduced as introduce_all

__all__ = ["Offices", "assign", "close", "deliver", "introduce_all", "make_offices", "unit_id"]


def close(offices: Offices) -> None:
    """Close all three ledgers."""
    for services in offices.everyone():
        services.close()


def unit_id(services: Services) -> str:
    """Return the id of the unit of *services*."""
    return services.settings.workspace().unit


def assign(offices: Offices) -> str:
    """Let the county enter an enterprise of both units and both units read it in; return its uid."""
    (uid,) = assigned(offices)
    return uid


def deliver(offices: Offices, sender: Services, receiver: Services) -> Path:
    """Let *sender* write to *receiver*, who reads it in with the fingerprint from paper; return the file."""
    return send(offices, sender, receiver).path
