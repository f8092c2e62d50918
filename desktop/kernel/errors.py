"""The one kind of error that is told to the user; everything else is a bug."""

from pathlib import Path


class KnownError(Exception):
    """The world failed in a way we know (disk, locked file, bad workbook).

    *code* names the sentence in `desktop.wording.messages`; *values* fill its gaps. They hold paths, numbers and
    sheet places, never names or phone numbers, because the log keeps them.
    """

    def __init__(self, code: str, **values: str | int | Path) -> None:
        super().__init__(code)
        self.code = code
        self.values: dict[str, str] = {name: str(value) for name, value in values.items()}

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}({shown})"
