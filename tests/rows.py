"""Small workspaces made of rows."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from scorecard import pipeline
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.issues import Issues
from scorecard.periods import parse
from scorecard.values import Values


def write_extract(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    """Rows as a CSV extract; a row may leave columns out."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({key: "" if value is None else value for key, value in row.items()} for row in rows)


@functools.cache
def _shipped_mappings() -> pipeline.Mappings:
    return pipeline.read_mappings(Workspace(Path(), Settings()), Issues())


def compute_from(
    folder: Path, extracts: dict[str, list[dict[str, object]]], period: str, **settings: object
) -> tuple[Values, Issues]:
    """The values and issues of a workspace that holds just these rows; columns that no row has are added, blank."""
    issues = Issues()
    workspace = Workspace(folder, Settings.model_validate({"history_years": 2, **settings}))
    mappings = _shipped_mappings() if not (folder / "mappings").is_dir() else pipeline.read_mappings(workspace, issues)
    for name, rows in extracts.items():
        blank = dict.fromkeys(mappings.definitions.extracts[name].columns, "")
        write_extract(workspace.extracts, name, [{**blank, **row} for row in rows])
    tables = pipeline.read_tables(workspace, mappings.definitions, issues)
    return pipeline.compute_values(workspace, mappings.definitions, tables, issues, parse(period)), issues
