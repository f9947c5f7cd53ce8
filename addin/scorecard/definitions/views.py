"""Named views: one SELECT over extracts, for what needs a derived table."""

from __future__ import annotations

from collections.abc import Iterable

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from scorecard.definitions.source import did_you_mean
from scorecard.issues import Issues, UnknownReference, UnsafeView

FORBIDDEN = (exp.Command, exp.Into, exp.Anonymous, exp.Values)
"""What a view may not hold: statements, functions that no standard knows (they may read files), literal tables."""


def checked_view(text: str, file: str, name: str, known: Iterable[str], issues: Issues) -> str | None:
    """The SQL of a view as one portable text, or None and an issue."""
    try:
        statements = [each for each in sqlglot.parse(text, read="duckdb") if each]
    except SqlglotError as error:
        line = error.errors[0].get("line", 1) if hasattr(error, "errors") and error.errors else 1
        issues.add(UnsafeView(file=file, line=line, subject=f"view {name}", found=str(error).splitlines()[0]))
        return None
    if len(statements) != 1 or not isinstance(statements[0], exp.Select | exp.SetOperation):
        issues.add(UnsafeView(file=file, line=1, subject=f"view {name}", found=f"{len(statements)} statements"))
        return None
    tree = statements[0]
    unsafe = next(tree.find_all(*FORBIDDEN), None)
    if unsafe:
        issues.add(UnsafeView(file=file, line=1, subject=f"view {name}", found=unsafe.sql("duckdb")[:60]))
        return None
    return tree.sql("duckdb") if _reads_known_tables(tree, file, name, list(known), issues) else None


def _reads_known_tables(tree: exp.Expression, file: str, name: str, known: list[str], issues: Issues) -> bool:
    local = {cte.alias for cte in tree.find_all(exp.CTE)}
    sound = True
    for table in tree.find_all(exp.Table):
        plain = isinstance(table.this, exp.Identifier) and not table.db and not table.catalog
        if not plain or (table.name not in local and table.name not in known) or table.name == name:
            line = table.this.meta.get("line", 1) if plain else 1
            issues.add(
                UnknownReference(
                    file=file,
                    line=line,
                    subject=f"view {name}",
                    found=f'"{table.sql("duckdb")}"',
                    expected=did_you_mean(table.name, known),
                )
            )
            sound = False
    return sound
