"""Children who are in another extract but not in the extract of children."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from scorecard.extracts.cells import quoted
from scorecard.issues import ChildUnknown, Issues
from scorecard.tables import Table

CHILDREN = "children"
CHILD = "child_id"


def report_unknown_children(
    database: duckdb.DuckDBPyConnection, tables: Mapping[str, Table], issues: Issues
) -> None:
    """Look every child up in the extract of children; each row of one who is not there is an issue."""
    children = tables.get(CHILDREN)
    if children is None or CHILD not in children.columns:
        return
    with database.cursor() as connection:
        connection.execute(f"CREATE TEMP TABLE known AS SELECT DISTINCT {CHILD} FROM read_parquet("
                           f"{quoted(children.path)}) WHERE {CHILD} IS NOT NULL")
        for table in tables.values():
            if table is not children and CHILD in table.columns:
                _report(connection, table, issues)


def _report(connection: duckdb.DuckDBPyConnection, table: Table, issues: Issues) -> None:
    row = "source_row" if table.first_row is None else f"file_row_number + {table.first_row}"
    rows = f"SELECT {row} AS source_row, {CHILD} FROM read_parquet({quoted(table.path)}, file_row_number = true) " \
           f"ANTI JOIN known USING ({CHILD}) WHERE {CHILD} IS NOT NULL"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE unknown AS {rows}")
    found = connection.execute("SELECT *, count(*) OVER () FROM unknown ORDER BY source_row "
                               f"LIMIT {Issues.KEPT}").fetchall()
    issues.add_all([
        ChildUnknown(file=table.file, sheet=table.sheet, extract=table.name, column=CHILD, row=row,
                     found=f'"{child}"')
        for row, child, _ in found
    ], found[0][2] if found else None)
