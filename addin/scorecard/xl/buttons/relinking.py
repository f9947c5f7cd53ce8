"""Relink: formulas of a workbook that was made on another computer lose the path of the add-in there."""

from __future__ import annotations

import re
from contextlib import suppress

import xlwings as xw

from scorecard.xl.buttons.door import Desk, undisturbed
from scorecard.xl.open_book.calls import relinked
from scorecard.xl.open_book.formulas import LONGEST_ARRAY_FORMULA, Calling, calling, put

EXCEL_LINKS = 1
"""xlExcelLinks, as Excel's LinkSources and BreakLink want it."""
_ADD_IN = re.compile(r"(^|[\\/])scorecard[^\\/]*\.xlam?$", re.IGNORECASE)


def relink(desk: Desk) -> str:
    """Mend all formulas and names, then break the links that nothing needs any more; answers with the outcome."""
    mended, left = 0, []
    with undisturbed(desk):
        for sheet in desk.book.sheets:
            desk.progress("Relink", sheet.name)
            wrong = [found for found in calling(sheet) if relinked(found.formula) != found.formula]
            refused = wrong if sheet.api.ProtectContents else [each for each in wrong if _is_too_long(each)]
            for found in wrong:
                if found not in refused:
                    put(found, relinked(found.formula))
            mended += len(wrong) - len(refused)
            left += [f"{sheet.name}!{found.cells.get_address(False, False)}" for found in refused]
        mended += _mend_names(desk.book)
        links = 0 if left else _break_links(desk.book)
    return _outcome(mended, left, links)


def _is_too_long(found: Calling) -> bool:
    return found.is_array and len(relinked(found.formula)) > LONGEST_ARRAY_FORMULA


def _mend_names(book: xw.Book) -> int:
    """Defined names may call the functions too."""
    mended = 0
    for name in book.names:
        said = str(name.refers_to)
        if relinked(said) != said:
            name.refers_to = relinked(said)
            mended += 1
    return mended


def _break_links(book: xw.Book) -> int:
    """Let the workbook forget other computers' add-ins; a broken link makes values of the formulas that still need it,
    so this comes after they were mended.
    """
    links = [link for link in book.api.LinkSources(EXCEL_LINKS) or () if _ADD_IN.search(link)]
    broken = 0
    for link in links:
        with suppress(Exception):  # Excel has mostly forgotten it with the last formula, and then knows no such link
            book.api.BreakLink(link, EXCEL_LINKS)
            broken += 1
    return broken


def _outcome(mended: int, left: list[str], links: int) -> str:
    said = ["No formula names another computer's add-in."]
    if mended:
        said = [f"{mended} formula{'s' * (mended != 1)} mended."]
    if links:
        said.append(f"{links} link{'s' * (links != 1)} to it removed.")
    if left:
        more = f" and {len(left) - 10} more" if len(left) > 10 else ""
        said.append(f"On protected sheets, or too long for an array, and not mended: {', '.join(left[:10])}{more}.")
        said.append("Take the protection off (Review, Unprotect Sheet) and press Relink again.")
    elif mended:
        said.append("Save the workbook to keep it so.")
    return "\n".join(said)
