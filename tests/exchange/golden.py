"""Writes the packages of tests/data/packages: what every reader of the format must read, and what it must refuse.

Run `python -m tests.exchange.golden` only to add packages of a new edition; released ones stay as they are.
"""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.domain.carried import CarriedSave, withheld
from desktop.domain.codes import FilingKind, Subject, UnitKind
from desktop.domain.filing import FactRow, facts_digest
from desktop.domain.filing_code import paper_code
from desktop.domain.letter import Answer, Decision
from desktop.domain.month import Month
from desktop.domain.package import FormEdition, PackageType, Sender
from desktop.exchange import sealing
from desktop.exchange.answers import RECEIPT, RECEIPT_SCHEMA, CarriedAnswer, answer_line
from desktop.exchange.changes import OPS, OPS_SCHEMA, SAVES, SAVES_SCHEMA, change_line, save_line
from desktop.exchange.container import pack
from desktop.exchange.directory import KEYS, KEYS_SCHEMA, Introduced, introduce
from desktop.exchange.rounds import FILING, FILING_SCHEMA, CarriedRound
from desktop.exchange.signing import OwnKey, key_id
from desktop.exchange.terms import (
    FORMS,
    FORMS_SCHEMA,
    PLAN,
    PLAN_SCHEMA,
    CarriedForm,
    CarriedPlan,
    digest_of,
    form_line,
    plan_line,
)
from desktop.exchange.writer import Content, lines, write_package
from tests.exchange.conftest import UNIT_KEY
from tests.exchange.making import JPEG, PHOTO, chain, head, submission

PLACE = Path(__file__).parents[1] / "data" / "packages"
COUNTY_KEY = OwnKey(
    "1bq4EQ/YPzcrZoAO66ME17zlcf73hUlzOcJfnvLUVig=",
    "AGE-SECRET-KEY-1XKSKRET7PD82GMGMLHVH7MQUNWDEXDL9CSZN6YFW42DH9KNGYQ5SLMK0P6",
)
COUNTY = "140322-county"
UNIT = "140322-nengyuan"


def county_head(kind, **changes):
    sender = Sender(COUNTY, "c1", key_id(COUNTY_KEY.public.sign))
    return head(COUNTY_KEY, type=kind, sender=sender, recipients=(UNIT,), period="", **changes)


def keys(unit, name, kind, incarnation, key):
    return Content(KEYS, lines([introduce(Introduced(unit, name, kind, incarnation, key.public))]), KEYS_SCHEMA)


def changes(run):
    saves = [CarriedSave(each.change.save, "enterprise.save", "p1", each.change.wall) for each in run]
    return [
        Content(OPS, lines(map(change_line, run)), OPS_SCHEMA),
        Content(SAVES, lines(map(save_line, saves)), SAVES_SCHEMA),
    ]


def round_():
    name = "盂县演示耐火有限公司"
    row = FactRow("e1", name, {"main_revenue_ytd": 185_000_000, "name": name})
    month = Month(2026, 10)
    digest = facts_digest("key-monitoring", 1, month, FilingKind.NORMAL, [row])
    carried = CarriedRound(
        uid="r1",
        unit=UNIT,
        month="2026-10",
        form="key-monitoring",
        edition=1,
        round=1,
        kind="normal",
        correction=0,
        reason="",
        digest=digest,
        code=paper_code(UNIT, "key-monitoring", month, 1, digest),
        rows=1,
        facts=[[row.owner, row.name, [[fact, row.facts[fact]] for fact in sorted(row.facts)]]],
    )
    line = carried._asdict()
    del line["permit"]  # as a writer from before permissions leaves it out
    return Content(FILING, lines([line]), FILING_SCHEMA)


def answers(*decisions):
    found = [
        CarriedAnswer(Answer("2f0c5a34-0000-4000-8000-000000000001", decision, **more), "1" * 64)
        for decision, more in decisions
    ]
    return Content(RECEIPT, lines(map(answer_line, found)), RECEIPT_SCHEMA)


