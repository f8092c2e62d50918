"""What a relayed issue (转办件) keeps of where it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relay:
    """What a relayed issue (转办件) says of where it came from, and of its enterprise as it was told then.

    *origin* is the issue it was made from, *to* the office that has it now, *asked_by* the one that asked; *listed*
    tells whether the enterprise stands on this office's own list.
    """

    origin: str
    to: str
    asked_by: str
    asked_by_name: str = ""
    listed: bool = True
    credit_code: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
