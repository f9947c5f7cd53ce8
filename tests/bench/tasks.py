"""One task of the benchmark in a process of its own: prints seconds and peak memory as JSON."""

from __future__ import annotations

import gc
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

CELLS = [(f"Section {n % 30 + 1}", n // 30 + 1, 3, n / 7) for n in range(2_000)]
"""What both fillers write: 2,000 numbers over 30 sheets."""


def floor(folder: Path) -> None:
    """DuckDB reads the CSV with every column typed, and looks at each."""
    import duckdb

    path = next((folder / "extracts").glob("*.csv"))
    columns = dict.fromkeys(("ref_id", "child_id"), "VARCHAR") | {"started": "DATE", "ended": "DATE"}
    columns |= dict.fromkeys(("team", "age_group", "gender", "ethnicity", "category", "outcome"), "VARCHAR")
    columns["age"] = "INTEGER"
    looks = ", ".join(f"max({name})" for name in columns)
    duckdb.sql(f"SELECT {looks} FROM read_csv('{path}', columns = {columns}, header = true)").fetchall()


def refresh(folder: Path) -> None:
    """Mappings, extracts, indicators and store, as `scorecard refresh` does them."""
    from scorecard import pipeline
    from scorecard.definitions.library import load_definitions
    from scorecard.definitions.workspace import Settings, Workspace
    from scorecard.issues import Issues
    from scorecard.periods import parse
    from scorecard.store import snapshot

    from .data import REPORTING_MONTH

    gc.disable()  # as `pipeline.refresh` does
    workspace, issues = Workspace(folder, Settings(history_years=2)), Issues()
    definitions = load_definitions(workspace, issues)
    tables = pipeline.read_tables(workspace, definitions, issues)
    values = pipeline.compute_values(workspace, definitions, tables, issues, parse(REPORTING_MONTH))
    snapshot.save(values, workspace.store)


def naive_refresh(folder: Path) -> None:
    """What an analyst's notebook does: a filter for each indicator and period, a group-by for each breakdown."""
    import pandas as pd

    from scorecard.periods import Kind, parse, reported

    from .data import REPORTING_MONTH

    path = next((folder / "extracts").glob("*.csv"))
    frame = pd.read_csv(path, parse_dates=["started", "ended"], date_format="%Y-%m-%d")
    frame["days"] = (frame["ended"] - frame["started"]).dt.days
    frame["working_days"] = _working_days(frame)
    kinds = (Kind.MONTH, Kind.QUARTER, Kind.FINANCIAL_YEAR, Kind.THREE_YEARS)
    for period in reported(parse(REPORTING_MONTH), 2):
        if period.kind in kinds:
            _naive_period(frame, pd.Timestamp(period.start), pd.Timestamp(period.end))


def _working_days(frame):  # type: ignore[no-untyped-def]
    import holidays
    import numpy as np

    closed = np.array(sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2020))), "datetime64[D]")
    ends = frame["ended"].fillna(frame["started"])
    one = np.timedelta64(1, "D")
    start, end = (frame["started"].values.astype("M8[D]") + one, ends.values.astype("M8[D]") + one)
    return np.busday_count(start, end, holidays=closed)


def _naive_period(frame, start, end) -> None:  # type: ignore[no-untyped-def]
    acted = frame["outcome"] != "NFA"
    begun = frame[acted & frame["started"].between(start, end)]
    done = frame[acted & frame["ended"].between(start, end)]
    still = frame[(frame["started"] <= end) & (frame["ended"].isna() | (frame["ended"] > end))]
    late = (end - still["started"]).dt.days > 63
    for by in (None, "team", "age_group", "gender", "ethnicity"):
        groups = [part.groupby(by) if by else part for part in (begun, done, still)]
        groups[0]["ref_id"].count(), groups[0]["child_id"].nunique()
        (done["working_days"] <= 45).groupby(done[by] if by else done["days"] * 0).mean()
        groups[1]["days"].mean(), groups[1]["days"].median()
        late.groupby(still[by] if by else late * 0).mean()


def fill(folder: Path) -> None:
    from scorecard.workbook.cells import CellWrite
    from scorecard.workbook.fill import fill as fill_workbook

    fill_workbook(folder / "template.xlsx", folder / "ours.xlsx", [CellWrite(*cell) for cell in CELLS])


def naive_fill(folder: Path) -> None:
    import openpyxl

    book = openpyxl.load_workbook(folder / "template.xlsx")
    for sheet, row, column, value in CELLS:
        book[sheet].cell(row, column, value)
    book.save(folder / "naive.xlsx")


TASKS: dict[str, Callable[[Path], None]] = {
    each.__name__: each for each in (floor, refresh, naive_refresh, fill, naive_fill)
}


def main(task: str, folder: str) -> None:
    _import_first()
    started = time.perf_counter()
    TASKS[task](Path(folder))
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory}))


def _import_first() -> None:
    """Imports are left out of every time, as they were in the prototype; `scorecard refresh` is measured with them."""
    for name in ("duckdb", "pandas", "openpyxl", "scorecard.pipeline"):
        importlib.import_module(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
