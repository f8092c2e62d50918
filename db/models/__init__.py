"""The tables, one module a subject; importing this registers them all."""

from db.models import enterprise, figure, filing, issue, journal, setting, target, visit

__all__ = ["enterprise", "figure", "filing", "issue", "journal", "setting", "target", "visit"]
