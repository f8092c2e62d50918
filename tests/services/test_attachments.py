"""Files kept with records: without what they betray, found again by their digest, voided with a reason."""

import io
from datetime import date

import pytest
from PIL import Image

from desktop.domain.codes import Subject
from desktop.domain.enterprise import EnterpriseDraft
from desktop.domain.visit import VisitDraft, VisitFilter
from desktop.kernel.errors import KnownError
from tests.services.office_hand import office


@pytest.fixture
def services(tmp_path):
    with office(tmp_path / "data") as made:
        yield made


def enter(services, name="盂县甲洗煤厂（演示）"):
    return services.enterprises.save(EnterpriseDraft(name=name, no_code_reason="演示")).uid


@pytest.fixture
def firm(services):
    return enter(services)


def visit(services, firm):
    draft = VisitDraft(enterprise=firm, visited_on=date(2026, 10, 14), visitors="田某", summary="看报表（演示）")
    return services.visits.save(draft).uid


def codes(problems):
    return [problem.code for problem in problems]


def photograph(path):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (38.0, 5.0, 7.0)})
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "JPEG", exif=exif)
    path.write_bytes(out.getvalue())
    return path


def test_a_photograph_is_kept_under_its_digest_without_its_place(services, firm, tmp_path):
    uid = visit(services, firm)
    assert services.attachments.add(Subject.VISIT, uid, [photograph(tmp_path / "车间.jpg")]).uid
    (kept,) = services.attachments.list(Subject.VISIT, uid)
    path = services.attachments.path_of(kept.uid)
    assert path == services.folder / "attachments" / f"{kept.sha256}.jpg"
    with Image.open(path) as picture:
        assert not picture.getexif()
    assert services.visits.list(VisitFilter())[0].attachments == 1
    assert services.check.run(deep=True) == ()


def test_one_bad_file_lets_none_in(services, firm, tmp_path):
    uid = visit(services, firm)
    bad = tmp_path / "病毒.jpg"
    bad.write_bytes(b"MZ\x90")
    saved = services.attachments.add(Subject.VISIT, uid, [photograph(tmp_path / "好.jpg"), bad])
    assert (saved.uid, codes(saved.problems)) == ("", ["attachment_kind"])
    assert services.attachments.list(Subject.VISIT, uid) == ()


def test_the_same_photograph_is_not_kept_twice_with_one_visit(services, firm, tmp_path):
    one, other = visit(services, firm), visit(services, enter(services, "盂县乙电厂（演示）"))
    photo = photograph(tmp_path / "a.jpg")
    assert services.attachments.add(Subject.VISIT, one, [photo]).uid
    assert codes(services.attachments.add(Subject.VISIT, one, [photo]).problems) == ["attachment_twice"]
    assert services.attachments.add(Subject.VISIT, other, [photo]).uid
    assert len(list((services.folder / "attachments").iterdir())) == 1


def test_a_void_attachment_needs_a_reason_and_its_bytes_stay(services, firm, tmp_path):
    uid = visit(services, firm)
    kept = services.attachments.add(Subject.VISIT, uid, [photograph(tmp_path / "a.jpg")]).uid
    assert codes(services.attachments.remove(kept, "").problems) == ["missing"]
    services.attachments.remove(kept, "拍错了")
    assert services.attachments.list(Subject.VISIT, uid) == ()
    assert [each.void_reason for each in services.attachments.list(Subject.VISIT, uid, voided=True)] == ["拍错了"]
    assert services.attachments.path_of(kept).is_file()


@pytest.mark.parametrize("harm", ["attachment_missing", "attachment_damaged"])
def test_the_deep_check_finds_a_file_that_is_gone_or_changed(services, firm, tmp_path, harm):
    uid = visit(services, firm)
    kept = services.attachments.add(Subject.VISIT, uid, [photograph(tmp_path / "a.jpg")]).uid
    path = services.attachments.path_of(kept)
    if harm == "attachment_missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"x")
    assert [(found.code, found.where) for found in services.check.run(deep=True)] == [(harm, kept)]
    assert services.check.run() == ()


def test_a_file_that_is_gone_is_said_when_it_is_opened(services, firm, tmp_path):
    kept = services.attachments.add(Subject.VISIT, visit(services, firm), [photograph(tmp_path / "a.jpg")]).uid
    services.attachments.path_of(kept).unlink()
    with pytest.raises(KnownError, match="attachment_gone"):
        services.attachments.path_of(kept)
