"""The program's log: small files in the data folder, with ids and codes and never a name."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.kernel import security

_SIZE, _KEPT = 1_000_000, 5
_MONTHS = 13  # the law asks for six (网络安全法第二十一条)
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def open_log(data_folder: Path) -> RotatingFileHandler:
    """Send what the program logs to `logs/` of *data_folder*; the handler goes back to `close_log`."""
    folder = log_folder(data_folder)
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "shenggui.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter(_LINE))
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    if root.getEffectiveLevel() > logging.INFO:
        root.setLevel(logging.INFO)
    return handler


def close_log(handler: RotatingFileHandler) -> None:
    """Stop writing to the log that `open_log` opened."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def open_security(data_folder: Path, month: str) -> logging.FileHandler:
    """Send the security log to a file a *month* (`2026-11`) in `logs/`; those older than a year are taken away."""
    folder = log_folder(data_folder)
    for path in sorted(folder.glob("security-*.log"))[:-_MONTHS]:
        path.unlink(missing_ok=True)
    handler = _SecurityHandler(folder / f"security-{month}.log", encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    security.logger.addHandler(handler)
    security.logger.setLevel(logging.INFO)
    return handler


def close_security(handler: logging.FileHandler) -> None:
    """Stop writing to the security log that `open_security` opened."""
    security.logger.removeHandler(handler)
    handler.close()


class _SecurityHandler(logging.FileHandler):
    """Makes its folder when there is something to write; a disk that is full must not stop the deed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*."""
        if self.stream is None:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        super().emit(record)


def log_folder(data_folder: Path) -> Path:
    """Return where the logs of *data_folder* lie."""
    return data_folder / "logs"
