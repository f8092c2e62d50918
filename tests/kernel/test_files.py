"""A file is written whole or not at all."""

import errno
import sys
from pathlib import Path

import pytest

from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "月报.pdf"
    target.write_text("old", encoding="utf-8")
    with replacing(target) as part:
        assert part.parent == tmp_path
        part.write_text("new", encoding="utf-8")
        assert target.read_text(encoding="utf-8") == "old"
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_failure_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "月报.pdf"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), replacing(target) as part:
        part.write_text(str(1 / (part.write_text("half", encoding="utf-8") - 4)), encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught, replacing(tmp_path / "U盘" / "月报.pdf"):
        pass
    assert caught.value.code == "folder_missing"
    assert caught.value.values == {"path": str(tmp_path / "U盘")}


def test_full_disk_is_said_and_the_old_file_stays(tmp_path: Path) -> None:
    target = tmp_path / "月报.pdf"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(KnownError) as caught, replacing(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.code == "disk_full"
    assert list(tmp_path.iterdir()) == [target]


def test_other_trouble_of_the_writer_is_not_renamed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "月报.pdf"):
        (tmp_path / "no such picture.png").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "月报.pdf"
    target.mkdir()
    with pytest.raises((KnownError, OSError)), replacing(target) as part:
        part.write_text("new", encoding="utf-8")
    assert target.is_dir()
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    plain, written = tmp_path / "plain", tmp_path / "written"
    plain.write_text("", encoding="utf-8")
    with replacing(written) as part:
        part.write_text("", encoding="utf-8")
    assert written.stat().st_mode == plain.stat().st_mode
