"""What tests share."""

from __future__ import annotations

import os
import shutil

import pytest

from scorecard import pipeline
from scorecard.definitions.workspace import Workspace, open_workspace


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice; without it the test is skipped, in CI it fails."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        missing = "LibreOffice is not installed, so nothing was opened in a spreadsheet application"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def demo_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo council, refreshed once for all tests that read it."""
    from scorecard.demo import write_demo

    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder)
    return open_workspace(folder)


@pytest.fixture(scope="session")
def demo_run(demo_workspace: Workspace) -> pipeline.Refreshed:
    return pipeline.refresh(demo_workspace)
