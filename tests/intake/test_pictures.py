"""Files that are to be kept: real pictures lose what they tell of place and time, and nothing else."""

import io
import zlib
from contextlib import suppress
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from desktop.domain.problems import Problem
from desktop.domain.visit_codes import AttachmentKind
from desktop.domain.visit_reader import AttachmentLimits
from desktop.intake.attachments import ReadAttachment, kind_of, read_attachment
from desktop.intake.pictures import BrokenPicture, clean_jpeg, clean_png

LIMITS = AttachmentLimits(megabytes=1, megapixels=1)
GPS, MAKER, TURNED = 0x8825, 0x010F, 0x0112


def photograph(*, size=(64, 40), orientation=1, **how):
    """Return a JPEG as a telephone writes it: place, camera, a comment, and something behind its end."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    exif = Image.Exif()
    exif[MAKER], exif[TURNED] = "SECRET CAMERA", orientation
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, 5.0, 7.0), 3: "E", 4: (113.0, 24.0, 9.0)})
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"SECRET COMMENT", **how)
    return out.getvalue() + b"SECRET TRAILER"


def drawing():
    """Return a PNG with texts, a time and EXIF."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "SECRET AUTHOR")
    texts.add_itxt("Place", "SECRET PLACE")
    exif = Image.Exif()
    exif[MAKER] = "SECRET CAMERA"
    out = io.BytesIO()
    Image.linear_gradient("L").resize((30, 20)).save(out, "PNG", pnginfo=texts, exif=exif)
    return out.getvalue() + b"SECRET TRAILER"


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 2}, {"icc_profile": b"profile"}])
def test_a_photograph_keeps_every_pixel_and_loses_the_rest(how):
    taken = photograph(**how)
    cleaned = clean_jpeg(taken)
    assert b"SECRET" in taken
    assert b"SECRET" not in cleaned.content
    assert not opened(cleaned.content).getexif()
    assert opened(cleaned.content).tobytes() == opened(taken).tobytes()
    assert (cleaned.width, cleaned.height, cleaned.removed) == (64, 40, True)
    assert opened(cleaned.content).info.get("icc_profile") == how.get("icc_profile")


@pytest.mark.parametrize("orientation", range(2, 9))
def test_only_the_orientation_of_a_photograph_stays(orientation):
    cleaned = opened(clean_jpeg(photograph(orientation=orientation)).content)
    assert dict(cleaned.getexif()) == {TURNED: orientation}


def test_colours_in_four_inks_stay_as_they_are():
    out = io.BytesIO()
    Image.new("CMYK", (16, 16), (10, 200, 30, 4)).save(out, "JPEG")
    assert opened(clean_jpeg(out.getvalue()).content).tobytes() == opened(out.getvalue()).tobytes()


def test_a_drawing_keeps_every_pixel_and_loses_the_rest():
    drawn = drawing()
    cleaned = clean_png(drawn)
    assert b"SECRET" in drawn
    assert b"SECRET" not in cleaned.content
    assert opened(cleaned.content).tobytes() == opened(drawn).tobytes()
    assert (cleaned.width, cleaned.height) == (30, 20)


def test_cleaning_twice_changes_nothing():
    for clean, content in ((clean_jpeg, photograph(orientation=6)), (clean_png, drawing())):
        once = clean(content).content
        again = clean(once)
        assert (again.content, again.removed) == (once, False)


@given(cut=st.integers(4, 700))
def test_a_cut_photograph_is_broken_not_a_crash(cut):
    whole = clean_jpeg(photograph()).content
    if cut < len(whole):
        with pytest.raises(BrokenPicture):
            clean_jpeg(whole[:cut])


@given(st.binary(max_size=400))
def test_any_bytes_behind_a_signature_are_broken_or_a_picture(noise):
    for clean, head in ((clean_jpeg, b"\xff\xd8\xff"), (clean_png, b"\x89PNG\r\n\x1a\n")):
        with suppress(BrokenPicture):
            assert clean(head + noise).width


def test_a_changed_byte_of_a_drawing_is_found():
    whole = bytearray(clean_png(drawing()).content)
    whole[60] ^= 1
    with pytest.raises(BrokenPicture):
        clean_png(bytes(whole))


def refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    found = read_attachment(path, LIMITS)
    assert isinstance(found, Problem), found
    return found.code


def test_what_is_no_picture_and_no_pdf_is_refused_whatever_it_is_called(tmp_path):
    assert refused(tmp_path, "现场.jpg", b"MZ\x90\0" + b"\0" * 100 + b"%PDF-1.4") == "attachment_kind"
    assert refused(tmp_path, "图.png", b"<svg onload='x'/>") == "attachment_kind"
    assert refused(tmp_path, "空.pdf", b"") == "attachment_empty"
    assert refused(tmp_path, "断.jpg", photograph()[:300]) == "attachment_broken"


def test_what_is_too_large_is_refused(tmp_path):
    assert refused(tmp_path, "大.pdf", b"%PDF-1.4" + b"\0" * (1 << 20)) == "attachment_too_large"
    body = b"IHDR" + pack(">IIBBBBB", 9000, 9000, 8, 0, 0, 0, 0)
    end = b"IEND"
    chunks = (pack(">I", len(each) - 4) + each + pack(">I", zlib.crc32(each)) for each in (body, end))
    huge = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    assert refused(tmp_path, "八千万像素.png", huge) == "attachment_too_many_pixels"


def test_a_file_that_is_gone_is_said(tmp_path):
    found = read_attachment(tmp_path / "没有.pdf", LIMITS)
    assert isinstance(found, Problem)
    assert found.code == "attachment_unreadable"


def test_a_pdf_is_kept_byte_for_byte(tmp_path):
    path = tmp_path / "回执.PDF"
    path.write_bytes(b"%PDF-1.4\n%%EOF\n")
    found = read_attachment(path, LIMITS)
    assert isinstance(found, ReadAttachment)
    assert (found.kind, found.content, found.removed) == (AttachmentKind.PDF, path.read_bytes(), False)


def test_the_kind_comes_from_the_bytes():
    assert kind_of(photograph()) is AttachmentKind.JPEG
    assert kind_of(drawing()) is AttachmentKind.PNG
    assert kind_of(b"PK\x03\x04 %PDF-1.4") is None
