"""Which file or sheet of a folder is which extract."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard.definitions.extract import Extract, spelling
from scorecard.errors import ScorecardError
from scorecard.extracts.xlsx_source import Workbook
from scorecard.issues import Issues, MissingExtract, TwoSources, UnknownFile, UnreadableFile

TEXT_FILES = {".csv", ".txt", ".tsv"}
WORKBOOKS = {".xlsx", ".xlsm"}
LEFT_BY_SYSTEMS = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Source:
    """The file, or the sheet of a workbook, that an extract is read from."""

    extract: str
    path: Path
    sheet: str = ""
    workbook: Workbook | None = None


def find_sources(
    folder: Path, extracts: Mapping[str, Extract], needed: Collection[str], issues: Issues
) -> dict[str, Source]:
    """Match the files of a folder, and the sheets of its workbooks, with the extracts by their names and aliases.

    An extract that is needed and not there is an issue.
    """
    names = {spelling(name): name for name in extracts}
    for name, extract in extracts.items():
        for alias in extract.aliases:
            names.setdefault(spelling(alias), name)
    found: dict[str, Source] = {}
    unreadable = Issues()
    for path in sorted(_files(folder), key=lambda each: (each.stem.casefold(), each.suffix.casefold())):
        for source in _sources_in(path, names, issues, unreadable):
            _keep(found, source, issues)
    issues.merge(unreadable)
    refused = {issue.extract for issue in unreadable if isinstance(issue, UnreadableFile)}
    for name in extracts:
        if name in needed and name not in found and name not in refused:
            issues.add(MissingExtract(file=f"{name}.csv", extract=name, expected=f"{name}.csv or {name}.xlsx"))
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        # Excel leaves a file that begins with ~$ beside a workbook that is open.
        if path.is_file() and not path.name.startswith(("~$", ".")) and path.name.casefold() not in LEFT_BY_SYSTEMS:
            yield path


def _sources_in(path: Path, names: Mapping[str, str], issues: Issues, unreadable: Issues) -> Iterator[Source]:
    name = names.get(spelling(path.stem), "")
    suffix = path.suffix.casefold()
    if suffix in WORKBOOKS:
        yield from _sheets(path, name, names, issues, unreadable)
    elif not name:
        issues.add(UnknownFile(file=path.name, extract=""))
    elif suffix in TEXT_FILES:
        yield Source(name, path)
    else:
        unreadable.add(UnreadableFile(file=path.name, extract=name, found=f"a {path.suffix or 'nameless'} file",
                                      expected=".csv or .xlsx"))


def _sheets(
    path: Path, name: str, names: Mapping[str, str], issues: Issues, unreadable: Issues
) -> Iterator[Source]:
    """Sheets go by their own names; a workbook named as an extract holds it in its first sheet otherwise."""
    try:
        workbook = Workbook(path)
        sheets = list(workbook.sheets)
        meant = {sheet: names[spelling(sheet)] for sheet in sheets if spelling(sheet) in names}
        if name and name not in meant.values():
            rest = [sheet for sheet in sheets if sheet not in meant and not workbook.is_empty(sheet)]
            if rest:
                meant[rest[0]] = name
        unknown = [sheet for sheet in sheets if sheet not in meant and not workbook.is_empty(sheet)]
    except ScorecardError as error:
        unreadable.add(UnreadableFile(file=path.name, extract=name, found=error.message,
                                      expected=error.way_out.rstrip(".")))
        return
    for sheet in sheets:
        if sheet in meant:
            yield Source(meant[sheet], path, sheet, workbook)
    for sheet in unknown:
        issues.add(UnknownFile(file=path.name, sheet=sheet, extract=""))


def _keep(found: dict[str, Source], source: Source, issues: Issues) -> None:
    first = found.setdefault(source.extract, source)
    if first is not source:
        place = f'{first.path.name}, sheet "{first.sheet}"' if first.sheet else first.path.name
        issues.add(TwoSources(file=source.path.name, sheet=source.sheet, extract=source.extract,
                              expected=f"only {place}"))
