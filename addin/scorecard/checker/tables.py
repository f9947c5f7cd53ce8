"""Rules that follow from the shape of tables: totals, shares, changes, headings, and what stands on Data too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorecard.checker.interval import Interval, total
from scorecard.checker.printed import Book, Figure, Table
from scorecard.issues import (
    ChangeIsWrong,
    FiguresDisagree,
    HeadingRepeated,
    PartsDoNotAddUp,
    ShareIsWrong,
    SharesDoNotAddUp,
    WorkbookIssue,
)
from scorecard.workbook import series

ALL_OF_IT = Interval(1, 1)
NEAR_ALL = (0.95, 1.05)
"""A column headed as shares that adds up to this much is meant to add up to 100; one that does not shows a choice."""
SHARE_HEADS = ("%", "% of all")
CHANGE_HEAD = "Change"


def parts_add_up(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """The counts above a total add up to it."""
    for column in range(len(table.columns)):
        printed = table.at(table.total_row, column) if table.total_row is not None else None
        parts = table.column(column, percent=False)
        is_change = table.columns[column].startswith(CHANGE_HEAD)  # told by a rule of its own
        if printed is None or printed.is_percent or len(parts) < 2 or is_change:
            continue
        made = total([each.interval for each in parts])
        if not printed.interval.meets(made):
            yield PartsDoNotAddUp(**_place(printed), found=_said(printed), expected=_number(made))


def shares_are_of_the_whole(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """A percentage beside a count is the count out of all parts of its column.

    The parts are taken, not the printed total: a wrong total is told once, by itself.
    """
    for column in range(len(table.columns)):
        counts = table.column(column, percent=False)
        if table.total_row is None and not _is_divided(table, column + 1):
            continue
        base = total([each.interval for each in counts])
        for row, count in enumerate(counts):
            share = _share_beside(table, row, column)
            made = count.interval.over(base)
            if share and made and not share.interval.meets(made):
                yield ShareIsWrong(**_place(share), found=_said(share), expected=f"{_percent(made, share)}, "
                                   f"{count.value:,g} of {base.middle:,g}")


def _share_beside(table: Table, row: int, column: int) -> Figure | None:
    own = table.at(row, column, percent=True)
    if own and own.is_percent:
        return own
    following = column + 1
    if following < len(table.columns) and table.columns[following].strip().lower() in SHARE_HEADS:
        return table.at(row, following, percent=True)
    return None


def shares_add_up(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """A column of shares adds up to 100, but for rounding. Shares of rounded counts need not."""
    if book.step > 1:
        return
    for column, head in enumerate(table.columns):
        shares = table.column(column, percent=True)
        if len(shares) < 2:
            continue
        made = total([each.interval for each in shares])
        meant = table.name in distributions or _is_divided(table, column)
        if meant and not made.meets(ALL_OF_IT):
            yield SharesDoNotAddUp(**_place(shares[0]), found=f"{made.middle:.1%} in {table.name}, {head}",
                                   expected=f"100%, or {(made.high - made.low) / 2:.2%} from it by rounding")


def _is_divided(table: Table, column: int) -> bool:
    """Whether a column is headed as shares, and these are meant to be all there are."""
    if column >= len(table.columns) or table.columns[column].strip().lower() not in SHARE_HEADS:
        return False
    made = total([each.interval for each in table.column(column, percent=True)])
    return NEAR_ALL[0] <= made.middle <= NEAR_ALL[1]


def changes_are_differences(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """A change is the first count less the one before it."""
    heads = [head.partition(" ")[0] for head in table.columns]
    if CHANGE_HEAD not in heads:
        return
    change = heads.index(CHANGE_HEAD)
    before = [column for column in range(change) if table.columns[column].strip().lower() not in SHARE_HEADS]
    if len(before) != 2:
        return
    for row in range(len(table.rows)):
        told, now, then = (_either(table, row, column) for column in (change, *before))
        if told and now and then and not told.interval.meets(now.interval.minus(then.interval)):
            yield ChangeIsWrong(**_place(told), found=_said(told),
                                expected=_number(now.interval.minus(then.interval)))


def headings_name_their_rows(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """Two tables of different pages with the same heading have rows in common; else one was copied from the other."""
    earlier = list(book.tables.values())
    for other in earlier[: earlier.index(table)]:
        same = other.corner == table.corner and other.sheet != table.sheet and len(table.corner.split()) > 1
        if same and not set(other.rows) & set(table.rows):
            cell = next((each.cell for each in table.figures), "")
            yield HeadingRepeated(
                file="", sheet=table.sheet, cell=cell, found=f'"{table.corner}" over {table.rows[0]} ...',
                expected=f"another heading than over {other.rows[0]} ... of {other.sheet}",
            )


def pages_agree_with_data(book: Book, table: Table, distributions: Sequence[str]) -> Iterator[WorkbookIssue]:
    """What a page shows as this period is the last month of its row of Data."""
    data = book.tables.get(series.BLOCK)
    if data is None or not table.columns or not table.columns[0].startswith("This period"):
        return
    last = data.columns.index(series.JUDGEMENT_HEADS[0]) - 1
    named = data.columns.index(series.TEXT_HEADS[1])
    rows: dict[tuple[str, str], list[int]] = {}
    for row, sheet in enumerate(data.rows):
        rows.setdefault((sheet, data.texts.get((row, named), "")), []).append(row)
    for row, label in enumerate(table.rows):
        at = rows.get((table.sheet, label), [])
        shown, held = _either(table, row, 0), _either(data, at[0], last) if len(at) == 1 else None
        if shown and held and not shown.interval.meets(held.interval):
            yield FiguresDisagree(**_place(shown), found=_said(shown), expected=f"{held.text}, Data {held.cell}")


def _either(table: Table, row: int, column: int) -> Figure | None:
    """The figure of a cell, be it a percentage or not."""
    return table.at(row, column) or table.at(row, column, percent=True)


def _place(figure: Figure) -> dict[str, str]:
    return {"file": "", "sheet": figure.sheet, "cell": figure.cell}


def _said(figure: Figure) -> str:
    where = ", ".join(filter(None, [figure.row, figure.column]))
    return f"{figure.text} ({where})" if where else figure.text


def _number(made: Interval) -> str:
    return f"{made.middle:,g}"


def _percent(made: Interval, like: Figure) -> str:
    return f"{made.middle * 100:.{max(like.decimals, 1)}f}%"


RULES = (
    parts_add_up,
    shares_are_of_the_whole,
    shares_add_up,
    changes_are_differences,
    headings_name_their_rows,
    pages_agree_with_data,
)
