"""What formulas cost: a snapshot written and loaded, look-ups, an import. A process of its own, which prints the lines.

Seconds are those of the process, so that other work on the machine does not count.
"""

from __future__ import annotations

import datetime as dt
import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from scorecard.periods import Period, month, month_end
from scorecard.store import snapshot
from scorecard.values import (
    Direction,
    IndicatorFacts,
    IndicatorValue,
    Key,
    Polarity,
    Rag,
    Run,
    Status,
    Unit,
    Values,
)
from scorecard.xl.functions import KPI

CODES = [f"INDICATOR_{n:03}" for n in range(100)]
CATEGORIES = [f"Category {n}" for n in range(19)]
MONTHS = [month(end.year, end.month) for end in (month_end(dt.date(2018, 1, 31), n) for n in range(100))]
VALUES = len(CODES) * (1 + len(CATEGORIES)) * len(MONTHS)
LOOKUPS = 500_000

IMPORT = """
import time, xlwings
before = time.process_time()
import scorecard.xl.functions
print(time.process_time() - before)
"""


def council() -> Values:
    """100 indicators with a breakdown of 19 categories, 100 months: 200,000 values."""
    facts = IndicatorFacts(
        "", "Work", "work", Unit.PERCENT, Polarity.HIGH_IS_GOOD, "percentage", "Work in time.", "in time", "all", "",
        "", "work", "work.yaml", 1, "1",
    )  # fmt: skip
    places = [("", ""), *(("team", category) for category in CATEGORIES)]
    return Values(
        Run("bench", dt.datetime.now(), "bench", "Ambleford City Council", MONTHS[-1], MONTHS[-1].end),
        {period.label: period for period in MONTHS},
        {code: IndicatorFacts(**{**vars(facts), "code": code}) for code in CODES},
        {
            Key(code, period.label, *place): _figure(code, period, *place)
            for code in CODES for place in places for period in MONTHS
        },
        breakdowns={(code, "team"): CATEGORIES for code in CODES},
    )  # fmt: skip


def _figure(code: str, period: Period, breakdown: str, category: str) -> IndicatorValue:
    above = hash((code, period, category)) % 997
    return IndicatorValue(
        code, period.label, breakdown, category, above, 997, above / 997, Status.COMPUTED, 0.9, None, Rag.RED,
        above / 7001, Direction.IMPROVED, above / 7013, Direction.WORSENED,
    )  # fmt: skip


def tell(words: str, seconds: float) -> None:
    print(f"| {VALUES:,} values | {words} (process time) | {seconds:.2f} | | |", flush=True)


def timed(work: Callable[[], object], times: int = 5) -> float:
    """The quickest of so many, in a process without the leftovers of making the figures."""
    found = []
    for _ in range(times):
        gc.collect()
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def _snapshot(values: Values, store: Path) -> None:
    tell("snapshot written", timed(lambda: snapshot.save(values, store), 3))
    tell("snapshot loaded", timed(lambda: snapshot.load(snapshot.latest(store))))


def main(folder: str) -> None:
    _snapshot(council(), Path(folder) / "store")
    context = (folder, None, None)
    column = [[CODES[n % len(CODES)]] for n in range(LOOKUPS)]
    months = [[period.label for period in MONTHS]]
    grid = [[code] for code in CODES] * (LOOKUPS // len(CODES) // len(MONTHS))
    tell("500,000 look-ups: KPI() over a column of codes, the first time", timed(lambda: KPI(context, column), 1))
    tell("500,000 look-ups: KPI() over a column of codes, again", timed(lambda: KPI(context, column)))
    tell("500,000 look-ups: KPI() over codes and months, a grid", timed(lambda: KPI(context, grid, months)))
    tell("500,000 look-ups: a call of KPI() each", timed(lambda: [KPI(context, code) for (code,) in column]))
    tell("500,000 look-ups: a call of KPI() each, its arguments as xlwings hands over single cells",
         timed(lambda: [KPI([context], [code], *[[[None]]] * 3) for code in column]))  # fmt: skip
    places = [f"team={category}" for category in CATEGORIES]
    every = [[code, period.label, place] for code in CODES for place in ("", *places) for period in MONTHS]
    codes, periods, categories = ([[line[n]] for line in every] for n in range(3))
    tell("every value looked up once, the snapshot not yet loaded",
         timed(lambda: KPI((f"{folder}/.", None, None), codes, periods, None, categories), 1))  # fmt: skip
    runs = [subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True) for _ in "123"]
    tell("`import scorecard.xl.functions` after `import xlwings`", min(float(run.stdout) for run in runs))


if __name__ == "__main__":
    main(*sys.argv[1:])
