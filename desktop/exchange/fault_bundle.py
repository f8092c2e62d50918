"""The bundle for whoever mends a ledger that does not open (故障包): its files as they are, its logs, what was told."""

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.kernel.files import replacing
from desktop.kernel.progress import Progress

TOLD = "told.json"


def write_bundle(
    target: Path, folder: Path, files: Iterable[Path], told: Mapping[str, str], progress: Progress
) -> Path:
    """Write *files* of *folder*, byte for byte, and what was *told* into the zip *target*; return it.

    A file that cannot be read is named in `told.json` instead of ending the bundle.
    """
    unread: list[str] = []
    with replacing(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in files:
            progress.step(0, 0, path.name)
            name = path.relative_to(folder).as_posix()
            try:
                archive.write(path, name)
            except OSError:
                unread.append(name)
        archive.writestr(TOLD, json.dumps({**told, "unread": unread}, ensure_ascii=False, indent=1))
    return target
