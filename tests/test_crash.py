"""A refresh that is killed at any moment leaves the last good snapshot and workbook."""

from __future__ import annotations

import subprocess
import sys
import time

import openpyxl
import pytest

from rows import write_extract
from scorecard import pipeline
from scorecard.definitions.workspace import open_workspace
from scorecard.store import snapshot

CONTACTS = [
    {
        "contact_id": str(n),
        "child_id": f"C{n}",
        "received": f"2016-03-{n % 28 + 1:02}",
        "outcome": "NFA",
        "domestic_violence": "N",
    }
    for n in range(200)
]


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")  # openpyxl drops what the fill keeps
@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9, 1.2])
def test_a_killed_refresh_leaves_what_was_there(tmp_path, seconds):
    write_extract(tmp_path / "extracts", "contacts", CONTACTS)
    workspace = open_workspace(tmp_path)
    before = pipeline.refresh(workspace)
    write_extract(tmp_path / "extracts", "contacts", CONTACTS[:50])
    running = subprocess.Popen([sys.executable, "-m", "scorecard", "refresh", tmp_path], stdout=subprocess.DEVNULL)
    time.sleep(seconds)
    running.kill()
    running.wait()
    held = snapshot.load(snapshot.latest(workspace.store))
    assert held.get("CONTACTS", "2016-03").value in (200, 50)
    assert openpyxl.load_workbook(before.workbook)["Contacts"]["B5"].value in (200, 50)
    assert 50 == pipeline.refresh(workspace).values.get("CONTACTS", "2016-03").value
