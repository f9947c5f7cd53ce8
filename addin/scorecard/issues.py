"""Everything that can be wrong with mappings, extracts and templates: one class an issue.

The parent says where, the child says what, what it costs and how to mend it. Issues are collected and shown together;
the documentation and the tests loop over `catalogue()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Cost(StrEnum):
    """What an issue takes away. Only STOP stops a run."""

    STOP = "the run stops"
    INDICATORS = "the indicators that need it are not available"
    ROW = "the row is set aside"
    FIELD = "the cell counts as blank"
    GAP = "the text shows [?] in its place"
    END = "the end of the text is left out"
    ROW_UNSHOWN = "the category is shown in no row"
    NOTHING = "nothing is left out"


@dataclass(frozen=True, kw_only=True)
class Issue:
    """Something that its owner can mend; `found` and `expected` are as the owner would write them."""

    file: str
    found: str = ""
    expected: str = ""

    code: ClassVar[str] = ""
    title: ClassVar[str] = ""
    cost: ClassVar[Cost] = Cost.NOTHING
    way_out: ClassVar[str] = ""

    @property
    def where(self) -> str:
        return self.file

    @property
    def costs(self) -> Cost:
        """What this very issue takes away."""
        return self.cost

    @property
    def group(self) -> tuple[str, ...]:
        """Issues of one group are counted together and shown by example."""
        return (self.code, self.file)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.title}"]
        if self.found:
            parts.append(f"found {self.found}")
        if self.expected:
            parts.append(f"expected {self.expected}")
        return "; ".join(parts) + "."


@dataclass(frozen=True, kw_only=True)
class MappingIssue(Issue):
    """A mistake in a YAML or SQL file of the mappings."""

    line: int
    subject: str = ""
    """What the line is about, such as `indicator CP_PLANS, where`."""

    cost: ClassVar[Cost] = Cost.STOP

    @property
    def where(self) -> str:
        place = f"{self.file}, line {self.line}"
        return f"{place}, {self.subject}" if self.subject else place


@dataclass(frozen=True, kw_only=True)
class ExtractIssue(Issue):
    """Something wrong with a source file, sheet or column as a whole."""

    extract: str
    sheet: str = ""
    column: str = ""

    @property
    def where(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f'sheet "{self.sheet}"')
        if self.column:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)

    @property
    def group(self) -> tuple[str, ...]:
        return (self.code, self.file, self.sheet, self.column)


@dataclass(frozen=True, kw_only=True)
class CellIssue(ExtractIssue):
    """Something wrong with one cell or one row; `row` is the number that Excel shows."""

    row: int
    required: bool = False
    """The cell is one without which the row is set aside."""

    @property
    def costs(self) -> Cost:
        return Cost.ROW if self.required and self.cost == Cost.FIELD else self.cost

    @property
    def where(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f'sheet "{self.sheet}"')
        parts.append(f"row {self.row}")
        if self.column:
            parts.append(f'column "{self.column}"')
        return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class TemplateIssue(Issue):
    """A place in the template that does not fit the cell map."""

    file: str = "template"
    sheet: str
    cell: str = ""

    cost: ClassVar[Cost] = Cost.STOP

    @property
    def where(self) -> str:
        parts = [self.file, f'sheet "{self.sheet}"']
        return ", ".join([*parts, f"cell {self.cell}"] if self.cell else parts)


@dataclass(frozen=True, kw_only=True)
class CommentaryIssue(Issue):
    """Something in a commentary that its author looks at again; it never stops a run."""

    line: int = 0

    @property
    def where(self) -> str:
        return f"{self.file}, line {self.line}" if self.line else self.file


@dataclass(frozen=True, kw_only=True)
class EditionIssue(Issue):
    """Something in an edition that its readers must not find; it is not published."""

    part: str = ""
    sheet: str = ""
    cell: str = ""
    """The cell, or whatever else holds it: `defined name CP_AGE`, `header`."""

    cost: ClassVar[Cost] = Cost.STOP

    @property
    def where(self) -> str:
        named = [f"part {self.part}" if self.part else "", f'sheet "{self.sheet}"' if self.sheet else ""]
        place = f"cell {self.cell}" if self.cell[-1:].isdigit() and self.cell.isalnum() else self.cell
        return ", ".join(filter(None, [self.file, *named, place]))


@dataclass(frozen=True, kw_only=True)
class WorkbookIssue(Issue):
    """Figures or words of a finished workbook that do not agree with each other."""

    sheet: str
    cell: str = ""

    @property
    def where(self) -> str:
        parts = [self.file, f'sheet "{self.sheet}"']
        return ", ".join([*parts, f"cell {self.cell}"] if self.cell else parts)


# ---------------------------------------------------------------- mappings


class UnreadableMapping(MappingIssue):
    code = "unreadable-mapping"
    title = "the file is not valid YAML"
    way_out = "Mend the line; an editor with the schema of `scorecard schema` shows the mistake."


class UnknownKey(MappingIssue):
    code = "unknown-key"
    title = "there is no such setting"
    way_out = "Correct the spelling, or take the line out."


class WrongValue(MappingIssue):
    code = "wrong-value"
    title = "the setting has a value that it cannot have"
    way_out = "Write one of the values that are expected."


class MissingKey(MappingIssue):
    code = "missing-key"
    title = "a setting is missing"
    way_out = "Add the setting."


class UnknownColumn(MappingIssue):
    code = "unknown-column-in-mapping"
    title = "the extract has no such column"
    way_out = "Correct the spelling, or add the column to the extract's mapping."


class UnknownFunction(MappingIssue):
    code = "unknown-function"
    title = "there is no such function"
    way_out = "Use days(), hours(), months(), working_days(), age() or bands()."


class NotAllowed(MappingIssue):
    code = "expression-not-allowed"
    title = "the expression holds something that is not allowed here"
    way_out = (
        "Use columns, comparisons, AND, OR, NOT, IN, BETWEEN, CASE, arithmetic and the functions of the scorecard; "
        "what needs more is a named view in a .sql file."
    )


class UnreadableExpression(MappingIssue):
    code = "unreadable-expression"
    title = "the expression cannot be read"
    way_out = "Mend the expression; text takes single quotes."


class UnknownCodeInExpression(MappingIssue):
    code = "unknown-code-in-expression"
    title = "the column never holds this code"
    way_out = "Correct the code, or add it to the list of codes."


class WrongType(MappingIssue):
    code = "wrong-type"
    title = "the expression does not fit the types of its columns"
    way_out = "Compare dates with dates, numbers with numbers and text with text in single quotes."


class UnknownReference(MappingIssue):
    code = "unknown-reference"
    title = "this name is not defined"
    way_out = "Correct the spelling, or define it."


class DuplicateDefinition(MappingIssue):
    code = "duplicate-definition"
    title = "this name is defined twice"
    way_out = "Keep one of the two."


class CircularDefinition(MappingIssue):
    code = "circular-definition"
    title = "the indicator is worked out from itself"
    way_out = "Break the circle."


class UnsafeView(MappingIssue):
    code = "unsafe-view"
    title = "the view is not one SELECT over extracts"
    way_out = "Write a single SELECT that reads extracts and other views by name."


# ---------------------------------------------------------------- extracts


class MissingExtract(ExtractIssue):
    code = "missing-extract"
    title = "there is no file or sheet for the extract"
    cost = Cost.INDICATORS
    way_out = "Put the file into the extracts folder, or leave it out if the council has no such data."


class UnreadableFile(ExtractIssue):
    code = "unreadable-file"
    title = "the file cannot be read"
    cost = Cost.INDICATORS
    way_out = "Save the file again as .csv (UTF-8) or .xlsx, without a password."


class UnknownFile(ExtractIssue):
    code = "unknown-file"
    title = "no extract has this name; it is not read"
    cost = Cost.NOTHING
    way_out = "Name the file or sheet as the extract, add its name to the aliases in the extract's mapping, or move it."


class TwoSources(ExtractIssue):
    code = "two-sources"
    title = "the extract is there twice"
    cost = Cost.NOTHING
    way_out = "Keep one of the two; the first one is used."


class MissingColumn(ExtractIssue):
    code = "missing-column"
    title = "a column is missing"
    cost = Cost.INDICATORS
    way_out = "Add the column to the extract, or its heading to the aliases in the extract's mapping."


class UnknownColumnInExtract(ExtractIssue):
    code = "unknown-column"
    title = "no field has this heading; the column is not read"
    cost = Cost.NOTHING
    way_out = "Ignore it, or add the heading to the aliases in the extract's mapping."


class TwoColumns(ExtractIssue):
    code = "two-columns"
    title = "two columns are headed as the same field"
    cost = Cost.NOTHING
    way_out = "Take one of them out; the first one is used."


class StartsLate(ExtractIssue):
    code = "starts-late"
    title = "the extract begins inside the periods that are reported"
    cost = Cost.NOTHING
    way_out = "Totals of the periods that began earlier are too low: extend the extract, or set `extracts_begin`."


class EndsEarly(ExtractIssue):
    code = "ends-early"
    title = "the extract has no rows of the reporting month; its counts there are 0"
    cost = Cost.NOTHING
    way_out = "Run the extract again, or report an earlier month with --period."


class AloneAhead(ExtractIssue):
    code = "alone-ahead"
    title = "this extract alone reaches the reporting month, months ahead of the others, whose counts there are 0"
    cost = Cost.NOTHING
    way_out = "If its last date is a slip, correct it; or name the month to report with --period."


class OldPopulation(ExtractIssue):
    code = "old-population"
    title = "the population is years older than the figures that are divided by it"
    cost = Cost.NOTHING
    way_out = "Add the newer mid-year estimates."


class NoRows(ExtractIssue):
    code = "no-rows"
    title = "the extract has headings and no rows"
    cost = Cost.NOTHING
    way_out = "Check that the extract was saved whole; its counts are 0."


class NeighbourUnknown(ExtractIssue):
    code = "neighbour-unknown"
    title = "the file has no figure of this neighbour"
    cost = Cost.NOTHING
    way_out = "Write the area in neighbours.yaml as the file does, by its name or its code."

    @property
    def group(self) -> tuple[str, ...]:
        return (self.code, self.file)


class NotADate(CellIssue):
    code = "not-a-date"
    title = "this is not a date"
    cost = Cost.FIELD
    way_out = "Write the date as dd/mm/yyyy or yyyy-mm-dd."


class NotANumber(CellIssue):
    code = "not-a-number"
    title = "this is not a number"
    cost = Cost.FIELD
    way_out = "Write digits, with a point for decimals."


class NotYesOrNo(CellIssue):
    code = "not-yes-or-no"
    title = "this is not yes or no"
    cost = Cost.FIELD
    way_out = "Write Y or N."


class DigitsLost(CellIssue):
    code = "digits-lost"
    title = "Excel has shortened this number, and its last digits are lost"
    cost = Cost.FIELD
    way_out = "Format the column as text before the extract is opened or saved in Excel."


class UnknownCode(CellIssue):
    code = "unknown-code"
    title = 'this code is not known; the row counts as "Not recorded"'
    cost = Cost.FIELD
    way_out = "Correct the code, or add it to the aliases in the list of codes."


class ErrorCell(CellIssue):
    code = "error-cell"
    title = "the cell holds an Excel error"
    cost = Cost.FIELD
    way_out = "Mend the formula in the source and save it again."


class MissingValue(CellIssue):
    code = "missing-value"
    title = "a required value is missing"
    cost = Cost.ROW
    way_out = "Fill the cell in the source."


class DuplicateKey(CellIssue):
    code = "duplicate-key"
    title = "this identifier stands in an earlier row too"
    cost = Cost.ROW
    way_out = "Take one of the rows out; the first one is used."


class EndBeforeStart(CellIssue):
    code = "end-before-start"
    title = "the end lies before the start"
    cost = Cost.ROW
    way_out = "Correct one of the two dates in the source."


class DateInFuture(CellIssue):
    code = "date-in-future"
    title = "the date lies in the future"
    cost = Cost.FIELD
    way_out = "Correct the date in the source."


class ChildUnknown(CellIssue):
    code = "child-unknown"
    title = "the child is not in the extract of children; age and the like are not recorded"
    cost = Cost.NOTHING
    way_out = "Add the child to the extract of children."


class UnknownIndicator(CellIssue):
    code = "unknown-indicator"
    title = "there is no such indicator"
    cost = Cost.ROW
    way_out = "Correct the code; `scorecard values` lists them all."


class NotAPeriod(CellIssue):
    code = "not-a-period"
    title = "this is not a period"
    cost = Cost.ROW
    way_out = "Write a month (2016-03), a quarter (2015-16 Q4), a year (2015-16) or three years (2013-16)."


class NoValue(CellIssue):
    code = "no-value"
    title = "the row holds no number"
    cost = Cost.ROW
    way_out = "Fill the number in, or take the row out."


class WrongScale(CellIssue):
    code = "wrong-scale"
    title = "the number is far above 100% for an indicator that is a percentage"
    cost = Cost.NOTHING
    way_out = "Write percentages with their sign, 90%, or as a fraction, 0.9."


class ExtraCells(CellIssue):
    code = "wrong-number-of-cells"
    title = "the row has more cells than there are headings"
    cost = Cost.ROW
    way_out = "Put quotation marks around values that hold a comma."


# ---------------------------------------------------------------- templates


class MissingSheet(TemplateIssue):
    code = "missing-sheet"
    title = "the sheet is missing"
    way_out = "Put the sheet back into the template, or take it out of the cell map."


class MissingName(TemplateIssue):
    code = "missing-name"
    title = "a defined name is missing"
    way_out = "Define the name again in Excel (Formulas, Name Manager), or make a new template."


class MissingLabel(TemplateIssue):
    code = "missing-label"
    title = "a row's label is missing in its block"
    way_out = "Write the label again in the first column of the block, or change it in the cell map as well."


class LabelTwice(TemplateIssue):
    code = "label-twice"
    title = "a row's label stands twice in its block"
    way_out = "Rename one of the two in the template."


class MissingHead(TemplateIssue):
    code = "missing-head"
    title = "a column's head is missing in its block"
    way_out = "Write the head again in the first row of the block, or change it in the cell map as well."


class FormulaInCell(TemplateIssue):
    code = "formula-in-cell"
    title = "the cell holds a formula, which a figure would overwrite"
    way_out = "Move the formula to another cell, or take the row or column out of the cell map."


class BlockTooSmall(TemplateIssue):
    code = "block-too-small"
    title = "more categories have appeared than the block has free rows for; they share its last one"
    cost = Cost.NOTHING
    way_out = "Insert rows into the block in the template, or add the categories to the table's rows in the cell map."


class CategoryWithoutRow(TemplateIssue):
    code = "category-without-row"
    title = "a category has figures, and the block has no free row for it; it counts in the total only"
    cost = Cost.ROW_UNSHOWN
    way_out = "Insert a row into the block in the template, or add the category to the block's rows in the cell map."


class CommentaryTooLong(TemplateIssue):
    code = "commentary-too-long"
    title = "the commentary is longer than its box"
    way_out = "Shorten it, or make the box higher in the template and give it more lines in the cell map."


# ---------------------------------------------------------------- commentary


class UnknownToken(CommentaryIssue):
    code = "commentary-unknown-token"
    title = "there is no such figure"
    cost = Cost.GAP
    way_out = "Correct the code, breakdown, period or field; `scorecard values` lists the figures."


class TokenWithoutFigure(CommentaryIssue):
    code = "commentary-without-figure"
    title = "the figure is missing, and the text shows why in its place"
    way_out = "Take the sentence out, or name a period that has a figure, such as {{CODE@2015-16}}."


class UnmatchedNumber(CommentaryIssue):
    code = "commentary-number"
    title = "the number is none of the page's figures"
    way_out = "Write a token, {{CODE}}, in its place; a number that no figure gives is written {{=250}}."


class OpenBraces(CommentaryIssue):
    code = "commentary-open-braces"
    title = "the braces of a token are not closed, or not opened; they are printed as they stand"
    way_out = "Write two braces before a code and two behind it, {{CODE}}."


class ContradictedWord(CommentaryIssue):
    code = "commentary-direction"
    title = "the figures say otherwise"
    way_out = "Write what the figures say, or the token {{CODE:since year ago}}, which says it."


class OtherPeriod(CommentaryIssue):
    code = "commentary-period"
    title = "the text speaks of a period that the page does not show"
    way_out = "Bring the sentence up to date, or take its figure from that period: {{CODE@2014-10}}."


class RedWithoutWords(CommentaryIssue):
    code = "commentary-missing"
    title = "the indicator is red, and the commentary has no word of it"
    way_out = "Say in the commentary why it is red and what is done."


class CommentaryCut(CommentaryIssue):
    code = "commentary-cut"
    title = "the commentary is longer than its box"
    cost = Cost.END
    way_out = "Shorten it, or make the box higher in the template and give it more lines in the cell map."


class UnknownSection(CommentaryIssue):
    code = "commentary-unknown-section"
    title = "no page of the scorecard has this section; the commentary is not shown"
    way_out = "Name the file as the section of the page's cell map, or move it out of the folder."


class UnreadableHeading(CommentaryIssue):
    code = "commentary-heading"
    title = "the line above the text cannot be read"
    way_out = "Write `author: name` and `date: 2016-04-12` between two lines of ---, and the text below."


# ---------------------------------------------------------------- finished workbooks


class PartsDoNotAddUp(WorkbookIssue):
    code = "parts-do-not-add-up"
    title = "the parts do not add up to the total"
    way_out = "Correct the part or the total that is wrong."


class ShareIsWrong(WorkbookIssue):
    code = "share-is-wrong"
    title = "the percentage is not its count out of all"
    way_out = "Work the percentage out again from the counts that are printed."


class SharesDoNotAddUp(WorkbookIssue):
    code = "shares-do-not-add-up"
    title = "a column of shares does not add up to 100%"
    way_out = "Look for a row that is missing, or that stands in another column's year."


class ChangeIsWrong(WorkbookIssue):
    code = "change-is-wrong"
    title = "the change is not the difference of the two figures beside it"
    way_out = "Work the change out again."


class HeadingRepeated(WorkbookIssue):
    code = "heading-repeated"
    title = "the heading stands over another table's rows as well"
    way_out = "Give the table a heading of its own."


class FiguresDisagree(WorkbookIssue):
    code = "figures-disagree"
    title = "the same figure is another one elsewhere"
    way_out = "Refresh the scorecard, or correct the cell that was changed by hand."


class EquationFails(WorkbookIssue):
    code = "equation-fails"
    title = "the figures do not agree"
    way_out = "Find out which of the figures is wrong; the rule is in mappings/checks."


class ThresholdOfOtherPeriod(WorkbookIssue):
    code = "threshold-of-other-period"
    title = "the threshold is not that of its period"
    way_out = "Write the threshold that was set for the period, or name the period that it belongs to."


class TextDisagrees(WorkbookIssue):
    code = "text-disagrees"
    title = "the text has a number that is no figure of its page"
    way_out = "Correct the text, or write it with tokens such as {{CP_PLANS}}."


# ---------------------------------------------------------------- editions


class CheckFailed(EditionIssue):
    code = "check-failed"
    title = "a check of the gate could not be finished, so the edition counts as unsafe"
    way_out = "Publish again; if it fails again, report it with the message, and publish nothing meanwhile."


class PackageOdd(EditionIssue):
    code = "package-odd"
    title = "the file holds something that no workbook needs"
    way_out = "Publish the edition again from the snapshot; do not mend it by hand."


class PartNotAllowed(EditionIssue):
    code = "part-not-allowed"
    title = "the file has a part, or something in a part, that an edition must not have"
    way_out = "Take it out of the template (File, Info, Inspect Document finds it) and publish again."


class OutsideLink(EditionIssue):
    code = "outside-link"
    title = "something leads out of the file"
    way_out = "Take the link out of the template; an address that readers need is written as text without http."


class HiddenContent(EditionIssue):
    code = "hidden-content"
    title = "something is hidden, which readers can show again"
    way_out = "Delete it in the template, or show it."


class FormulaInEdition(EditionIssue):
    code = "formula-in-edition"
    title = "there is a formula; editions hold values only"
    way_out = "Put its value in its place in the template, or show the figure through the cell map."


class FormulaText(EditionIssue):
    code = "formula-text"
    title = "a text starts as a formula does, and becomes one where it is pasted or saved as CSV"
    way_out = "Begin the text with a word."


class PathInEdition(EditionIssue):
    code = "path-in-edition"
    title = "a text names a folder or a server"
    way_out = "Take the path out where it comes from: the template, a commentary or the settings."


class AuthorInEdition(EditionIssue):
    code = "author-in-edition"
    title = "a person's name stands in what the file says of itself, or of those who worked on it"
    way_out = "Take the name out of the template: File, Info, Inspect Document, Document Properties."


class IdentifierInEdition(EditionIssue):
    code = "identifier-in-edition"
    title = "an identifier of the extracts stands in the edition"
    way_out = "Take it out where it comes from: the template, a commentary, a name; never publish it as it is."


class BirthDateInEdition(EditionIssue):
    code = "birth-date-in-edition"
    title = "a date is that of a child's birth"
    way_out = "Take the date out where it comes from; a date that is something else is written as its month."


class ChartRemembersOther(EditionIssue):
    code = "chart-remembers-other"
    title = "a chart remembers something else than its cells hold"
    way_out = "Publish again; if it stays, delete the chart in the template and make it anew."


class EditionTooLarge(EditionIssue):
    code = "edition-too-large"
    title = "the edition is larger than mail takes, and than aggregates ever are"
    way_out = "Look for pictures, sheets and rows that are not needed, and take them out of the template."


class EditionLarge(EditionIssue):
    code = "edition-large"
    title = "the edition is large for a workbook of aggregates"
    cost = Cost.NOTHING
    way_out = "Look for pictures, sheets and rows that are not needed."


class TitleMissing(EditionIssue):
    code = "title-missing"
    title = "the file has no title, which screen readers say first"
    way_out = "Give the summary of the cell map its title."


class AlternativeTextMissing(EditionIssue):
    code = "alternative-text-missing"
    title = "a chart, picture or shape has no alternative text"
    way_out = "In the template, right-click it, View Alt Text, and say what it shows, or mark it decorative."


class HeaderMissing(EditionIssue):
    code = "header-missing"
    title = "a column of a table has no heading"
    cost = Cost.NOTHING
    way_out = "Write a heading into the first row of the table."


class MergedInTable(EditionIssue):
    code = "merged-in-table"
    title = "cells are merged inside a table, which screen readers read wrongly"
    cost = Cost.NOTHING
    way_out = "Unmerge the cells; a text may be centred across cells without merging."


class LowContrast(EditionIssue):
    code = "low-contrast"
    title = "a text and its ground are too alike to be read by everyone"
    cost = Cost.NOTHING
    way_out = "Make the text darker or the ground lighter, to a contrast of 4.5:1."


class SheetNameSaysNothing(EditionIssue):
    code = "sheet-name-says-nothing"
    title = "a sheet has the name that it was born with"
    cost = Cost.NOTHING
    way_out = "Name the sheet after what is on it."


class CursorElsewhere(EditionIssue):
    code = "cursor-elsewhere"
    title = "the sheet does not open at its first cell"
    cost = Cost.NOTHING
    way_out = "Publish the edition again from the snapshot."


class LanguageMissing(EditionIssue):
    code = "language-missing"
    title = "the file does not say its language, which screen readers go by"
    cost = Cost.NOTHING
    way_out = "Publish the edition again from the snapshot."


class SmallFigureIsOut(EditionIssue):
    code = "small-figure-is-out"
    title = "a small figure was in an earlier edition; it is hidden now, but readers may have it"
    cost = Cost.NOTHING
    way_out = "Ask for the earlier edition to be deleted, and tell whoever answers for data protection."


class HiddenCanBeWorkedOut(EditionIssue):
    code = "hidden-can-be-worked-out"
    title = "readers can work a hidden figure out from an earlier edition"
    way_out = "Leave its section out of the audience's edition in audiences.yaml until its period has passed."


def catalogue() -> list[type[Issue]]:
    """Every kind of issue, by code."""

    def leaves(parent: type[Issue]) -> Iterator[type[Issue]]:
        for child in parent.__subclasses__():
            if child.code:
                yield child
            yield from leaves(child)

    return sorted(leaves(Issue), key=lambda kind: kind.code)


class Issues:
    """Issues of a run: every one is counted; of each group the first few are kept to be shown."""

    KEPT = 100

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], list[Issue]] = {}
        self._counts: dict[tuple[str, ...], int] = {}

    def add(self, issue: Issue) -> None:
        self.add_all([issue])

    def add_all(self, issues: Iterable[Issue], count: int | None = None) -> None:
        """Add issues; `count` is how many there are in all of one group where only the first are given."""
        given = list(issues)
        for issue in given:
            kept = self._kept.setdefault(issue.group, [])
            if len(kept) < self.KEPT:
                kept.append(issue)
            self._counts[issue.group] = self._counts.get(issue.group, 0) + 1
        if count is not None and given:
            self._counts[given[0].group] += count - len(given)

    def merge(self, other: Issues) -> None:
        for group, kept in other._kept.items():
            self.add_all(kept, other._counts[group])

    @property
    def groups(self) -> list[tuple[list[Issue], int]]:
        """Issues kept and how many there are in all, group by group."""
        return [(kept, self._counts[group]) for group, kept in self._kept.items()]

    @property
    def stopping(self) -> list[Issue]:
        return [issue for issue in self if issue.cost == Cost.STOP]

    def __iter__(self) -> Iterator[Issue]:
        return (issue for kept in self._kept.values() for issue in kept)

    def __len__(self) -> int:
        return sum(self._counts.values())
