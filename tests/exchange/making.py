"""Packages and Changes for the tests, made by hand."""

from hashlib import sha256

from desktop.domain.carried import Carried, CarriedSave
from desktop.domain.change import Cell, Change, ChangeId, canonical, link, seal
from desktop.domain.codes import ChangeKind, Subject
from desktop.domain.package import Manifest, PackageType, Sender
from desktop.exchange.changes import OPS, OPS_SCHEMA, SAVES, SAVES_SCHEMA, change_line, save_line
from desktop.exchange.signing import key_id
from desktop.exchange.writer import Content, lines, write_package

SITE = "140322-nengyuan#a1f3"
JPEG = b"\xff\xd8\xff\xe0 demo"
PHOTO = f"att/{sha256(JPEG).hexdigest()}.jpg"


def chain(values, *, site=SITE, start=1, last_hash="", entity="e1", field="note", subject=Subject.ENTERPRISE):
    """Return a run of Changes of one cell, each having seen the one before."""
    run, parents = [], ()
    for number, value in enumerate(values, start=start):
        text, salt = canonical(value), f"salt{number}"
        change = Change(
            id=ChangeId(site, number),
            cell=Cell(subject, entity, field),
            kind=ChangeKind.EDIT,
            parents=parents,
            who="p1",
            save=f"s{number}",
            hlc=f"2026-11-02T01:00:00.000Z+{number:04x}",
            wall="2026-11-02T09:00:00.000+08:00",
            tz="+0800",
            sealed=seal(text, None, salt),
        )
        last_hash = link(last_hash, change)
        run.append(Carried(change, last_hash, text, salt, None))
        parents = (change.id,)
    return run


def head(key, **changes):
    """Return the head of a submission without parts."""
    usual = {
        "type": PackageType.SUBMISSION,
        "package_id": "2f0c5a34-0000-4000-8000-000000000001",
        "created_at": "2026-11-02T09:00:00+08:00",
        "app": "0.1.0",
        "sender": Sender("140322-nengyuan", "a1f3", "" if key is None else key_id(key.public.sign)),
        "recipients": ("140322-county",),
        "seq": 1,
        "period": "2026-10",
    }
    return Manifest(**usual | changes)


def submission(key, run, **changes):
    """Return a written submission that carries *run*."""
    saves = [CarriedSave(each.change.save, "visit.save", "p1", each.change.wall) for each in run]
    contents = [
        Content(OPS, lines(map(change_line, run)), OPS_SCHEMA),
        Content(SAVES, lines(map(save_line, saves)), SAVES_SCHEMA),
        Content(PHOTO, JPEG),
    ]
    first, last = run[0].change.id, run[-1]
    spans = {
        "changes_from": {first.site: first.seq},
        "changes_to": {first.site: last.change.id.seq},
        "log_head": {first.site: last.hash},
    }
    return write_package(head(key, **spans | changes), contents, key)
