"""What adds up: parts to totals, categories to their breakdown, months to longer periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from scorecard.periods import Kind, Period, ending, month_end
from scorecard.publish.suppression.found import found_sums
from scorecard.publish.suppression.quantities import Quantities, Quantity, Series
from scorecard.values import Key, Values

Sum = tuple[tuple[Quantity, int], ...]
"""Quantities with 1 or −1 before them that come to 0."""


def all_sums(values: Values, quantities: Quantities, shown: Collection[Key]) -> list[Sum]:
    """Every sum that some quantity of an edition stands in, where the numbers bear it out."""
    wanted = sorted(quantities.behind(shown))
    made = [
        *_of_percentages(quantities, shown),
        *_of_categories(values, quantities, wanted),
        *_of_periods(values, quantities, wanted),
        *_of_series(values, quantities, wanted),
    ]
    return list(dict.fromkeys(made))


def _of_percentages(quantities: Quantities, shown: Collection[Key]) -> Iterator[Sum]:
    for key in shown:
        behind = {each.part: each for each in quantities.of[key]}
        if "rest" in behind and len(quantities.of[key]) == 3:
            rest = behind["rest"]
            part, whole = (each for each in quantities.of[key] if each is not rest)
            yield total([part, rest], whole)


def _of_categories(values: Values, quantities: Quantities, wanted: Collection[Quantity]) -> Iterator[Sum]:
    """The categories of a breakdown and what they are categories of, in each part of a figure."""
    tables = {(each.code, each.part, each.period) for each in wanted}
    amounts = quantities.amounts
    for (code, breakdown), categories in values.breakdowns.items():
        periods = sorted((part, period) for one, part, period in tables if one == code)
        for part, period in periods:
            if part == "base":
                part = "value"
            parts = [Quantity(code, part, period, breakdown, category) for category in categories]
            parts = [each for each in parts if each in amounts]
            wholes = [Quantity(code, part, period), Quantity(code, "base", period, breakdown)]
            whole = next((each for each in wholes if adds_up(parts, each, quantities)), None)
            if whole:
                yield total(parts, whole)


def _of_periods(values: Values, quantities: Quantities, wanted: Iterable[Quantity]) -> Iterator[Sum]:
    """A longer period and its months or years; for what is counted at the end of a period, its last month."""
    parts = {label: list(_partitions(period)) for label, period in values.periods.items() if period.kind != Kind.MONTH}
    last_months = {label: partitions[0][0] for label, partitions in parts.items()}
    longer = [each for each in wanted if each.period in parts]
    series = dict.fromkeys(each.series for each in longer)
    stocks = {each: _is_stock(each, last_months, quantities) for each in series}
    for each in longer:
        partitions = [[last_months[each.period]]] if stocks[each.series] else parts[each.period]
        for labels in partitions:
            shorter = [each._replace(period=label) for label in labels]
            if adds_up(shorter, each, quantities):
                yield total(shorter, each)
                break


def _partitions(period: Period) -> Iterator[list[str]]:
    """The months of a period, the last one first; its years, where the months are not known."""
    count = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    yield [ending(Kind.MONTH, month_end(period.end, -back)).label for back in range(count)]
    if period.kind == Kind.THREE_YEARS:
        yield [ending(Kind.FINANCIAL_YEAR, month_end(period.end, -back)).label for back in (0, 12, 24)]


def _is_stock(series: Series, last_months: Mapping[str, str], quantities: Quantities) -> bool:
    """Whether every longer period has the number of its last month."""
    amounts = quantities.amounts
    pairs = [(amounts.get(series.at(label)), amounts.get(series.at(month))) for label, month in last_months.items()]
    compared = [(longer, month) for longer, month in pairs if longer is not None and month is not None]
    return bool(compared) and all(longer == month for longer, month in compared)


def _of_series(values: Values, quantities: Quantities, wanted: Collection[Quantity]) -> Iterator[Sum]:
    """Counts that are the same, or part of each other, by another name, wherever one of them is shown."""
    periods: dict[Series, set[str]] = defaultdict(set)
    for each in wanted:
        periods[each.series].add(each.period)
    for parts, whole in found_sums(values, quantities):
        for label in sorted(set().union(*(periods[each] for each in (*parts, whole)))):
            these = [each.at(label) for each in parts]
            if adds_up(these, whole.at(label), quantities):
                yield total(these, whole.at(label))


def adds_up(parts: Sequence[Quantity], whole: Quantity, quantities: Quantities) -> bool:
    amounts = quantities.amounts
    if not parts or whole not in amounts or not all(each in amounts for each in parts):
        return False
    return sum(amounts[each] for each in parts) == amounts[whole]


def total(parts: Iterable[Quantity], whole: Quantity) -> Sum:
    return (*((each, 1) for each in parts), (whole, -1))