def terms():
    form, plan = 'id = "stopped-list"\nedition = 2\n', 'id = "yuxian-2024"\n'
    forms = [CarriedForm("stopped-list", 2, "2026-11", digest_of(form), form)]
    plans = [CarriedPlan("yuxian-2024", "盂县演示方案", "盂演示〔2024〕1号", digest_of(plan), plan)]
    return [
        Content(FORMS, lines(map(form_line, forms)), FORMS_SCHEMA),
        Content(PLAN, lines(map(plan_line, plans)), PLAN_SCHEMA),
    ]


def retired():
    """Return the Changes of a form that the county takes out of use, and of another that it uses again."""
    said = [("t1", "form", "stopped-list"), ("t2", "form", "visit-month"), ("t2", "voided", "true")]
    said[1:1] = [("t1", "by_unit", COUNTY), ("t1", "since", "2026-11"), ("t1", "reason", "演示：不再收")]
    said[-1:-1] = [("t2", "by_unit", COUNTY), ("t2", "since", "2026-10"), ("t2", "reason", "演示：停用")]
    run = []
    for number, (uid, field, value) in enumerate(said, start=1):
        last = run[-1].hash if run else ""
        told = value if field != "voided" else True
        site, subject = f"{COUNTY}#c1", Subject.FORM_RETIREMENT
        run += chain([told], site=site, start=number, last_hash=last, entity=uid, field=field, subject=subject)
    return run


def spans_of(run):
    """Return what a head says of *run*, the Changes of one site from its first on."""
    site = run[0].change.id.site
    return {"changes_from": {site: 1}, "changes_to": {site: len(run)}, "log_head": {site: run[-1].hash}}


def good():
    """Return the packages that every reader must read, by name."""
    run = chain(["一", "二", "三"])
    county_run = chain(["盂县演示耐火有限公司"], site=f"{COUNTY}#c1", field="name")
    whole = submission(UNIT_KEY, run)
    returned = {"subject": Subject.FILING, "record": "r1", "text": "缺用电量", "due_on": date(2026, 11, 8)}
    later = [replace(each, extra={"x_grade": {"a": [1, "二"]}}) for each in run]
    assignment = write_package(
        county_head(PackageType.ASSIGNMENT, **spans_of(county_run)),
        [*changes(county_run), keys(COUNTY, "县中小企业发展中心", UnitKind.COUNTY, "c1", COUNTY_KEY)],
        COUNTY_KEY,
    )
    registered = head(UNIT_KEY, type=PackageType.REGISTRATION, recipients=(), period="")
    unit_keys = keys(UNIT, "盂县能源局", UnitKind.DEPARTMENT, "a1f3", UNIT_KEY)
    photo = Content(PHOTO, JPEG)
    spans = spans_of(run)
    return {
        "01-registration-unit": write_package(registered, [unit_keys], UNIT_KEY).content,
        "02-registration-county": write_package(
            county_head(PackageType.REGISTRATION),
            [keys(COUNTY, "县中小企业发展中心", UnitKind.COUNTY, "c1", COUNTY_KEY)],
            COUNTY_KEY,
        ).content,
        "03-assignment-sealed": sealing.seal_to(assignment.content, [UNIT_KEY.public.receive]),
        "04-submission": whole.content,
        "05-submission-with-round": write_package(
            head(UNIT_KEY, form=FormEdition("key-monitoring", 1), counts={"ops": 3, "rounds": 1}, **spans),
            [*changes(run), round_()],
            UNIT_KEY,
        ).content,
        "06-submission-with-attachment": write_package(
            head(UNIT_KEY, **spans), [*changes(run), photo], UNIT_KEY
        ).content,
        "07-submission-with-withheld": submission(UNIT_KEY, [run[0], withheld(run[1]), run[2]]).content,
        "08-receipt-accepted": write_package(
            county_head(PackageType.RECEIPT), [*changes([]), answers((Decision.ACCEPTED, {}))], COUNTY_KEY
        ).content,
        "09-receipt-partly-returned": write_package(
            county_head(PackageType.RECEIPT, seq=2, previous="a" * 64),
            [*changes([]), answers((Decision.ACCEPTED, {}), (Decision.RETURNED, returned))],
            COUNTY_KEY,
        ).content,
        "10-snapshot": submission(UNIT_KEY, run, type=PackageType.SNAPSHOT, seq=7, previous="b" * 64).content,
        "11-members-of-a-later-version": submission(
            UNIT_KEY, later, version="1.7", extra={"x_note": {"b": [2]}}
        ).content,
        "12-unsigned": submission(None, run).content,
        "13-assignment-with-forms-and-plan": write_package(
            county_head(PackageType.ASSIGNMENT, seq=2, previous="c" * 64), [*changes([]), *terms()], COUNTY_KEY
        ).content,
        "14-assignment-with-forms-out-of-use": write_package(
            county_head(PackageType.ASSIGNMENT, seq=3, previous="d" * 64, **spans_of(retired())),
            changes(retired()),
            COUNTY_KEY,
        ).content,
    }


