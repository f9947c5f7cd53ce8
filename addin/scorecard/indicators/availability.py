"""What can be counted with the extracts and columns that are there: what is missing stops what needs it alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorecard.definitions.expressions import PERIOD_DATES
from scorecard.definitions.library import Counted, Definitions
from scorecard.indicators.engine import columns_read, tables_read
from scorecard.tables import Tables


def lacking(counted: Counted, definitions: Definitions, tables: Tables) -> str:
    """What an indicator needs and the extracts do not have, in words; empty when all is there."""
    return _lacking(counted.relation, counted.columns, definitions, tables)


def available_categories(counted: Counted, definitions: Definitions, tables: Tables) -> Sequence[str]:
    """The breakdowns whose columns are there."""
    found = []
    for category in counted.categories:
        columns = category.by.columns | (category.where.columns if category.where else frozenset())
        if not _lacking(counted.relation, columns - PERIOD_DATES, definitions, tables):
            found.append(category.name)
    return found


def _lacking(relation: str, columns: Iterable[str], definitions: Definitions, tables: Tables) -> str:
    view = definitions.views.get(relation)
    if view:
        return _view_lacks(relation, columns, definitions, tables)
    if relation not in tables.found:
        return f"there is no extract {relation}"
    own = definitions.extracts[relation].columns
    for column in sorted(columns):
        home = relation if column in own else "children"
        table = tables.found.get(home)
        if table is None:
            return f"there is no extract {home}"
        if column not in table.columns:
            return f'the extract {home} has no column "{column}"'
    return ""


def _view_lacks(name: str, columns: Iterable[str], definitions: Definitions, tables: Tables) -> str:
    view = definitions.views[name]
    needed = set(columns)
    if needed & set(view.adds):
        text = definitions.view_queries.get(name, "")
        used = columns_read(text)
        for read in sorted(tables_read(text) & {*definitions.extracts, *definitions.views}):
            own = {name for name, column in definitions.columns_of(read).items() if not column.optional}
            is_view = read in definitions.views
            reason = _lacking(read, used & own if is_view or read == view.extends else set(), definitions, tables)
            if reason:
                return reason
    return _lacking(view.extends, needed - set(view.adds), definitions, tables)
