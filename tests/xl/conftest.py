"""LibreOffice for the tests of the Excel add-in. How to use the fixtures: `libreoffice/lo_engine.py`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecard import pipeline
from scorecard.definitions.workspace import Workspace
from xl.libreoffice.lo_office import Office, OfficeMissingError, load_uno, started
from xl.open_council import copied

if TYPE_CHECKING:
    import xlwings as xw

NewOffice = Callable[..., Office]


@pytest.fixture(scope="session")
def uno_bridge() -> None:
    """Skips without LibreOffice's Python bridge; fails where CI says that it must be there."""
    try:
        load_uno()
    except OfficeMissingError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def office(soffice: str, uno_bridge: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One LibreOffice for all tests, with a profile of its own."""
    with started(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.fixture
def new_office(soffice: str, uno_bridge: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewOffice]:
    """Starts one more LibreOffice, for a test that kills it or gives it an environment or a profile."""
    with ExitStack() as opened:

        def start(environment: Mapping[str, str] | None = None, profile: Path | None = None) -> Office:
            return opened.enter_context(started(profile or tmp_path_factory.mktemp("office"), environment))

        yield start


@pytest.fixture
def lo_app(office: Office) -> Iterator[xw.App]:
    """An xlwings App on that LibreOffice; what a test opened is closed at its end, unsaved."""
    from xl.libreoffice.lo_engine import app_on, forget

    app = app_on(office)
    yield app
    with suppress(Exception):
        app.impl.quit()
    forget(app)


@pytest.fixture(scope="session")
def computed_workspace(demo_workspace: Workspace) -> Workspace:
    """The demo council with a snapshot; to be copied, not changed."""
    pipeline.compute_snapshot(demo_workspace)
    return demo_workspace


@pytest.fixture
def council(computed_workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace of a test's own, with a snapshot."""
    return copied(computed_workspace, tmp_path / "council")
