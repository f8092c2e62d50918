"""Where things lie on this computer, and the world as it is: the only place that asks for them."""

import os
import sys
from datetime import datetime
from pathlib import Path

from desktop.world import World

APPLICATION = "shenggui"
READ_WORKBOOK = "--read-workbook"  # of the packed program: be the reader


def resources_folder() -> Path:
    """Return the folder of presets, forms, fonts and icons: beside the packages, or where a wheel installs its data."""
    beside = Path(__file__).parent.parent / "resources"  # in a checkout, and in the packed program
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / APPLICATION / "resources"


def default_data_folder() -> Path:
    """Return where this user's ledger lies unless another folder is named."""
    from platformdirs import user_data_path  # not needed when a folder is named

    return user_data_path(APPLICATION, appauthor=False) / "data"


def reader_command() -> tuple[str, ...]:
    """Return what starts this program once more to read a workbook, without Qt and without the ledger."""
    if getattr(sys, "frozen", False):
        return (sys.executable, READ_WORKBOOK)
    # isolated: neither the folder it is started in nor the environment can bring other modules
    root = str(Path(__file__).parent.parent)
    begin = (
        f"import sys; sys.path.insert(0, {root!r}); from desktop.intake.reading_process import main; sys.exit(main())"
    )
    return (sys.executable, "-I", "-c", begin)


def system_name() -> str:
    """Return which system and Python the program runs on, for a technician."""
    import platform  # as below

    return f"{platform.system()} {platform.release()} {platform.machine()} Python {platform.python_version()}"


def machine_mark() -> str:
    """Return a mark of this computer that stays the same between starts; empty where the system gives it no id.

    It is a digest, so that the id itself stands in no file of ours.
    """
    from hashlib import sha256  # not needed before the window is painted

    known = _machine_id()
    return sha256(f"shenggui {known}".encode()).hexdigest()[:16] if known else ""


def _machine_id() -> str:
    try:
        if sys.platform == "win32":
            import winreg  # only there

            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return Path("/etc/machine-id").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def real_world() -> World:
    """Return the world as this computer has it: its clock with its time zone, fresh ids, fresh salts."""
    # the window asks for its resources before it is painted, and needs none of these for that
    import platform
    import secrets
    import uuid

    from platformdirs import user_desktop_path

    return World(
        resources=resources_folder(),
        clock=lambda: datetime.now().astimezone(),
        new_id=lambda: uuid.uuid4().hex,
        salt=lambda: secrets.token_hex(16),
        pid=os.getpid(),
        host=platform.node(),
        reader=reader_command(),
        side_folders=(user_desktop_path(),),
        machine=machine_mark(),
    )
