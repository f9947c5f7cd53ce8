"""The number formats of a template's cell styles."""

from __future__ import annotations

from functools import cached_property

from scorecard.ooxml import SHEET_NS, OfficeFile

GENERAL = "General"

# Formats that Excel knows by number and does not write into the file.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yyyy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


class Formats:
    """Number formats by the number of a cell's style."""

    def __init__(self, office: OfficeFile, part: str | None) -> None:
        self._office = office
        self._part = part

    def of(self, style: str | None) -> str:
        """The number format of a style, as Excel's Format Cells box shows it."""
        index = int(style or 0)
        return self._codes[index] if index < len(self._codes) else GENERAL

    @cached_property
    def _codes(self) -> list[str]:
        if self._part is None:
            return []
        root = self._office.xml(self._part)
        own = {
            entry.get("numFmtId", ""): entry.get("formatCode", GENERAL)
            for entry in root.iterfind(f"{{{SHEET_NS}}}numFmts/{{{SHEET_NS}}}numFmt")
        }
        styles = root.iterfind(f"{{{SHEET_NS}}}cellXfs/{{{SHEET_NS}}}xf")
        numbers = [style.get("numFmtId", "0") for style in styles]
        return [own.get(number) or _BUILT_IN.get(int(number), GENERAL) for number in numbers]
