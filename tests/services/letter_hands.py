"""The county office, 秀水镇 and 能源局 with a stick between them: what tests of letters do by hand."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop.domain.codes import Tier
from desktop.domain.enterprise import EnterpriseDraft, EnterpriseFilter, TierDraft
from desktop.domain.letter import Trust
from desktop.wiring import Services
from tests.ledgers import shelf
from tests.services.making import START, Clock, kept, make_world


@dataclass
class Post:
    """The county office, 秀水镇 and 能源局, a stick between them, and a clock they share."""

    county: Services
    town: Services
    energy: Services
    stick: Path
    clock: Clock

    @property
    def units(self):
        return (self.town, self.energy)

    def everyone(self):
        return (self.county, self.town, self.energy)


def unit_of(services):
    return services.letters.keys._keys.introduced().unit


def begin_post(tmp_path):
    """Return the three offices, just begun."""
    clock = Clock()
    names = {"county": "县中小企业发展中心", "town": "秀水镇", "energy": "盂县能源局"}
    offices = {
        folder: shelf.copy(tmp_path / folder, replace(START, unit_name=name), make_world(clock, prefix=folder))
        for folder, name in names.items()
    }
    stick = tmp_path / "stick"
    stick.mkdir()
    return Post(**offices, stick=stick, clock=clock)


def introduced(post):
    """Let both units register with the county and compare fingerprints."""
    for services in post.units:
        path = services.letters.keys.register(post.stick)
        kept(post.county.letters.keys.accept(path, services.letters.keys.own_fingerprint()[:19]))


def assigned(post, *names):
    """Let the county enter enterprises of both units and send them out; return their uids."""
    uids = [
        kept(
            post.county.enterprises.save(
                EnterpriseDraft(
                    name=name,
                    no_code_reason="新开办",
                    township=unit_of(post.town),
                    department=unit_of(post.energy),
                    contact="王演示",
                    contact_phone="13800138000",
                )
            )
        )
        for name in names or ("盂县演示耐火有限公司",)
    ]
    for services in post.units:
        send(post, post.county, services)
    return uids


def in_tier(post, uid):
    """Let the town put *uid* into a tier, the county take it out, and the town move it again: that steps aside."""
    kept(post.town.enterprises.set_tier(uid, TierDraft(Tier.KEY, date(2026, 3, 10), "镇里调入")))
    send(post, post.town, post.county)
    kept(post.county.enterprises.set_tier(uid, TierDraft(None, date(2026, 6, 1), "县里调出")))
    kept(post.town.enterprises.set_tier(uid, TierDraft(Tier.BASE, date(2026, 6, 1), "镇里调整")))


def send(post, sender, receiver, **how):
    """Let *sender* write to *receiver*, who takes it; return the plan as taken."""
    unit = unit_of(receiver) if sender is post.county else ""
    letter = sender.letters.outgoing.send(post.stick, unit, **how)
    return receiver.letters.incoming.take(letter.path, Trust(typed=sender.letters.keys.own_fingerprint()))


def names(services, text=""):
    found = services.enterprises.rows(services.enterprises.ids(EnterpriseFilter(text=text)))
    return [row.name for row in found]
