"""What kind of disk a folder lies on: a ledger is only opened where nobody pulls it out or shares it."""

import ctypes
import os
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

_NETWORK = frozenset(
    {"cifs", "smb", "smb2", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afs", "davfs", "fuse.davfs2", "fuse.sshfs"}
    | {"fuse.rclone", "fuse.gvfsd-fuse", "webdav", "afpfs", "ceph", "fuse.glusterfs"}
)
_STICK = frozenset({"vfat", "msdos", "exfat", "fuse.exfat", "fuseblk.exfat"})
_MOUNTS, _BLOCKS = Path("/proc/self/mountinfo"), Path("/sys/dev/block")
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5


class Place(StrEnum):
    """Where a folder lies, as far as that forbids working in it."""

    FIT = "fit"
    NETWORK = "network"
    REMOVABLE = "removable"
    CLOUD = "cloud"
    READ_ONLY = "read_only"


class Mount(NamedTuple):
    """One line of what the system says is mounted where."""

    point: str
    kind: str
    device: str  # major:minor
    read_only: bool


def place_of(folder: Path, clouds: Iterable[str]) -> Place:
    """Return what forbids working in *folder*; what nobody can tell is taken for fit.

    *clouds* are names of folders that a program keeps in step with a server, as parts of a path.
    """
    real = folder.resolve()
    if in_cloud(real, clouds):
        return Place.CLOUD
    if sys.platform == "win32":
        return _on_windows(real)
    try:
        mounts = read_mounts(_MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return Place.FIT
    return place_on(real, mounts, _BLOCKS)


def in_cloud(folder: Path, clouds: Iterable[str]) -> bool:
    """Return whether a part of the path *folder* is, or begins with, one of *clouds* (`OneDrive - 单位`)."""
    names = [name.casefold() for name in clouds]
    return any(_is_cloud(part.casefold(), name) for part in folder.parts for name in names)


def _is_cloud(part: str, name: str) -> bool:
    # "OneDrive - office" is one, "OneDriveBackupTool" is not
    return part == name or (part.startswith(name) and not part[len(name)].isalnum())


def read_mounts(text: str) -> tuple[Mount, ...]:
    """Return the mounts that `/proc/self/mountinfo` tells; a line of another shape is passed over."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kinds = before.split(), after.split()
        if len(fields) >= 6 and len(kinds) >= 3:
            read_only = "ro" in fields[5].split(",") or "ro" in kinds[2].split(",")
            found.append(Mount(_unescaped(fields[4]), kinds[0], fields[2], read_only))
    return tuple(found)


def place_on(folder: Path, mounts: Iterable[Mount], blocks: Path) -> Place:
    """Return what forbids working in *folder* given the *mounts*; *blocks* tells which devices can be pulled out."""
    mount = _mount_of(folder, mounts)
    if mount is None:
        return Place.FIT
    if mount.kind in _NETWORK:
        return Place.NETWORK
    if mount.kind in _STICK or _removable(mount.device, blocks):
        return Place.REMOVABLE
    return Place.READ_ONLY if mount.read_only else Place.FIT


def _mount_of(folder: Path, mounts: Iterable[Mount]) -> Mount | None:
    parents = {str(folder), *(str(parent) for parent in folder.parents)}
    found = [mount for mount in mounts if mount.point in parents]
    # of two mounts on one place the later one is seen
    return max(reversed(found), key=lambda mount: len(mount.point), default=None)


def _removable(device: str, blocks: Path) -> bool:
    # a partition's own folder has no such file, its disk's has
    block = (blocks / device).resolve()
    for place in (block, block.parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except (OSError, ValueError):
            continue
    return False


def _unescaped(text: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, char)
    # the system writes bytes; what is not ASCII comes through as it is
    return text


def _on_windows(folder: Path) -> Place:
    if str(folder).startswith("\\\\") and not str(folder).startswith("\\\\?\\"):
        return Place.NETWORK
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    if kind == _DRIVE_REMOTE:
        return Place.NETWORK
    if kind == _DRIVE_REMOVABLE:
        return Place.REMOVABLE
    return Place.READ_ONLY if kind == _DRIVE_CDROM or not os.access(folder.anchor, os.R_OK) else Place.FIT
