"""The demo's extracts, read from their files by other means than the scorecard's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scorecard.demo import DemoReport, write_demo

# The bank holidays of England as the government lists them, written down by hand.
BANK_HOLIDAYS = {
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
}
DATES = {
    "children": ["date_of_birth", "expected_date_of_birth"],
    "contacts": ["received", "outcome_at"],
    "referrals": ["referred", "decided"],
    "assessments": ["started", "authorised"],
    "strategy_discussions": ["held"],
    "section47": ["strategy_discussion", "completed"],
    "conferences": ["strategy_discussion", "due", "held"],
    "cp_plans": ["started", "ended"],
    "care_episodes": ["started", "ended"],
    "care_reviews": ["due", "held"],
    "early_help": ["opened", "closed"],
    "missing_episodes": ["missing_from", "returned", "interview_held"],
    "exploitation_risks": ["identified", "level_from", "level_to"],
    "adoptions": [
        "entered_care", "decision", "placement_order", "matched", "moved_in", "adopted", "decision_reversed",
    ],
}

Extracts = dict[str, pd.DataFrame]
WorkingDays = Callable[[pd.Series, pd.Series], pd.Series]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> DemoReport:
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def folder(written: DemoReport) -> Path:
    return written.folder


@pytest.fixture(scope="session")
def as_saved(folder: Path) -> Extracts:
    """Every row of the files."""
    extracts = {}
    for path in sorted((folder / "extracts").glob("*.csv")):
        table = pd.read_csv(path, dtype={"source": str}, keep_default_na=False, na_values=[""])
        for column in DATES.get(path.stem, []):
            table[column] = pd.to_datetime(table[column])
        extracts[path.stem] = table
    return extracts


@pytest.fixture(scope="session")
def extracts(as_saved: Extracts) -> Extracts:
    """The rows in use: the second one of an identifier and those that end before they start are set aside."""
    contacts, assessments = as_saved["contacts"], as_saved["assessments"]
    return as_saved | {
        "contacts": contacts.drop_duplicates("contact_id"),
        "assessments": assessments[~(assessments.authorised < assessments.started)],
    }


@pytest.fixture(scope="session")
def working_days() -> WorkingDays:
    """Working days in (start, end]."""
    free = np.array([f"{year}-{day}" for year, days in BANK_HOLIDAYS.items() for day in days.split()], "datetime64[D]")

    def elapsed(start: pd.Series, end: pd.Series) -> pd.Series:
        after = (start.dt.normalize() + pd.Timedelta(days=1)).to_numpy().astype("datetime64[D]")
        until = (end.dt.normalize() + pd.Timedelta(days=1)).to_numpy().astype("datetime64[D]")
        return pd.Series(np.busday_count(after, until, holidays=free), start.index)

    return elapsed


@pytest.fixture(scope="session")
def during() -> Callable[[pd.DataFrame, str, str], pd.DataFrame]:
    """The rows whose event falls into a period: a financial year such as 2015-16, or a month such as 2016-03."""

    def rows(table: pd.DataFrame, column: str, period: str) -> pd.DataFrame:
        year, part = int(period[:4]), int(period[5:])
        if part == (year + 1) % 100:
            first, after = pd.Timestamp(year, 4, 1), pd.Timestamp(year + 1, 4, 1)
        else:
            first = pd.Timestamp(year, part, 1)
            after = first + pd.DateOffset(months=1)
        return table[(table[column] >= first) & (table[column] < after)]

    return rows
