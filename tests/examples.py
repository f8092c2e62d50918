"""How many examples a property test draws where each of them costs a real ledger."""

from hypothesis import settings


def fewer(share: int = 4) -> settings:
    """Return the profile in use with one example in *share*, but no fewer than ten."""
    return settings(max_examples=max(settings().max_examples // share, 10))
