"""`python -m tests.bench`: how long a refresh takes, beside the floor and beside the naive way. Run by hand.

Each line is a process of its own, so that memory and imports are its own too. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from . import data

SIZES = (50_000, 1_000_000, 10_000_000)


def main() -> None:
    """Make the data, run every task, and print the table of docs/speed.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=SIZES)
    parser.add_argument("--times", type=int, default=3, help="runs of each task; the median is shown")
    given = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {platform.system()}\n")
    print("| rows | task | seconds | x floor | peak memory, MB |\n|---|---|---|---|---|")
    for rows in given.rows:
        with tempfile.TemporaryDirectory() as folder:
            _one_extract(Path(folder), rows, given.times)
    with tempfile.TemporaryDirectory() as folder:
        _several_extracts(Path(folder), given.times)
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), given.times)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "tests.bench.formulas", folder], check=True)
    with tempfile.TemporaryDirectory() as folder:
        _demo(Path(folder), given.times)


def _one_extract(folder: Path, rows: int, times: int) -> None:
    data.write_workspace(folder, {"work": rows})
    floor, _ = _show(folder, rows, "floor", "floor: DuckDB reads the CSV, every column typed", times)
    _show(folder, rows, "refresh", "refresh without the fill, from CSV", times, floor, forget="store")
    counts = "store/cache/counts.json"
    _show(folder, rows, "refresh", "refresh without the fill, from the typed cache", times, floor, forget=counts)
    _show(folder, rows, "refresh", "refresh without the fill, nothing changed", times, floor)
    naive = min(times, 1) if rows > 1_000_000 else times
    _show(folder, rows, "naive_refresh", "naive: pandas over indicators and periods", naive, floor)


def _several_extracts(folder: Path, times: int) -> None:
    each = 100_000
    data.write_workspace(folder, {f"work_{n:02}": each for n in range(16)})
    label = f"16 x {each:,}"
    whole, _ = _show(folder, label, "refresh", "refresh, all extracts new", times, forget="store")
    changed = []
    for n in range(times):
        data.change(folder / "extracts" / "work_07.csv", n)
        changed.append(_run(folder, "refresh"))
    seconds = statistics.median(run["seconds"] for run in changed)
    memory = max(run["memory"] for run in changed)
    print(
        f"| {label} | refresh, one extract of 16 changed ({seconds / whole:.2f} of the whole) | {seconds:.2f} | "
        f"| {memory:,.0f} |",
        flush=True,
    )


def _fill(folder: Path, times: int) -> None:
    data.write_template(folder)
    ours, _ = _show(folder, "2,000 cells", "fill", "fill, nothing lost", times)
    naive, _ = _show(folder, "2,000 cells", "naive_fill", "naive: openpyxl load and save", times)
    print(f"| 2,000 cells | openpyxl over ours | {naive / ours:.1f} times | | |", flush=True)


def _demo(folder: Path, times: int) -> None:
    """The whole command on the demo council: process time, imports and the fill included."""
    command = [sys.executable, "-m", "scorecard"]
    subprocess.run([*command, "demo", str(folder)], check=True, capture_output=True)
    for words, clean in (("scorecard refresh, extracts new", True), ("scorecard refresh, nothing changed", False)):
        seconds = []
        for _ in range(times):
            if clean:
                shutil.rmtree(folder / "store", ignore_errors=True)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([*command, "refresh", str(folder)], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        print(f"| demo council | {words} (process time) | {statistics.median(seconds):.2f} | | |", flush=True)


def _show(
    folder: Path, rows: int | str, task: str, words: str, times: int, floor: float = 0, forget: str = ""
) -> tuple[float, float]:
    runs = []
    for _ in range(times):
        if forget:
            _forget(folder / forget)
        runs.append(_run(folder, task))
    seconds = statistics.median(run["seconds"] for run in runs)
    memory = max(run["memory"] for run in runs)
    size = f"{rows:,}" if isinstance(rows, int) else rows
    ratio = f"{seconds / floor:.1f}" if floor else ""
    print(f"| {size} | {words} | {seconds:.2f} | {ratio} | {memory:,.0f} |", flush=True)
    return seconds, memory


def _forget(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _run(folder: Path, task: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.tasks", task, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{task} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
