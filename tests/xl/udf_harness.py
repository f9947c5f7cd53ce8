"""xlwings as it is on Windows, on any machine: worksheet functions are called through its own `XLPython.CallUDF`.

Only pywin32 is made up, and platform-dependent parts of ctypes. Everything that reads arguments, calls the function and
shapes what goes back to Excel is xlwings' own code. It runs in a process of its own, because xlwings binds its
decorators when it is imported: `started()` gives one, `UdfServer.call` calls a function there.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import sys
import types
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from typing import Any

MISSING = -2147352572
"""How an argument that was left out arrives."""
NA_CELL, REF_CELL = -2146826246, -2146826265
"""How cells with #N/A and #REF! arrive."""

PYWIN32 = (
    "win32api", "win32con", "win32gui", "win32timezone", "win32event", "win32com", "win32com.client",
    "win32com.client.dynamic", "win32com.client.gencache", "win32com.server", "win32com.server.dispatcher",
    "win32com.server.policy", "win32com.server.util",
)  # fmt: skip


@dataclass(frozen=True)
class Cells:
    """A range that is passed as it is, not as its values."""

    values: tuple[tuple[Any, ...], ...]


class UdfServer:
    """The Python process that Excel would have started."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def call(self, function: str, *arguments: Any) -> Any:
        """What `XLPy.CallUDF` gives back to VBA."""
        return self._pool.submit(_call, function, arguments).result()


@contextmanager
def started() -> Iterator[UdfServer]:
    with ProcessPoolExecutor(1, get_context("spawn"), _become_windows) as pool:
        yield UdfServer(pool)


# ---------------------------------------------------------------- in the other process


class _Absent(types.ModuleType):
    """A module of pywin32: it has every name, and nothing behind it."""

    __path__ = ()
    __file__ = ""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _Deaf:
    """A library of Windows: whatever is called does nothing."""

    def __getattr__(self, _name: str) -> _Deaf:
        return self

    def __call__(self, *_arguments: Any) -> _Deaf:
        return self

    def __getitem__(self, _key: Any) -> _Deaf:
        return self

    def __setattr__(self, _name: str, _value: Any) -> None:
        return None


def _stand_in(name: str, **content: Any) -> None:
    module = sys.modules[name] = _Absent(name)
    module.__dict__.update(content)
    parent, _, own = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], own, module)


def _become_windows() -> None:
    for name in ("pandas", "asyncio"):  # xlwings imports them, and they look at the platform
        import_module(name)
    for name in PYWIN32:
        _stand_in(name)
    _stand_in("pywintypes", com_error=type("com_error", (Exception,), {}), TimeType=dt.datetime, IID=str)
    _stand_in("win32process", GetWindowThreadProcessId=lambda window: (0, window))
    _stand_in("pythoncom", IID_IDispatch="", TypeIIDs={"": type("PyIDispatch", (), {})})
    ours = ctypes.PyDLL, sys.platform
    ctypes.windll = ctypes.oledll = ctypes.PyDLL = _Deaf()  # type: ignore[attr-defined]
    sys.platform = "win32"
    try:
        import_module("xlwings")
    finally:
        ctypes.PyDLL, sys.platform = ours


class _Range:
    """Excel's object for a range, with what xlwings asks of it."""

    def __init__(self, values: tuple[tuple[Any, ...], ...]) -> None:
        self.Value = values if len(values) > 1 or len(values[0]) > 1 else values[0][0]
        self.Worksheet = self.Parent = self.Application = self._oleobj_ = self
        self.Row = self.Column = self.Hwnd = 1
        self.Rows, self.Columns = (types.SimpleNamespace(Count=count) for count in (len(values), len(values[0])))

    def GetTypeInfo(self) -> _Range:  # noqa: N802
        return self

    def GetTypeAttr(self) -> Any:  # noqa: N802
        return types.SimpleNamespace(iid="{00020846-0000-0000-C000-000000000046}")


def _call(function: str, arguments: tuple[Any, ...]) -> Any:
    given = [_Range(each.values) if isinstance(each, Cells) else each for each in arguments]
    server = import_module("xlwings.com_server").XLPython()
    return server.CallUDF("scorecard.xl.functions", function, given)
