"""What someone wrote about a section, for the box on its page."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field

from scorecard.definitions.cellmap import Sheet
from scorecard.issues import CommentaryTooLong
from scorecard.values import Key
from scorecard.workbook import wording
from scorecard.workbook.cells import address
from scorecard.workbook.plan.anchors import Draft
from scorecard.workbook.template.section import NO_COMMENTARY, PLACEHOLDER

WIDTH = 75
"""Characters of a line in the box."""


@dataclass(frozen=True)
class Commentary:
    """A text with its author and the day it was written."""

    text: str
    by: str = ""
    on: dt.date | None = None
    sentences: Mapping[Key, str] = field(default_factory=dict)
    """The first sentence that each figure stands in."""

    @property
    def signature(self) -> str:
        return ", ".join(filter(None, [self.by, wording.day(self.on) if self.on else ""]))

    def sentence_on(self, figure: Key) -> str:
        """The sentence on a figure; on a total, one on a category of it in the same period will do."""
        own = self.sentences.get(figure, "")
        if own or figure.breakdown:
            return own
        of_parts = (text for key, text in self.sentences.items() if key[:2] == figure[:2])
        return next(of_parts, "")


def plan_commentary(draft: Draft, sheet: Sheet, commentary: Commentary | None) -> None:
    """The text of the box and who wrote it, or that there is none."""
    box = sheet.commentary
    text = commentary.text.strip() if commentary else ""
    if (needed := lines(text)) > box.lines:
        area = draft.area(box.block, sheet.sheet)
        cell = address(area.top, area.left) if area else ""
        draft.issues.append(
            CommentaryTooLong(
                sheet=sheet.sheet, cell=cell, found=f"{len(text)} characters, {needed} lines",
                expected=f"at most {box.lines} lines of {WIDTH} characters in {box.block}",
            )
        )
        return
    if not text and is_typed(draft, sheet):
        return
    draft.put_named(box.block, text or f"{NO_COMMENTARY} for this period.", sheet.sheet)
    draft.put_named(f"{box.block}_BY", commentary.signature if commentary and text else None, sheet.sheet)


def is_typed(draft: Draft, sheet: Sheet) -> bool:
    """Whether somebody has written into the box by hand: that is never overwritten by nothing."""
    area = draft.area(sheet.commentary.block, sheet.sheet)
    text = draft.template.text(area.sheet, area.top, area.left) if area else ""
    return bool(text) and not text.startswith((NO_COMMENTARY, PLACEHOLDER))


def lines(text: str) -> int:
    """How many lines of the box a text takes."""
    return sum(max(1, len(textwrap.wrap(paragraph, WIDTH))) for paragraph in text.splitlines())
