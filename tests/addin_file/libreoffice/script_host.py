"""Runs inside LibreOffice: calls the worksheet functions as xlwings' server does, and notes every call."""

import importlib
import json
import os
import struct

CELL_ERRORS = {2042: 32767, 2015: 519}
"""Excel's numbers of #N/A and #VALUE! and LibreOffice's."""


def call_udf(module, function, arguments):
    """An answer as xlwings shapes it: one cell, one row, or rows. Raises whatever the function raises."""
    with open(os.environ["SCORECARD_CALLS"], "a", encoding="utf-8") as calls:
        calls.write(json.dumps([module, function, arguments]) + "\n")
    if arguments[1:2] == ("BROKEN",):
        raise RuntimeError("a text that no cell may show")
    answer = getattr(importlib.import_module(module), function)(*map(_rows, arguments))
    rows = [["" if cell is None else cell for cell in row] for row in _rows(answer)]
    if len(rows) > 1:
        return tuple(map(tuple, rows))
    return rows[0][0] if len(rows[0]) == 1 else tuple(rows[0])


def cell_error(number):
    """A number that is none, with LibreOffice's number of the error in it: so its cells hold errors."""
    return struct.unpack("<d", struct.pack("<II", CELL_ERRORS[int(number)], 0x7FF80000))[0]


def _rows(value):
    """Rows of cells, whatever came: xlwings reads every argument so."""
    if not isinstance(value, (list, tuple)):
        return [[value]]
    return [list(row) for row in value] if value and isinstance(value[0], (list, tuple)) else [list(value)]


g_exportedScripts = (call_udf, cell_error)  # noqa: N816 - LibreOffice looks for this name
