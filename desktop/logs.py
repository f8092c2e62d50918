"""The program's log: small files in the data folder, with ids and codes and never a name."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_SIZE, _KEPT = 1_000_000, 5
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


def log_folder(data_folder: Path) -> Path:
    """Return where the logs of *data_folder* lie."""
    return data_folder / "logs"
