"""What the tests of extracts share."""

from __future__ import annotations

from pathlib import Path

import pytest

from extracts.folders import Council


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)
