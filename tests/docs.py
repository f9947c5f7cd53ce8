"""`python -m tests.docs`: writes what is made from the code: parts of the documentation and the list of bank holidays.

Tests hold them equal.
"""

from __future__ import annotations

import re
from pathlib import Path

from scorecard import bank_holidays
from scorecard.definitions.library import load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.issues import Issues, catalogue

ROOT = Path(__file__).parents[1]


def pages() -> list[Path]:
    """The README and a page for each task."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def issues_table() -> str:
    """Every kind of issue: code, what it says, what it costs, the way out."""
    lines = [f"| `{kind.code}` | {kind.title} | {kind.cost} | {kind.way_out} |" for kind in catalogue()]
    return "\n".join(["| issue | what it says | what it costs | the way out |", "|---|---|---|---|", *lines])


def extracts_table() -> str:
    """The columns of each extract that indicators are counted from."""
    definitions = load_definitions(Workspace(ROOT, Settings()), Issues())
    lines = []
    for name, extract in definitions.extracts.items():
        if name in definitions.needed:
            columns = ", ".join(f"**{c}**" if each.required else c for c, each in extract.columns.items())
            lines.append(f"| {name} | {columns} |")
    return "\n".join(["| extract | columns (a row without a bold one is set aside) |", "|---|---|", *lines])


PARTS = {"issues": issues_table, "extracts": extracts_table}


def with_made_parts(text: str) -> str:
    """A page with every made part as the code would make it now."""
    for name, make in PARTS.items():
        pattern = rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)"
        if re.search(pattern, text, flags=re.DOTALL):
            made = make()
            text = re.sub(pattern, lambda found, made=made: f"{found[1]}{made}\n{found[2]}", text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    bank_holidays.FILE.write_text("".join(f"{day}\n" for day in sorted(bank_holidays.worked_out(bank_holidays.LISTED))))
    for page in pages():
        page.write_text(with_made_parts(page.read_text(encoding="utf-8")), encoding="utf-8")
