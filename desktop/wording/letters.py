"""What is said of a letter beside its counts."""

from desktop.kernel.errors import KnownError
from desktop.wording.messages import message


def beside_words(unit: str, *, behind: int, given_back: int) -> list[str]:
    """Return that the ledger *unit* wrote from lacks what it told before, or that it brings our own words back."""
    found = []
    if given_back:
        found.append(f"其中 {given_back} 处是本单位以前报过、现在送回来补齐的；请照留底的纸核对。")
    if behind:
        found.append(message(KnownError("sender_behind", unit=unit, count=behind)))
    return found
