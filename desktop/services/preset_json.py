"""A plan as the plain document that `preset show --json` prints."""

from desktop.domain.money import plain
from desktop.domain.preset import Citation, Preset, Target


def to_json(preset: Preset) -> dict[str, object]:
    """Return *preset* as JSON values: money is a decimal string in yuan, a date text, absent is None."""
    return {
        "id": preset.id,
        "title": preset.title,
        "source": preset.document,
        "issued_on": preset.issued_on.isoformat() if preset.issued_on else None,
        "year": preset.year,
        "region": {"code": preset.region_code, "name": preset.region_name},
        "note": preset.note or None,
        **_single_values(preset),
        **_people(preset),
        "targets": [_target(target) for target in preset.targets],
        "share_label": preset.share_label or None,
        **_rules(preset),
        **_ways(preset),
        "extra": {path: str(value) for path, value in preset.extra.items()},
    }


def _single_values(preset: Preset) -> dict[str, object]:
    clock = preset.issue_clock
    return {
        "threshold": plain(preset.threshold_fen),
        "near_from": plain(preset.near_from_fen),
        "bands": [plain(limit) for limit in preset.bands_fen],
        "form_scale": preset.form_scale.value,
        "issue_clock": {
            "study_days": clock.study_days,
            "feedback_days": clock.feedback_days,
            "ordinary_days": clock.ordinary_days,
            "major_months": clock.major_months,
            "working_days": clock.working_days,
            "label": clock.label or None,
            "to_confirm": clock.to_confirm,
        },
        "assessment": {"january": preset.assessment.january.value, "to_confirm": preset.assessment.to_confirm},
        "no_target": {"words": list(preset.no_target.words), "note": preset.no_target.note},
        "reserve": preset.reserve_note,
        "sources": {key: _citation(citation) for key, citation in preset.sources.items()},
        "filled": sorted(preset.filled),
    }


def _people(preset: Preset) -> dict[str, object]:
    return {
        "units": [
            {"id": unit.id, "name": unit.name, "kind": unit.kind.value, "full_name": unit.full_name}
            for unit in preset.units
        ],
        "contacts": [
            {"name": contact.name, "duty": contact.duty, "note": contact.note, "source": _citation(contact.citation)}
            for contact in preset.contacts
        ],
    }


def _target(target: Target) -> dict[str, object]:
    return {
        "level": target.level.value,
        "dimension": target.dimension.value if target.dimension else None,
        "unit": target.unit,
        "unit_name": target.unit_name,
        "measure": target.measure.value,
        "comparison": target.comparison.value,
        "value": target.value,
        "year": target.year_to,
        "year_from": target.year_from,
        "year_to": target.year_to,
        "kind": target.kind.value,
        "share": target.share or None,
        "base_year": target.base_year,
        "base_value": target.base_value,
        "scope": target.scope.value if target.scope else None,
        "route": target.route or None,
        "note": target.note or None,
        "source": _citation(target.citation),
    }


def _rules(preset: Preset) -> dict[str, object]:
    return {
        "libraries": [
            {"tier": row.tier.value, "label": row.label, "source": _citation(row.citation)} for row in preset.libraries
        ],
        "tier_rules": [
            {
                "tier": rule.tier.value,
                "revenue_from": plain(rule.revenue_from_fen),
                "revenue_to": _money(rule.revenue_to_fen),
                "category": rule.category or None,
                "label": rule.label,
                "condition": rule.condition or None,
                "source": _citation(rule.citation),
            }
            for rule in preset.tier_rules
        ],
        "risk_rules": [
            {
                "id": rule.id,
                "label": rule.label,
                "revenue_below": _money(rule.revenue_below_fen),
                "signs": [sign.value for sign in rule.signs],
                "caps_last_year": rule.caps_last_year,
                "source": _citation(rule.citation),
            }
            for rule in preset.risk_rules
        ],
        "industries_focus": [
            {
                "unit": focus.unit,
                "label": focus.label,
                "industry_codes": list(focus.industry_codes),
                "note": focus.note or None,
                "source": _citation(focus.citation),
            }
            for focus in preset.industries_focus
        ],
    }


def _ways(preset: Preset) -> dict[str, object]:
    return {
        "windows": [
            {"id": row.id, "label": row.label, "months": list(row.months), "source": _citation(row.citation)}
            for row in preset.windows
        ],
        "routes": [{"id": row.id, "label": row.label, "source": _citation(row.citation)} for row in preset.routes],
        "categories": [
            {"id": row.id, "label": row.label, "source": _citation(row.citation)} for row in preset.categories
        ],
        "rewards": [
            {
                "id": row.id,
                "label": row.label,
                "payer": row.payer,
                "amount": _money(row.amount_fen),
                "condition": row.condition,
                "timing": row.timing or None,
                "to_confirm": row.to_confirm,
                "source": _citation(row.citation),
            }
            for row in preset.rewards
        ],
    }


def _money(fen: int | None) -> str | None:
    return None if fen is None else plain(fen)


def _citation(citation: Citation) -> dict[str, object]:
    return {"document": citation.document, "clause": citation.clause, "note": citation.note or None}
