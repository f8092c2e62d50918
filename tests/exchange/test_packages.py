"""What is written is read again; what was changed on the way is refused with its reason."""

import io
import json
import random
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.carried import check_run, runs, withheld
from desktop.domain.package import FormEdition, Manifest, Sender
from desktop.exchange import sealing
from desktop.exchange.changes import OPS, SAVES, change_line, read_changes, read_saves
from desktop.exchange.container import Container, pack
from desktop.exchange.manifest import manifest_bytes, read_manifest
from desktop.exchange.reader import open_package
from desktop.exchange.signing import OwnKey, fingerprint, new_key
from desktop.exchange.strict_json import read_json, read_lines
from desktop.exchange.writer import Content, lines, write_package
from desktop.kernel.errors import KnownError
from tests.exchange.making import JPEG, PHOTO, chain, head, submission

NAMES = st.text(st.characters(codec="ascii", exclude_characters="\0"), min_size=1, max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def refused(content, code, *args):
    with pytest.raises(KnownError) as caught:
        open_package(content, *args)
    assert caught.value.code == code, str(caught.value)
    return caught.value


def test_a_package_reads_as_it_was_written(unit_key):
    run = chain(["一", "二"])
    written = submission(unit_key, run, form=FormEdition("key-monitoring", 3), note="十月")
    package = open_package(sealing.seal_to(written.content, [unit_key.public.receive]), [unit_key.receive])
    assert package.was_sealed
    assert package.manifest == written.manifest
    assert package.manifest_sha256 == written.manifest_sha256
    assert package.signature is not None
    assert package.signature.public == unit_key.public.sign
    assert list(read_changes(package.lines(OPS))) == run
    assert [save.id for save in read_saves(package.lines(SAVES))] == ["s1", "s2"]
    assert package.content(PHOTO) == JPEG
    assert list(package.lines("data/receipt.jsonl")) == []


def test_the_same_content_gives_the_same_bytes(unit_key):
    run = chain(["一", "二"])
    assert submission(unit_key, run).content == submission(unit_key, run).content


def test_an_unsigned_package_says_so():
    assert open_package(submission(None, chain(["一"])).content).signature is None


@given(st.dictionaries(NAMES.map("x_".__add__), VALUES, max_size=4))
def test_members_of_a_later_version_are_kept_and_written_back(extra):
    key = OwnKey("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=", "")
    manifest = replace(head(None), extra=extra, sender=Sender("u", "i", key.sign[:3]))
    raw = manifest_bytes(manifest)
    assert read_manifest(raw).extra == extra
    assert manifest_bytes(read_manifest(raw)) == raw
    line = {**change_line(chain(["一"])[0]), **extra}
    assert change_line(next(iter(read_changes([line])))) == line


@pytest.mark.parametrize(
    ("member", "wrong"),
    [
        ("package_id", "../../autostart"),
        ("package_id", "C:letter"),
        ("package_id", "x" * 65),
        ("created_at", "2026-11-02"),
        ("created_at", "yesterday"),
        ("period", "2026-01"),
        ("period", "October"),
    ],
)
def test_a_head_that_could_not_be_shown_or_kept_is_damage(member, wrong):
    raw = json.dumps(json.loads(manifest_bytes(head(None))) | {member: wrong}).encode()
    with pytest.raises(KnownError) as caught:
        read_manifest(raw)
    assert (caught.value.code, caught.value.values["place"]) == ("package_damaged", f"manifest.json {member}")


@pytest.mark.parametrize(
    ("member", "wrong"),
    [
        ("wall", "garbage"),
        ("wall", "2026-11-02T09:00:00"),  # without its offset nobody can order it
        ("parents", [["b#1", 1], ["a#1", 1]]),
        ("parents", [["a#1", 1], ["a#1", 1]]),
    ],
)
def test_a_change_that_could_not_be_kept_as_it_was_hashed_is_damage(member, wrong):
    with pytest.raises(KnownError) as caught:
        list(read_changes([change_line(chain(["一"])[0]) | {member: wrong}]))
    assert (caught.value.code, caught.value.values["place"]) == ("package_damaged", f"{OPS}:1 {member}")


def test_a_key_is_known_by_six_groups_of_four_digits(unit_key):
    groups = fingerprint(unit_key.public).split()
    assert [len(group) for group in groups] == [4] * 6
    assert fingerprint(unit_key.public) != fingerprint(new_key().public)


def test_another_key_cannot_open_it(unit_key):
    sealed = sealing.seal_to(submission(unit_key, chain(["一"])).content, [unit_key.public.receive])
    refused(sealed, "package_not_recipient", [new_key().receive])
    refused(sealed, "package_not_recipient")


def test_a_passphrase_opens_it_and_a_wrong_one_does_not(unit_key):
    written = submission(unit_key, chain(["一"]))
    sealed = sealing.seal_with(written.content, "three words here")
    refused(sealed, "package_wants_passphrase")
    refused(sealed, "package_not_recipient", [], "two words")
    for heard in ("three words here", "threewordshere", "three-words-here"):
        assert open_package(sealed, [], heard).manifest_sha256 == written.manifest_sha256


def test_a_cut_envelope_is_damage(unit_key):
    sealed = sealing.seal_to(submission(unit_key, chain(["一"])).content, [unit_key.public.receive])
    refused(sealed[:-10], "package_damaged", [unit_key.receive])


def test_another_signature_does_not_fit(unit_key):
    other = new_key()
    first, second = submission(unit_key, chain(["一"])), submission(other, chain(["二"]))
    swapped = dict(entries(first.content))
    swapped["manifest.sig"] = dict(entries(second.content))["manifest.sig"]
    refused(pack({name: content for name, content in swapped.items() if name != "mimetype"}), "package_damaged")


def entries(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def repacked(written, **changed):
    found = {name: content for name, content in entries(written.content) if name != "mimetype"}
    for name, content in changed.items():
        if content is None:
            del found[name]
        else:
            found[name] = content
    return pack(found)


def test_missing_added_and_swapped_files_are_damage(unit_key):
    written = submission(unit_key, chain(["一"]))
    refused(repacked(written, **{SAVES: None}), "package_damaged")
    refused(repacked(written, **{"data/more.jsonl": b"{}\n"}), "package_damaged")
    refused(repacked(written, **{SAVES: b"{}\n"}), "package_damaged")
    refused(written.content[:-7], "package_damaged")
    refused(written.content + b"x", "package_damaged")
    refused(b"x" + written.content, "package_damaged")


@pytest.mark.parametrize(
    ("member", "value", "code"),
    [
        ("format", "zip", "package_damaged"),
        ("version", "2.0", "package_too_new"),
        ("version", "x", "package_damaged"),
        ("min_reader", "1.9", "package_too_new"),
        ("critical", ["sm2"], "package_too_new"),
        ("type", "greeting", "package_too_new"),
        ("seq", 0, "package_damaged"),
        ("seq", True, "package_damaged"),
        ("recipient", "all", "package_damaged"),
        ("have", {"a": "1"}, "package_damaged"),
        ("files", [1], "package_damaged"),
        ("sender", None, "package_damaged"),
        ("package_id", "../../evil", "package_damaged"),
        ("package_id", "C:\\evil.exe", "package_damaged"),
        ("package_id", "2F0C5A34-0000-4000-8000-000000000001", "package_damaged"),
        ("package_id", "nul", "package_damaged"),
        ("created_at", "yesterday", "package_damaged"),
        ("created_at", "2026-11-02T09:00:00", "package_damaged"),
        ("period", "2026-1", "package_damaged"),
        ("prev_manifest_sha256", "a", "package_damaged"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused_by_its_reason(member, value, code):
    members = json.loads(manifest_bytes(head(None)))
    with pytest.raises(KnownError) as caught:
        read_manifest(json.dumps({**members, member: value}).encode())
    assert caught.value.code == code


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":1.5}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":' + b"[" * 17 + b"]" * 17 + b"}",
        b"[" * 100_000,
        b"[1]",
        b"\xff",
        b"",
        '{"名":1}'.encode(),
        b'{"a":"\\ud800"}',
        b'{"a":["\\uDFFFx"]}',
        b'{"a\\ud800":1}',
    ],
)
def test_json_that_no_honest_writer_makes_is_refused(content):
    with pytest.raises(KnownError) as caught:
        read_json(content, "here")
    assert caught.value.code == "package_hostile"


def test_brackets_inside_text_are_no_depth():
    assert read_json(json.dumps({"a": "[" * 50 + '"' + "{" * 20}).encode(), "here") == {"a": "[" * 50 + '"' + "{" * 20}


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("att/" + "0" * 64 + ".jpg", JPEG),
        (PHOTO.replace("att/", "att/x/"), JPEG),
        (PHOTO.replace(".jpg", ".exe"), JPEG),
        (PHOTO.replace(".jpg", ".png"), JPEG),
        (f"att/{sha256(b'MZ').hexdigest()}.jpg", b"MZ"),
    ],
)
def test_an_attachment_is_what_its_name_says(unit_key, path, content):
    refused(write_package(head(unit_key), [Content(path, content)], unit_key).content, "package_hostile")
    assert open_package(write_package(head(unit_key), [Content(PHOTO, JPEG)], unit_key).content).has(PHOTO)


@pytest.mark.parametrize("content", [b"{}", b"{}\n\n", b"\n", b'{"a":"' + b"x" * (1 << 20) + b'"}\n'])
def test_lines_are_whole_and_bounded(content):
    with pytest.raises(KnownError):
        list(read_lines(content, "here"))


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a//b", "a\\b", "C:x", "a/./b", "x" * 201, "a/", "tab\t", "Data/Ops.jsonl", "e\u0301"],
)
def test_names_that_could_go_astray_are_refused(name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.sgb+zip")
        archive.writestr("data/ops.jsonl", "")
        archive.writestr(name, "")
    with pytest.raises(KnownError) as caught:
        Container(packed.getvalue())
    assert caught.value.code == "package_hostile"


def test_a_name_with_a_nul_is_refused():
    packed = pack({"data/oXps.jsonl": b""}).replace(b"oXps", b"o\0ps")
    with pytest.raises(KnownError):
        Container(packed)


def test_a_bomb_is_refused_before_it_goes_off():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.sgb+zip", zipfile.ZIP_STORED)
        archive.writestr("data/ops.jsonl", b"0" * 50_000_000)
    with pytest.raises(KnownError) as caught:
        Container(packed.getvalue())
    assert caught.value.code == "package_hostile"


def test_a_header_that_lies_about_the_length_is_noticed():
    packed = bytearray(pack({"data/ops.jsonl": b"0" * 5_000}))
    directory = packed.rindex(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = (4_000).to_bytes(4, "little")
    container = Container(bytes(packed))
    with pytest.raises(KnownError):
        container.content("data/ops.jsonl")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4", "pdf"),
        (b"SQLite format 3\0....", "ledger"),
        (b"Rar!\x1a\x07", "rar"),
        (b"MZ\x90", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_office"),
        (b"", "empty"),
    ],
)
def test_what_somebody_took_for_a_package_is_named(content, kind):
    assert refused(content, "package_not_one").values["file_kind"] == kind


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "xl/workbook.xml"], "workbook"),
        (["meta.json", "ledger.db"], "backup"),
        (["2026-10_000001.sgb"], "zipped_package"),
        (["readme.txt"], "zip"),
    ],
)
def test_other_zips_are_named(names, kind):
    assert refused(zipped(**dict.fromkeys(names, "x")), "package_not_one").values["file_kind"] == kind


