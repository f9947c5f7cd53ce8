"""The steps of a publication, in their order; a file is in its place only after the last one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecard import pipeline
from scorecard.collecting import without_collecting
from scorecard.commentary import read_commentary
from scorecard.definitions.workspace import Workspace
from scorecard.errors import StoreError
from scorecard.issues import EditionIssue, Issue, Issues, UnknownSection, UnmatchedNumber
from scorecard.pipeline import Progress, silent
from scorecard.publication.known import printed, secrets
from scorecard.publication.record import manifest_of
from scorecard.publication.request import PublicationError, Published, Request, check
from scorecard.publication.scope import (
    audience_of,
    cells_of,
    check_unchanged,
    cleared,
    sheets_of,
    template_of,
    values_of,
)
from scorecard.publish import editions, seen
from scorecard.publish.edition import EditionReport, Properties, make_edition
from scorecard.publish.encryption import encrypt
from scorecard.publish.gate import Inspection, inspect
from scorecard.publish.manifest import manifest_path
from scorecard.publish.pdf import Printer, make_pdf
from scorecard.publish.suppression import Suppressed, asked_for, suppress, typed_hidden
from scorecard.tables import Tables
from scorecard.values import Values
from scorecard.workbook import wording
from scorecard.workbook.cells import CellWrite
from scorecard.workbook.fill import fill
from scorecard.workbook.package import Package
from scorecard.workbook.plan import Commentary, plan

STAGES = ("Mappings", "Extracts", "Suppression", "Workbook", "Edition", "Gate", "PDF")
SUBJECT = "Performance of children's social care"
SHOWN = 20
"""Findings that a message lists."""


@dataclass(frozen=True)
class _Filled:
    """A workbook with the audience's figures, and what was written into it."""

    path: Path
    sheets: list[str]
    suppressed: Suppressed
    writes: list[CellWrite]
    commentary: Mapping[str, Commentary]


@without_collecting()
def publish(workspace: Workspace, request: Request, progress: Progress = silent) -> Published:
    """Make an edition of the latest snapshot for an audience.

    Raises PublicationError with all that the gate found, and the errors of the stages; then no file is left.
    """
    check(request)
    return _Publication(workspace, request, progress).published()


