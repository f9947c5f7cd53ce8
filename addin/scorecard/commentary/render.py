"""Commentary files -> the texts of the boxes, with what their authors should look at again."""

from __future__ import annotations

import re
from pathlib import Path

from scorecard.commentary.draft import Draft
from scorecard.commentary.files import Written, read_folder
from scorecard.commentary.lint import findings
from scorecard.commentary.page import PageFigures
from scorecard.commentary.sentences import sentences_by_figure
from scorecard.commentary.tokens import GAP, Said, Token, say, tokens
from scorecard.definitions.cellmap import CellMap
from scorecard.definitions.source import did_you_mean
from scorecard.errors import UsageError
from scorecard.issues import CommentaryCut, Issues, TokenWithoutFigure, UnknownSection, UnknownToken
from scorecard.values import Values
from scorecard.workbook.plan.commentary import WIDTH, Commentary, lines
from scorecard.workbook.plan.figures import Figures

CUT = "[…]"
_PARAGRAPH = re.compile(r"\n\s*\n")
_POINT = re.compile(r"\n(?=\s*[-*•]\s)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_ASKED = re.compile(r"^(?:Did you mean|Write|Name|It has|One of) ")
"""How a way out begins; an issue says what was expected without it."""


def read_commentary(folder: Path, values: Values, cells: CellMap, region: str, issues: Issues) -> dict[str, Commentary]:
    """The commentary of each section on the reporting month.

    A council without the folder keeps its commentary elsewhere, and is not asked for any.
    """
    if not folder.is_dir():
        return {}
    period = values.run.period.label
    written = {each.section: each for each in read_folder(folder, period, issues)}
    sections = [sheet.section for sheet in cells.sheets]
    for each in written.values():
        if each.section not in sections:
            issues.add(UnknownSection(file=each.file, found=f'"{each.section}"',
                                      expected=did_you_mean(each.section, sections)))
    figures = Figures(values, region)
    made: dict[str, Commentary] = {}
    for sheet in cells.sheets:
        page = PageFigures(sheet, cells, figures)
        own = written.get(sheet.section) or Written(sheet.section, f"commentary/{period}/{sheet.section}.md", "")
        rendered = render(own, page, issues)
        if rendered.text:
            made[sheet.section] = rendered
    return made


def render(written: Written, page: PageFigures, issues: Issues) -> Commentary:
    """One text with its figures, no longer than its box.

    A token that cannot be said leaves a visible gap and does not stop the run: the other pages are still wanted, and a
    gap misleads nobody.
    """
    said = [(token, said_of(token, written, page, issues)) for token in tokens(written.text)]
    draft = Draft(written, said, page)
    issues.add_all(findings(draft))
    text = written.text
    for token, each in reversed(said):
        text = text[: token.start] + each.words + text[token.end :]
    fitting = _fitting(paragraphs(text), written, page, issues)
    return Commentary(fitting, written.author, written.date, sentences_by_figure(draft))


def said_of(token: Token, written: Written, page: PageFigures, issues: Issues) -> Said:
    """A token in words, or the gap that it leaves."""
    place = {"file": written.file, "line": written.line(token.start), "found": f'"{{{{{token.text}}}}}"'}
    try:
        said = say(token, page)
    except UsageError as error:
        expected = _ASKED.sub("", error.way_out).rstrip(".?") or error.message
        issues.add(UnknownToken(**place, expected=expected))  # type: ignore[arg-type]
        return Said(GAP)
    if said.lacks:
        issues.add(TokenWithoutFigure(**place, expected=f"a figure: {said.lacks}"))  # type: ignore[arg-type]
    return said


def paragraphs(text: str) -> str:
    """A line a paragraph or a point of a list, as a cell wraps it, and a blank line between paragraphs."""
    made = []
    for paragraph in _PARAGRAPH.split(text.strip()):
        points = (" ".join(point.split()) for point in _POINT.split(paragraph))
        made.append("\n".join(re.sub(r"^[-*•]\s", "• ", point) for point in points))
    return "\n\n".join(made)


def _fitting(text: str, written: Written, page: PageFigures, issues: Issues) -> str:
    """The text, without its blank lines where the box is small, or as many of its sentences as the box holds and a sign
    that there were more.
    """
    room = page.sheet.commentary.lines
    if lines(text) <= room:
        return text
    text = text.replace("\n\n", "\n")
    if (needed := lines(text)) <= room:
        return text
    issues.add(CommentaryCut(file=written.file, found=f"{len(text)} characters, {needed} lines",
                             expected=f"at most {room} lines of {WIDTH} characters"))
    shown = text
    while lines(f"{shown} {CUT}") > room and shown:
        ends = [found.start() for found in _SENTENCE_END.finditer(shown)]
        shown = shown[: ends[-1]] if ends else ""
    return f"{shown} {CUT}".strip()
