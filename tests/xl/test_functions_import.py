"""Worksheet functions load nothing that takes long: Excel waits for the first of them."""

import json
import subprocess
import sys

LOADED = """
import json, sys, xlwings
before = set(sys.modules)
import scorecard.xl.functions
print(json.dumps(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
"""
HEAVY = {"pandas", "numpy", "duckdb", "yaml", "pydantic", "openpyxl", "lxml", "sqlglot", "typer", "xlsxwriter"}


def test_importing_the_functions_adds_nothing_heavy_to_xlwings():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    added = set(json.loads(done.stdout))
    assert set() == added & HEAVY
    assert {"scorecard", "sqlite3"} <= added
