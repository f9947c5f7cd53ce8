"""What the add-in is made of: our macros and ribbon, and the module of the xlwings that is installed."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

from scorecard.addin_file.vba_project import Kind, Module
from scorecard.definitions.workspace import shipped
from scorecard.errors import ScorecardError

PROJECT = "Scorecard"
SHEET = f"{PROJECT}.conf"
"""xlwings looks for its settings in a sheet of the project's name."""

_DOCUMENTS = {"ThisWorkbook": Kind.WORKBOOK, "SettingsSheet": Kind.SHEET}

_CHANGES = (
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1),
    # A workbook that somebody sends must not choose the program that opens with it.
    ('SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf")', "False", 1),
    # Nor may a folder that a workbook lies in put its own modules in the place of Python's.
    ('" -B -c ""import', '" -B -P -c ""import', 2),
)
"""What is changed in xlwings' own module: the text, what takes its place, how often it stands there."""


def modules() -> list[Module]:
    """The modules of the add-in in the order of their names, the two documents first."""
    own = [_module(path) for path in sorted((shipped() / "addin" / "vba").glob("Scorecard*"))]
    documents = [_document(name, kind) for name, kind in _DOCUMENTS.items()]
    return [*documents, *sorted([*own, *_of_xlwings()], key=lambda module: module.name)]


def ribbon() -> bytes:
    """The tab of the ribbon; its lines end in one way, however the project was checked out."""
    return (shipped() / "addin" / "ribbon" / "customUI14.xml").read_bytes().replace(b"\r\n", b"\n")


def xlwings_version() -> str:
    return importlib.metadata.version("xlwings")


def _of_xlwings() -> list[Module]:
    """xlwings' module for add-ins, and the dictionary that it uses on a Mac."""
    folder = _xlwings_folder()
    text = _read(folder / "xlwings_custom_addin.bas")
    for before, after, times in _CHANGES:
        if text.count(before) != times:
            raise ScorecardError(
                f"xlwings {xlwings_version()} has another module than the add-in was written for: {before}"
                f" stands in xlwings_custom_addin.bas {text.count(before)} times, {times} expected.",
                "Install the version of xlwings that .ci/constraints.txt names.",
            )
        text = text.replace(before, after)
    return [Module("xlwings", Kind.STANDARD, text), _module(folder / "addin" / "Dictionary.cls")]


def _xlwings_folder() -> Path:
    found = importlib.util.find_spec("xlwings")
    if not found or not found.origin:
        raise ScorecardError("xlwings is not installed.", "Install the scorecard again: pip install scorecard.")
    return Path(found.origin).parent


def _module(path: Path) -> Module:
    text = _read(path)
    if path.suffix == ".cls":
        return Module(path.stem, Kind.CLASS, class_text(text))
    return Module(path.stem, Kind.STANDARD, text)


def _document(name: str, kind: Kind) -> Module:
    """The module of the workbook or of its sheet; the file holds what is written, the rest is always the same."""
    path = shipped() / "addin" / "vba" / f"{name}.cls"
    said = _read(path) if path.is_file() else ""
    attributes = {"Base": f'"0{kind}"', "GlobalNameSpace": "False", "Creatable": "False", "PredeclaredId": "True"}
    attributes |= {"Exposed": "True", "TemplateDerived": "False", "Customizable": "True"}
    lines = [f'Attribute VB_Name = "{name}"', *(f"Attribute VB_{key} = {value}" for key, value in attributes.items())]
    return Module(name, kind, "\n".join([*lines, said]))


def class_text(text: str) -> str:
    """A class as a project holds it: without the head of an exported file, with the attributes that a file leaves out.

    Source: [MS-VBAL] 4.2 for the head, [MS-OVBA] 2.3.4.3 for what a project holds.
    """
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Attribute VB_Name"))
    lines = lines[start:]
    exposed = next(place for place, line in enumerate(lines) if line.startswith("Attribute VB_Exposed"))
    lines[exposed + 1 : exposed + 1] = ["Attribute VB_TemplateDerived = False", "Attribute VB_Customizable = False"]
    lines.insert(1, 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"')
    return "\n".join(lines)


def _read(path: Path) -> str:
    return path.read_text(encoding="cp1252")