def bad():
    """Return the packages that every reader must refuse, by name, each with the code it is refused with."""
    run = chain(["一", "二", "三"])
    whole = submission(UNIT_KEY, run)
    content = whole.content
    middle = len(content) // 2
    manifest = parts(content)["manifest.json"]
    forged = [run[0], replace(run[1], value='"假"'), run[2]]
    other = submission(COUNTY_KEY, run)
    return {
        "01-truncated": (content[:-40], "package_damaged"),
        "02-one-bit": (content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :], "package_damaged"),
        "03-appended": (content + b"more", "package_damaged"),
        "04-extra-file": (again(content, **{"data/more.jsonl": b"{}\n"}), "package_damaged"),
        "05-missing-file": (again(content, **{SAVES: None}), "package_damaged"),
        "06-other-digest": (again(content, **{SAVES: b"{}\n"}), "package_damaged"),
        "07-key-twice": (unsigned(manifest.replace(b'{"app"', b'{"app":"x","app"', 1)), "package_hostile"),
        "08-not-a-number": (unsigned(manifest.replace(b'"seq":1', b'"seq":NaN', 1)), "package_hostile"),
        "09-too-deep": (
            unsigned(manifest.replace(b'"note":""', b'"note":' + b"[" * 20 + b"]" * 20, 1)),
            "package_hostile",
        ),
        "10-path-outside": (stray("../evil.txt"), "package_hostile"),
        "11-bomb": (bomb(), "package_hostile"),
        "12-newer-reader": (submission(UNIT_KEY, run, min_reader="1.9").content, "package_too_new"),
        "13-unknown-critical": (submission(UNIT_KEY, run, critical=("sm2",)).content, "package_too_new"),
        "14-other-signature": (
            again(content, **{"manifest.sig": parts(other.content)["manifest.sig"]}),
            "package_damaged",
        ),
        "15-forged-value": (submission(UNIT_KEY, forged).content, "package_forged"),
        "16-sealed-to-another": (sealing.seal_to(content, [COUNTY_KEY.public.receive]), "package_not_recipient"),
        "17-a-workbook": (workbook(), "package_not_one"),
    }


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if info.filename != "mimetype"}


def again(content, **changed):
    found = parts(content) | changed
    return pack({name: part for name, part in found.items() if part is not None})


def unsigned(manifest):
    return pack({"manifest.json": manifest})


def stray(name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.sgb+zip")
        archive.writestr(name, "")
    return packed.getvalue()


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.sgb+zip", zipfile.ZIP_STORED)
        archive.writestr("data/ops.jsonl", b"0" * 4_000_000)
    return packed.getvalue()


def workbook():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return packed.getvalue()


def main():
    """Write every package that is not there yet."""
    for name, content in good().items():
        path = PLACE / "good" / f"{name}.sgb"
        if not path.exists():
            path.write_bytes(content)
    codes = {}
    for name, (content, code) in bad().items():
        path = PLACE / "bad" / f"{name}.sgb"
        if not path.exists():
            path.write_bytes(content)
        codes[name] = code
    unit = {"unit": UNIT, "sign": UNIT_KEY.sign, "receive": UNIT_KEY.receive}
    (PLACE / "keys.json").write_text(json.dumps(unit, indent=2) + "\n", encoding="utf-8")
    (PLACE / "bad" / "codes.json").write_text(json.dumps(codes, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
