"""What does not fit between a template and the cell map, told all together."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.errors import TemplateError
from scorecard.issues import TemplateIssue


def refuse(issues: Iterable[TemplateIssue]) -> None:
    """Raise one TemplateError that tells all issues; nothing to do without any."""
    found = list(dict.fromkeys(issues))
    if not found:
        return
    ways = dict.fromkeys(issue.way_out for issue in found)
    raise TemplateError("\n".join(str(issue) for issue in found), "\n".join(ways))
