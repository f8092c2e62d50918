"""The industries a plan turns to first (重点行业), as what the codes of enterprises begin with."""

from collections.abc import Sequence

from desktop.domain.preset import Focus, Preset
from desktop.domain.reference import Industry


def focus_prefixes(focus: Focus, industries: Sequence[Industry]) -> tuple[str, ...]:
    """Return what the industry codes of *focus* begin with; a section (门类) stands for its classes."""
    found: list[str] = []
    for code in focus.industry_codes:
        found += [each.code for each in industries if each.section == code] if code.isalpha() else [code]
    return tuple(dict.fromkeys(found))


def focuses(preset: Preset) -> tuple[Focus, ...]:
    """Return the industries of *preset* that a list can be narrowed to: those with codes."""
    return tuple(focus for focus in preset.industries_focus if focus.industry_codes)
