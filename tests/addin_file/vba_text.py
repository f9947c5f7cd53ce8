"""Reads Visual Basic as text, as far as tests need it: statements, procedures with their parameters, names."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORDS = frozenset(
    re.findall(
        r"\w+",
        """
    And As Attribute Boolean ByRef ByVal Case Const Dim Do Each Else ElseIf Empty End Error Exit Explicit False For
    Function GoTo If In Is Long Loop Module New Next Not Nothing Object On Option Optional Or ParamArray Preserve
    Private Public ReDim Resume Select Set Static String Sub Then To True Until Variant With WithEvents
    """,
    )
)
LIBRARIES = frozenset(
    re.findall(
        r"\w+",
        """
    ActiveWorkbook Application Array CStr CVErr Err IIf InputBox IRibbonControl IRibbonUI IsArray IsMissing LBound LCase
    MsgBox Range ThisWorkbook Trim TypeName UBound VarType vbExclamation vbNewLine vbString Workbook xlErrNA xlErrValue
    """,
    )
)
"""What Visual Basic, Excel and Office give; a name that is new here must be one of theirs."""

OPENS = (
    (r"(?:Public |Private )?(?:Static )?(Sub|Function|Property)\b", "{}"),
    (r"(?:Public |Private )?(Type|Enum)\b", "{}"),
    (r"If\b.*\bThen$", "If"),
    (r"For\b", "For"),
    (r"Do\b", "Do"),
    (r"With\b", "With"),
    (r"Select Case\b", "Select"),
)
CLOSES = (
    (r"End (Sub|Function|Property|Type|Enum|If|With|Select)$", "{}"),
    (r"Next\b", "For"),
    (r"Loop\b", "Do"),
)


@dataclass(frozen=True)
class Procedure:
    """A Sub or a Function: its name, its parameters as they are written, its statements."""

    kind: str
    name: str
    parameters: tuple[str, ...]
    statements: tuple[str, ...]
    is_private: bool

    @property
    def names(self) -> list[str]:
        """The parameters' names."""
        return [re.findall(r"(\w+)(?:\(\))?(?: As [\w.]+)?$", each)[0] for each in self.parameters]


def statements(text: str) -> list[str]:
    """The statements without comments and without what stands between quotation marks; continued lines are one."""
    joined = re.sub(r"[ \t]_\r?\n\s*", " ", text)
    bare = (re.sub(r'"(?:[^"]|"")*"', '""', line).partition("'")[0].strip() for line in joined.splitlines())
    kept = [line for line in bare if line and not line.startswith(("#", "Attribute ", "VERSION ", "BEGIN", "MultiUse"))]
    return [each.strip() for line in kept for each in re.split(r":(?!=)\s+", line) if each.strip()]


def unbalanced(text: str) -> list[str]:
    """Blocks that are closed by another word than they were opened with, or not at all."""
    wrong: list[str] = []
    open_blocks: list[tuple[str, str]] = []
    for statement in statements(text):
        if " Declare " in f" {statement} ":
            continue
        closed = _word(CLOSES, statement)
        opened = None if closed else _word(OPENS, statement)
        if opened:
            open_blocks.append((opened, statement))
        elif closed and (not open_blocks or open_blocks.pop()[0] != closed):
            wrong.append(statement)
    return wrong + [statement for _, statement in open_blocks]


def _word(patterns: tuple[tuple[str, str], ...], statement: str) -> str | None:
    for pattern, word in patterns:
        found = re.match(pattern, statement)
        if found:
            return word.format(*found.groups())
    return None


def procedures(text: str) -> list[Procedure]:
    """The procedures of a module in their order."""
    found: list[Procedure] = []
    head, body = None, []
    for statement in statements(text):
        starts = re.match(r"(Public |Private )?(Sub|Function) (\w+)\((.*?)\)(?: As [\w.]+)?$", statement)
        if starts:
            head, body = starts, []
        elif head and statement == f"End {head[2]}":
            parameters = tuple(each.strip() for each in re.split(r",\s*", head[4]) if each.strip())
            found.append(Procedure(head[2], head[3], parameters, tuple(body), head[1] == "Private "))
            head = None
        elif head:
            body.append(statement)
    return found


def module_names(text: str) -> set[str]:
    """What a module declares outside its procedures."""
    return set(re.findall(r"(?m)^(?:Public|Private)\s+(?:Const\s+|WithEvents\s+)?(\w+)\s+As\b", text))


def undeclared(text: str, known: set[str]) -> set[str]:
    """Names that no module, no declaration and no library has."""
    wrong: set[str] = set()
    for procedure in procedures(text):
        local = {procedure.name, *procedure.names, *_declared(procedure)}
        for statement in procedure.statements:
            used = set(re.findall(r"(?<![.\w])([A-Za-z]\w*)", statement))
            wrong |= used - local - known - WORDS - LIBRARIES
    return wrong


def _declared(procedure: Procedure) -> set[str]:
    names: set[str] = set()
    for statement in procedure.statements:
        if statement.startswith("Dim "):
            names |= set(re.findall(r"(\w+)(?:\(\))? As ", statement))
        names |= set(re.findall(r"^(\w+):?$", statement))  # labels
    return names
