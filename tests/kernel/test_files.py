"""A file is written whole or not at all."""

import errno
import sys
from pathlib import Path

import pytest

from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing, replacing
from tests.locking import hold


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


def test_a_file_that_is_open_stays_and_the_new_one_stands_beside_it(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "月报.xlsx"
    target.write_text("old", encoding="utf-8")
    hold(monkeypatch, target)
    for expected in ("月报(2).xlsx", "月报(3).xlsx"):
        with placing(target) as place:
            place.part.write_text(expected, encoding="utf-8")
        assert place.path == tmp_path / expected
        assert place.path.read_text(encoding="utf-8") == expected
    assert target.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_nobody_holds_is_replaced_under_its_own_name(tmp_path: Path) -> None:
    target = tmp_path / "月报.xlsx"
    target.write_text("old", encoding="utf-8")
    with placing(target) as place:
        place.part.write_text("new", encoding="utf-8")
    assert (place.path, target.read_text(encoding="utf-8")) == (target, "new")
    assert list(tmp_path.iterdir()) == [target]


def test_what_the_program_keeps_for_itself_never_stands_beside(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "keeping.json"
    target.write_text("old", encoding="utf-8")
    hold(monkeypatch, target)
    with pytest.raises(KnownError) as caught, replacing(target) as part:
        part.write_text("new", encoding="utf-8")
    assert caught.value.code == "file_in_use"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_lets_nobody_write_is_refused(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "月报.xlsx"
    hold(monkeypatch, target)  # nothing stands there, so nothing can be open
    with pytest.raises(KnownError) as caught, placing(target) as place:
        place.part.write_text("new", encoding="utf-8")
    assert caught.value.code == "folder_not_writable"
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_was_taken_meanwhile_is_passed_over(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "月报.xlsx"
    target.write_text("old", encoding="utf-8")
    hold(monkeypatch, target)
    rename = Path.rename

    def quicker(path: Path, chosen: Path) -> Path:
        if chosen.name == "月报(2).xlsx":  # as Windows tells it
            raise FileExistsError(17, "exists", str(chosen))
        return rename(path, chosen)

    monkeypatch.setattr(Path, "rename", quicker)
    with placing(target) as place:
        place.part.write_text("new", encoding="utf-8")
    assert place.path.name == "月报(3).xlsx"
