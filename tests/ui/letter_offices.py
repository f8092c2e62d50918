"""The county office and two units with a stick between them, for tests of letters in the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.letter import Trust
from desktop.wiring import Services
from tests.services.making import Clock, begun, kept, make_world

NAMES = {"county": "县中小企业发展中心", "town": "秀水镇", "energy": "盂县能源局"}


@dataclass
class Offices:
    """Their ledgers, and the folder that plays the stick."""

    county: Services
    town: Services
    energy: Services
    stick: Path
    clock: Clock

    @property
    def units(self) -> tuple[Services, Services]:
        """The two units."""
        return self.town, self.energy

    def close(self) -> None:
        """Close all three ledgers."""
        for services in (self.county, *self.units):
            services.close()


def make_offices(folder: Path) -> Offices:
    """Return three new ledgers under *folder*."""
    clock = Clock()
    made = {key: begun(folder / key, make_world(clock, prefix=key), unit_name=name) for key, name in NAMES.items()}
    stick = folder / "stick"
    stick.mkdir()
    return Offices(**made, stick=stick, clock=clock)


def unit_id(services: Services) -> str:
    """Return the id of the unit of *services*."""
    return services.settings.workspace().unit


def introduce_all(offices: Offices) -> None:
    """Let both units register with the county."""
    for services in offices.units:
        path = services.letters.keys.register(offices.stick)
        kept(offices.county.letters.keys.accept(path, services.letters.keys.own_fingerprint()[:19]))


def assign(offices: Offices, name: str = "盂县演示耐火有限公司") -> str:
    """Let the county enter an enterprise of both units and both units read it in; return its uid."""
    draft = EnterpriseDraft(
        name=name,
        no_code_reason="新开办",
        township=unit_id(offices.town),
        department=unit_id(offices.energy),
        contact="王演示",
        contact_phone="13800138000",
    )
    uid = kept(offices.county.enterprises.save(draft))
    for services in offices.units:
        deliver(offices, offices.county, services)
    return uid


def deliver(offices: Offices, sender: Services, receiver: Services) -> Path:
    """Let *sender* write to *receiver*, who reads it in with the fingerprint from paper; return the file."""
    unit = unit_id(receiver) if sender is offices.county else ""
    letter = sender.letters.outgoing.send(offices.stick, unit)
    receiver.letters.incoming.take(letter.path, Trust(typed=sender.letters.keys.own_fingerprint()))
    return letter.path
