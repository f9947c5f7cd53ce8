"""What the invented council writes about March 2016; every figure in it is live."""

from __future__ import annotations

from scorecard.demo.commentary import care, early_help, family_care, front_door, protection

PERIOD = "2016-03"
DATE = "2016-04-12"


def texts() -> dict[str, str]:
    """The commentary of each section, as its file holds it."""
    return {
        section: f"---\nauthor: {author}\ndate: {DATE}\n---\n\n{text.strip()}\n"
        for part in (early_help, front_door, protection, care, family_care)
        for author, sections in [(part.AUTHOR, part.TEXTS)]
        for section, text in sections.items()
    }
