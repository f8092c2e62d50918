"""Forms kept as files where the ledger does not take them: in the data folder, else where the user will see them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from desktop.domain.draft import Draft
from desktop.kernel.errors import KnownError
from desktop.kernel.files import replacing

DRAFTS = "drafts"


def side_folders(folder: Path, others: Iterable[Path]) -> tuple[Path, ...]:
    """Return where forms of the ledger in *folder* are kept aside: there, else apart in *others*."""
    name = f"shenggui-drafts-{sha256(str(folder).encode()).hexdigest()[:8]}"
    return (folder / DRAFTS, *(other / name for other in others))


def write_aside(folders: Iterable[Path], key: str, body: Mapping[str, str], at: datetime) -> Path | None:
    """Write the form *key* into the first of *folders* that takes it, over its own earlier file; None if none does."""
    for folder in folders:
        target = next((path for path, draft in _read(folder) if draft.key == key), None)
        target = target or folder / f"{at:%Y%m%d-%H%M%S-%f}.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with replacing(target) as part:
                document = {"key": key, "body": dict(body), "saved_at": at.isoformat(timespec="milliseconds")}
                part.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        except (OSError, KnownError):
            continue
        return target
    return None


def read_aside(folders: Iterable[Path]) -> tuple[Draft, ...]:
    """Return the forms that lie in *folders*; a file that is none of ours is passed over."""
    return tuple(draft for folder in folders for _, draft in _read(folder))


def drop_aside(folders: Iterable[Path], key: str) -> None:
    """Take away the files of the form *key*."""
    for path in [path for folder in folders for path, draft in _read(folder) if draft.key == key]:
        path.unlink(missing_ok=True)


def _read(folder: Path) -> Iterator[tuple[Path, Draft]]:
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            at = datetime.fromisoformat(found["saved_at"])
            body = {str(name): str(text) for name, text in found["body"].items()}
            yield path, Draft(str(found["key"]), body, at)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