def test_a_run_of_changes_verifies_and_a_bent_one_does_not():
    run = chain(["一", "二", "三"])
    check_run(run, after=0, last_hash="")
    check_run(run[1:], after=1, last_hash=run[0].hash)
    check_run([run[0], withheld(run[1]), run[2]], after=0, last_hash="")
    bent = [
        run[1:],
        [run[0], run[2]],
        [run[0], replace(run[1], value='"四"'), run[2]],
        [run[0], replace(run[1], reason="为什么"), run[2]],
        [run[0], replace(run[1], salt=None), run[2]],
        [replace(run[0], change=replace(run[0].change, who="p2")), *run[1:]],
    ]
    for each in bent:
        with pytest.raises(KnownError):
            check_run(each, after=0, last_hash="")


def test_changes_are_told_apart_by_site():
    ours, theirs = chain(["一"]), chain(["二"], site="140322-xiushui#b2")
    assert {site: len(run) for site, run in runs(theirs + ours).items()} == {
        "140322-nengyuan#a1f3": 1,
        "140322-xiushui#b2": 1,
    }


def mutate(content, random_):
    """Return *content* with one thing done to it that a stick, a virus scanner or a joker does."""
    place = random_.randrange(len(content))
    other = random_.randrange(len(content))
    match random_.randrange(6):
        case 0:
            return content[:place] + bytes([content[place] ^ 1 << random_.randrange(8)]) + content[place + 1 :]
        case 1:
            return content[:place]
        case 2:
            return content[:place] + random_.randbytes(random_.randrange(1, 9)) + content[place:]
        case 3:
            return content[:place] + content[place + random_.randrange(1, 40) :]
        case 4:
            low, high = sorted((place, other))
            return content[:low] + content[high:] + content[low:high]
        case _:
            return content[:place] + bytes([random_.randrange(256)]) + content[place + 1 :]


def fingerprint_of(package):
    digest = sha256(package.manifest_sha256.encode())
    for part in package.manifest.parts:
        digest.update(package.content(part.path))
    return digest.hexdigest()


def mutations(times, seed):
    """Open *times* mutated packages and return how many were taken with another content."""
    key = new_key()
    written = submission(key, chain([f"值{number}" for number in range(30)]))
    sealed = sealing.seal_to(written.content, [key.public.receive])
    right = fingerprint_of(open_package(written.content))
    random_, wrong = random.Random(seed), 0
    for number in range(times):
        bent = mutate(sealed if number % 10 < 3 else written.content, random_)
        try:
            package = open_package(bent, [key.receive])
            changes = list(read_changes(package.lines(OPS)))
            check_run(changes, after=0, last_hash="")
        except KnownError:
            continue
        wrong += fingerprint_of(package) != right
    return wrong


def test_no_mutated_package_is_taken_for_another():
    assert mutations(1_500, seed=20261120) == 0


def test_nothing_is_longer_than_a_line_may_be(unit_key):
    with pytest.raises(ValueError, match="longer"):
        lines([{"a": "x" * (1 << 20)}])
    assert isinstance(write_package(head(None), [Content("a", b"")], None).manifest, Manifest)