class _Publication:
    """One edition on its way; each step takes what the one before it made."""

    def __init__(self, workspace: Workspace, request: Request, progress: Progress) -> None:
        self.workspace, self.request, self.progress = workspace, request, progress
        self.now = dt.datetime.now(dt.UTC).replace(microsecond=0, tzinfo=None)
        self.issues = Issues()
        progress("Mappings", "")
        mappings = pipeline.read_mappings(workspace, Issues())
        self.definitions = mappings.definitions
        self.audience = audience_of(workspace, mappings.cells, request.audience)
        self.cells = cells_of(self.audience, mappings.cells)
        self.marking = mappings.cells.summary.marking
        self.sections = {sheet.section for sheet in mappings.cells.sheets}
        self.values = values_of(workspace, request.period)
        self.settings = workspace.settings.model_copy(
            update={"edition": self.audience.edition, "status": "final" if request.final else "provisional"}
        )

    @property
    def month(self) -> str:
        return self.values.run.period.label

    @property
    def _known(self) -> Path:
        return editions.known_of(self.workspace.folder, self.audience.name)

    def published(self) -> Published:
        """All steps; nothing stays in the folder when one of them stops."""
        tables = pipeline.read_tables(self.workspace, self.definitions, Issues(), self.progress)
        check_unchanged(self.values, tables, self.definitions, self.cells)
        folder = self.request.out or editions.folder_of(self.workspace.folder, self.audience.name, self.month)
        audience = self.audience.name
        with editions.alone(self.workspace.store, audience), editions.workplace(folder, audience) as work:
            return self._into(folder, work, tables)

    def _into(self, folder: Path, work: Path, tables: Tables) -> Published:
        template = template_of(self.workspace, self.request.template, self.cells, self.definitions, work)
        filled = self._filled(template, work)
        edition = work / editions.next_free(folder, self.audience.name, self.month).name
        report = self._edition(filled, edition)
        inspection = self._inspected(edition, filled, tables)
        pdf, printer = self._pdf(edition)
        if self.request.password:
            encrypt(edition, edition, self.request.password)
        manifest = manifest_of(
            edition, pdf, template, self.workspace, self.settings, self.audience, self.cells, filled.suppressed.values,
            self.values.extracts, filled.commentary, inspection, self.request.approved_by.strip(), self.now,
            bool(self.request.password),
        )  # fmt: skip
        manifest_path(edition).write_text(manifest.text(), encoding="utf-8")
        # Kept before it is published: what was published and not kept could be given away by the next edition.
        seen.save(filled.suppressed.known, self._known)
        editions.move(work, folder, [edition.name, *([pdf.name] if pdf else []), manifest_path(edition).name])
        notes = [printer.note] if printer and printer.note else []
        return Published(folder / edition.name, manifest, filled.suppressed, inspection.warnings, self.issues,
                         report.left_out, notes)

    def _filled(self, template: Path, work: Path) -> _Filled:
        """The template with what the audience may see; what it may not see is never written into a file."""
        self.progress("Suppression", "")
        with Package(template) as package:
            shown = asked_for(self.values, lambda values: self._plan(values, package, Issues()))
            suppressed = suppress(self.values, self.audience, shown, self._earlier())
            self.issues.add_all(suppressed.issues)
            self._check_hidden()
            writes, commentary = self._plan(suppressed.values, package, self.issues)
            self._check_typed(commentary, suppressed.values)
            sheets = sheets_of(package, self.cells)
            writes += cleared(package, writes)
        self.progress("Workbook", "")
        path = work / f"filled{template.suffix}"
        fill(template, path, writes)
        return _Filled(path, sheets, suppressed, writes, commentary)

    def _check_hidden(self) -> None:
        """Raises PublicationError where a hidden figure could be worked out whatever else is hidden."""
        stopping = self.issues.stopping
        if stopping:
            listed = "\n".join(f"  {issue}" for issue in stopping[:SHOWN])
            raise PublicationError(f"Hidden figures can be worked out:\n{listed}", stopping[0].way_out)

    def _plan(
        self, values: Values, package: Package, issues: Issues
    ) -> tuple[list[CellWrite], Mapping[str, Commentary]]:
        of_texts = Issues()
        commentary = read_commentary(self.workspace.commentary, values, self.cells, self.settings.region, of_texts)
        issues.add_all(each for each in of_texts if not self._is_of_another_section(each))
        return plan(values, self.cells, package, self.settings, commentary, issues), commentary

    def _earlier(self) -> seen.Seen | None:
        """What the audience has seen; a first edition has nothing before it. Raises StoreError where it is lost."""
        if self._known.is_file():
            return seen.load(self._known)
        published = sorted(self._known.parent.glob("*/*.manifest.json"))
        if published:
            raise StoreError(
                f"{published[-1].name} was published to this audience, and {self._known}, which says what they saw, is "
                "not there.", f"Bring it back from a backup. Only if nobody got what is in {self._known.parent}, move "
                "that folder away.",
            )  # fmt: skip
        return None

    def _is_of_another_section(self, issue: Issue) -> bool:
        """Whether it is about a text on a section that the scorecard has and the audience does not get."""
        return isinstance(issue, UnknownSection) and issue.found.strip('"') in self.sections

    def _check_typed(self, commentary: Mapping[str, Commentary], values: Values) -> None:
        """Raises PublicationError where somebody typed a number that is hidden from the audience.

        A number that the page shows gives nothing away, and days, ages and targets are no figures: the commentary's own
        check has told those apart, so what it doubts and what is hidden is what must not be said.
        """
        told = []
        for sheet in self.cells.sheets:
            text = commentary[sheet.section].text if sheet.section in commentary else ""
            codes = {row.indicator for row in sheet.rows} | {code for table in sheet.tables for code, _ in table.parts}
            hidden = {typed.text for typed in typed_hidden(text, self.values, values, codes)}
            told += [f"  {doubt}" for doubt in self._doubted(sheet.section) if doubt.found.strip('"') in hidden]
        if told:
            raise PublicationError(
                "\n".join([f"The commentary gives away what {self.audience.title} must not see:", *told[:SHOWN]]),
                "Write the figure as a token, such as {{CP_PLANS}}, which is hidden with it, or take it out.",
            )

    def _doubted(self, section: str) -> list[UnmatchedNumber]:
        file = f"commentary/{self.month}/{section}.md"
        return [each for each in self.issues if isinstance(each, UnmatchedNumber) and each.file == file]

    def _edition(self, filled: _Filled, edition: Path) -> EditionReport:
        self.progress("Edition", "")
        month = wording.month(self.values.run.period.end)
        properties = Properties(
            f"{self.cells.summary.summary}, {month}", f"{SUBJECT}, {self.values.run.council}; edition for "
            f"{self.audience.title.lower()}", self.settings.status, self.now,
        )  # fmt: skip
        footer = {self.marking: self.cells.summary.marking} if self.marking else {}
        return make_edition(filled.path, edition, filled.sheets, properties, footer)

    def _inspected(self, edition: Path, filled: _Filled, tables: Tables) -> Inspection:
        """The gate. Raises PublicationError with what it found."""
        self.progress("Gate", "")
        named = {self.request.approved_by.strip(), self.values.run.council, self.settings.contact,
                 *(each.by for each in filled.commentary.values())}  # fmt: skip
        inspection = inspect(
            edition,
            secrets(filled.path, tables, self.definitions, named),
            printed(filled.sheets, filled.writes, self.values, filled.commentary, self.now.date()),
        )
        if inspection.stopping:
            raise PublicationError(_listed(inspection.stopping), "Nothing was published and no file is left. Mend the "
                                   "places named above, refresh where they come from the template, and publish again.")
        return inspection

    def _pdf(self, edition: Path) -> tuple[Path | None, Printer | None]:
        if not self.request.pdf:
            return None, None
        self.progress("PDF", "")
        path = edition.with_suffix(".pdf")
        return path, make_pdf(edition, path)


def _listed(findings: list[EditionIssue]) -> str:
    lines = [f"  {finding}\n    {finding.way_out}" for finding in findings[:SHOWN]]
    more = [f"  and {len(findings) - SHOWN} more"] if len(findings) > SHOWN else []
    count = f"{len(findings)} thing{'s' if len(findings) > 1 else ''}"
    return "\n".join([f"The gate found {count} that must not be published:", *lines, *more])
