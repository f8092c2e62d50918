"""Where a ledger must not lie."""

from pathlib import Path

import pytest

from desktop.kernel.files import sweep
from desktop.kernel.place import Place, in_cloud, place_of, place_on, read_mounts
from desktop.kernel.space import free_bytes, wanted_bytes

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 0:41 / /mnt/nfs rw - nfs4 server:/x rw
32 22 8:17 / /media/clerk/U\\040盘 rw - vfat /dev/sdb1 rw
33 22 8:33 / /media/clerk/disk rw - ext4 /dev/sdc1 rw
34 22 11:0 / /media/cd ro - iso9660 /dev/sr0 ro
35 22 8:2 / /old ro,relatime - ext4 /dev/sda2 ro
36 22 0:42 / /memory rw - tmpfs tmpfs rw
broken line
"""


@pytest.fixture
def blocks(tmp_path: Path) -> Path:
    """Devices as the system tells of them: sdc can be pulled out, sda cannot."""
    for disk, part, removable in (("sda", "8:1", "0"), ("sdc", "8:33", "1")):
        folder = tmp_path / "devices" / disk / part
        folder.mkdir(parents=True)
        (folder.parent / "removable").write_text(removable, encoding="ascii")
        (tmp_path / "block").mkdir(exist_ok=True)
        (tmp_path / "block" / part).symlink_to(folder)
    return tmp_path / "block"


@pytest.mark.parametrize(
    ("folder", "place"),
    [
        ("/home/clerk/data", Place.FIT),
        ("/memory/data", Place.FIT),
        ("/mnt/share/台账", Place.NETWORK),
        ("/mnt/nfs", Place.NETWORK),
        ("/media/clerk/U 盘/data", Place.REMOVABLE),
        ("/media/clerk/disk/data", Place.REMOVABLE),
        ("/media/cd/data", Place.READ_ONLY),
        ("/old/data", Place.READ_ONLY),
        ("/mnt/shared elsewhere", Place.FIT),
    ],
)
def test_place_by_what_is_mounted(folder, place, blocks):
    assert place_on(Path(folder), read_mounts(MOUNTS), blocks) is place


def test_nothing_known_is_taken_for_fit(tmp_path):
    assert place_on(Path("/x"), (), tmp_path) is Place.FIT


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("/home/a/OneDrive/台账", True),
        ("/home/a/OneDrive - 盂县/台账", True),
        ("/home/a/我的坚果云/台账", True),
        ("/home/a/onedrive/台账", True),
        ("/home/a/OneDriveOld/台账", False),
        ("/home/a/台账", False),
    ],
)
def test_folders_that_a_cloud_keeps_in_step(folder, cloud):
    assert in_cloud(Path(folder), ["OneDrive", "我的坚果云"]) is cloud


def test_a_folder_here_is_fit_unless_a_cloud_has_it(tmp_path):
    assert place_of(tmp_path, ["Dropbox"]) is Place.FIT
    assert place_of(tmp_path / "Dropbox" / "data", ["Dropbox"]) is Place.CLOUD


def test_what_was_left_half_written_is_swept_and_nothing_else(tmp_path):
    (tmp_path / ".~0123456789ab.tmp").write_bytes(b"x")
    (tmp_path / "ledger.db").write_bytes(b"x")
    (tmp_path / "clerk.tmp").write_bytes(b"x")
    assert sweep(tmp_path, tmp_path / "not there") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clerk.tmp", "ledger.db"]


def test_room_is_told_of_a_folder_that_is_not_there_yet(tmp_path):
    assert free_bytes(tmp_path / "a" / "b") > 0
    assert wanted_bytes(1) == 50 << 20
    assert wanted_bytes(100 << 20) == 300 << 20
