"""The colours of cells as numbers, and how well one is read on the other."""

from __future__ import annotations

from lxml.etree import _Element as Element

from scorecard.publish.tags import A, S

BLACK, WHITE = "000000", "FFFFFF"
READABLE = 4.5
"""The contrast of text that everyone can read (WCAG 2, level AA)."""
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_SYSTEM = {"window": WHITE, "windowText": BLACK}


class Colours:
    """The looks of a workbook: its styles and its theme."""

    def __init__(self, styles: Element, theme: Element | None) -> None:
        self.styles = styles
        self.theme = _theme(theme)
        self.fonts = [self._of(font.find(f"{S}color"), BLACK) for font in _of_list(styles, "fonts")]
        self.fills = [self._fill(fill) for fill in _of_list(styles, "fills")]

    def contrasts(self) -> list[float]:
        """The contrast of text and ground of each style of cells."""
        return [
            contrast(self.fonts[int(each.get("fontId", "0"))], self.fills[int(each.get("fillId", "0"))])
            for each in _of_list(self.styles, "cellXfs")
        ]

    def conditional(self) -> list[float]:
        """The contrast of each conditional look that sets both colours."""
        found = []
        for look in _of_list(self.styles, "dxfs"):
            text, ground = look.find(f"{S}font/{S}color"), look.find(f"{S}fill/{S}patternFill/{S}bgColor")
            if text is not None and ground is not None:
                found.append(contrast(self._of(text, BLACK), self._of(ground, WHITE)))
        return found

    def _fill(self, fill: Element) -> str:
        pattern = fill.find(f"{S}patternFill")
        if pattern is None or pattern.get("patternType", "none") == "none":
            return WHITE
        return self._of(pattern.find(f"{S}fgColor"), WHITE)

    def _of(self, colour: Element | None, otherwise: str) -> str:
        if colour is None:
            return otherwise
        if rgb := colour.get("rgb"):
            return rgb[-6:]
        number = int(colour.get("theme", "-1"))
        if 0 <= number < len(self.theme):
            return _tinted(self.theme[number], float(colour.get("tint", "0")))
        return otherwise


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tinted(colour: str, tint: float) -> str:
    """Lighter for a tint above 0, darker below: near enough to Excel's own way to judge contrast by."""
    channels = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    moved = [c * (1 + tint) if tint < 0 else c + (255 - c) * tint for c in channels]
    return "".join(f"{round(c):02X}" for c in moved)


def _theme(theme: Element | None) -> list[str]:
    if theme is None:
        return []
    scheme = theme.find(f".//{A}clrScheme")
    found = {} if scheme is None else {str(each.tag).rpartition("}")[2]: each[0] for each in scheme if len(each)}
    return [_scheme_colour(found[name]) if name in found else BLACK for name in _THEME]


def _scheme_colour(element: Element) -> str:
    if element.tag == f"{A}sysClr":
        return element.get("lastClr") or _SYSTEM.get(element.get("val", ""), BLACK)
    return element.get("val", BLACK)


def _of_list(styles: Element, name: str) -> list[Element]:
    found = styles.find(f"{S}{name}")
    return [] if found is None else list(found)
