"""From the reference file of the libraries to its rules; a bad key is named."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.library_codes import CategorySign, LinkKind
from desktop.domain.section import BrokenKey, Section


@dataclass(frozen=True, slots=True)
class RouteRule:
    """What a route asks to be noted beside it, and where it is written; a plan's own words are in its preset.

    Of a household that became an enterprise the codes begin with *code_before* and *code_after*.
    """

    id: str
    asks: LinkKind | None
    document: str
    clause: str
    note: str
    code_before: str
    code_after: str


@dataclass(frozen=True, slots=True)
class LibraryRules:
    """What the reference says of routes, categories and the band for planning visits."""

    routes: tuple[RouteRule, ...]
    signs: Mapping[str, CategorySign]  # by category
    lookback: int  # years
    outlook_months: int
    outlook_note: str
    outlook_rule: str

    def route(self, route_id: str) -> RouteRule | None:
        """Return the route with this id, or None."""
        return next((route for route in self.routes if route.id == route_id), None)

    def category_of(self, sign: CategorySign, categories: tuple[str, ...]) -> str:
        """Return which of a plan's *categories* looks at *sign*; empty where it has none."""
        return next((each for each in categories if self.signs.get(each) is sign), "")


def read_library(data: Mapping[str, object]) -> LibraryRules:
    """Return the rules that *data* holds; raise `BrokenKey`."""
    root = Section(data)
    outlook = root.section("outlook")
    rules = LibraryRules(
        routes=tuple(_route(row) for row in root.sections("routes")),
        signs={
            each: row.code("sign", CategorySign) for row in root.sections("signs") for each in row.texts("categories")
        },
        lookback=root.section("lookback").whole("years"),
        outlook_months=outlook.whole("months"),
        outlook_note=outlook.text("note"),
        outlook_rule=outlook.text("rule"),
    )
    if len({route.id for route in rules.routes}) != len(rules.routes):
        raise BrokenKey("routes")
    return rules


def _route(row: Section) -> RouteRule:
    return RouteRule(
        id=row.text("id"),
        asks=row.code_or_none("asks", LinkKind),
        document=row.text("document"),
        clause=row.text("clause"),
        note=row.text_or("note"),
        code_before=row.text_or("code_before"),
        code_after=row.text_or("code_after"),
    )
