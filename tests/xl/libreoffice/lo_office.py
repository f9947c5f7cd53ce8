"""A LibreOffice that runs for the tests: headless, a profile of its own, no window, killed at the end.

`uno` belongs to the system's Python, not to the tests' environment: `load_uno` finds it, or says what is missing.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import time
import uuid
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

PROGRAM = Path("/usr/lib/libreoffice/program")
SYSTEM = Path("/usr/lib/python3/dist-packages")
RESTART = 81
"""With this code LibreOffice ends when a new profile wants it started once more."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Filter/Microsoft/Import"><prop oor:name="ImportVBA" oor:op="fuse">
<value>true</value></prop></item>
</oor:items>"""


class OfficeMissingError(Exception):
    """What is not installed, so that nothing can be run in LibreOffice."""


def load_uno() -> ModuleType:
    """LibreOffice's bridge to Python. Raises OfficeMissingError."""
    if "uno" in sys.modules:
        return sys.modules["uno"]
    if not (PROGRAM / "pyuno.so").is_file() or not (SYSTEM / "uno.py").is_file():
        raise OfficeMissingError("python3-uno is not installed, so nothing was driven in LibreOffice")
    # `uno` loads more of both folders later. They stand last: the tests' own packages win.
    sys.path += [str(each) for each in (PROGRAM, SYSTEM) if str(each) not in sys.path]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            version = sys.version.split()[0]
            raise OfficeMissingError(f"python3-uno does not load in Python {version}: {error}") from error


def properties(**named: Any) -> tuple[Any, ...]:
    """Named arguments as UNO takes them."""
    uno = load_uno()
    made = []
    for name, value in named.items():
        each = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        each.Name, each.Value = name, value
        made.append(each)
    return tuple(made)


class Office:
    """A running LibreOffice: `desktop` opens documents, `process` is what to kill, `pipe` is where it listens."""

    def __init__(self, profile: Path, environment: Mapping[str, str] | None = None) -> None:
        self.profile = profile
        self.pipe = f"scorecard-{uuid.uuid4().hex}"
        self.context: Any = None
        self.desktop: Any = None
        self._environment = {**os.environ, **(environment or {})}
        settings = profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(SETTINGS, encoding="utf-8")
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
        command = [
            str(PROGRAM / "soffice.bin"),
            *arguments,
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;",
        ]
        silent = subprocess.DEVNULL
        return subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, env=self._environment)

    def connect(self, patience: float = 90) -> Office:
        """Wait until it answers."""
        local = load_uno().getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + patience
        while self.context is None:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
            except Exception:  # UNO's exceptions have no class of ours to catch
                if self.process.poll() == RESTART:
                    self.process = self._started()
                if self.process.poll() is not None or time.monotonic() > until:
                    raise OfficeMissingError(f"LibreOffice did not start (exit {self.process.poll()})") from None
                time.sleep(0.1)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        return self

    def service(self, name: str) -> Any:
        """A service of LibreOffice by its name."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.process.kill()
        self.process.wait(20)

    def close(self) -> None:
        """End it as a user would, and make sure."""
        with suppress(Exception):
            self.desktop.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def started(profile: Path, environment: Mapping[str, str] | None = None) -> Iterator[Office]:
    """A LibreOffice for as long as the block lasts. Raises OfficeMissingError."""
    load_uno()
    office = Office(profile, environment)
    try:
        yield office.connect()
    finally:
        office.close()
        shutil.rmtree(profile, ignore_errors=True)
