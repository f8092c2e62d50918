"""Engines that share the SQL one of them compiled; each has a connection and a file of its own."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine


def sharing(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """Return *create* so that all it makes use the dialect and the compiled statements of the first."""
    first: list[Engine] = []

    def made(*arguments: Any, **options: Any) -> Engine:
        engine = create(*arguments, **options, query_cache_size=5000)
        if first:
            engine.dialect = first[0].dialect
            engine.pool._dialect = engine.dialect
            engine._compiled_cache = first[0]._compiled_cache
        else:
            first.append(engine)
        return engine

    return made
