"""Half-typed forms that survive a crash (草稿)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stood when it was last kept by itself; *body* is the form's own text fields.

    *key* names the form and the record (`visit:new`, `enterprise:<uid>`).
    """

    key: str
    body: Mapping[str, str]
    saved_at: datetime
