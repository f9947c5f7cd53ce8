"""Somebody who wants to know a hidden figure: reads an edition and the published definitions, and does sums.

Written from the outside, with nothing of the code that hides: the definitions say what is part of what, and the rest is
what a patient reader knows of calendars and of fostering.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scorecard.definitions.indicator import Measure
from scorecard.periods import Kind, ending, month_end
from scorecard.values import Status, Values


class Cell(NamedTuple):
    """A count: the value of a count (n), or what is above (n) and below (d) a line, the others (r), or a base (b)."""

    code: str
    what: str
    period: str
    breakdown: str = ""
    category: str = ""


# What a reader of the definitions sees at once: (the same count elsewhere) = (parts added up).
WELL_KNOWN = [
    (("ASSESSMENT_TIMELINESS", "n"), [("ASSESSMENTS", "duration", c) for c in
                                      ("Same day", "1-10", "11-20", "21-30", "31-40", "41-45")]),
    (("S47_TIMELINESS", "n"), [("S47_COMPLETED", "duration", c) for c in ("0-10", "11-15")]),
    (("S47_TO_ICPC", "n"), [("S47_COMPLETED", "outcome", "ICPC")]),
    (("ICPC_TIMELINESS", "n"), [("ICPC_HELD", "duration", c) for c in ("0-10", "11-15")]),
    (("ICPC_TIMELINESS", "d"), [("ICPC_HELD", "duration", c) for c in ("0-10", "11-15", "16-20", "21+")]),
    (("CONTACT_CONVERSION", "n"), [("CONTACTS", "outcome", "New referral")]),
    (("CONTACTS_ADVICE_NFA", "n"), [("CONTACTS", "outcome", c) for c in
                                    ("Advice and information", "No further action")]),
    (("EH_PLAN_COMPLETED", "n"), [("EH_CLOSED", "reason", "Action plan completed")]),
    (("EH_PLAN_COMPLETED_ALL", "n"), [("EH_CLOSED", "reason", "Action plan completed")]),
    (("EH_PLAN_COMPLETED_ALL", "d"), [("EH_CLOSED", "", ""), ("EH_OPEN", "", "")]),
    (("CP_PLANS_18M", "n"), [("CP_PLANS", "duration", c) for c in ("18-23", "24+")]),
    (("CP_PLANS_2Y", "n"), [("CP_PLANS", "duration", "24+")]),
    (("CP_REPEAT", "n"), [("CP_STARTED", "repeat", "Repeat plan")]),
    (("LAC_REENTRY", "n"), [("LAC_STARTED", "history", "Looked after before")]),
    (("LAC_REENTRY", "r"), [("LAC_STARTED", "history", "First time")]),
    (("PLACEMENT_STABILITY", "n"), [("LAC", "placements_in_year", "3 or more Placements")]),
    (("LAC_RESIDENTIAL", "n"), [("LAC", "placement_type", c) for c in
                                ("Residential (External) - Children's Homes",
                                 "Residential (External) - Children's Homes (Secure Accommodation)",
                                 "Residential (External) - Supported Accommodation", "Residential (Internal)")]),
    (("FOSTERING_HOUSEHOLDS_APPROVED", "n"), [("FOSTERING_NET_HOUSEHOLDS", "", ""),
                                              ("FOSTERING_HOUSEHOLDS_DEREGISTERED", "", "")]),
    (("FOSTERING_PLACES_GAINED", "n"), [("FOSTERING_NET_PLACES", "", ""), ("FOSTERING_PLACES_LOST", "", "")]),
    (("FOSTERING_PLACES_COUNTED", "n"), [(f"FOSTERING_PLACES_{c}", "", "") for c in ("FILLED", "ON_HOLD", "VACANT")]),
    (("REREFERRALS_EXCL_NFA", "d"), [("REFERRALS", "", ""), ("-REFERRAL_NFA", "", "")]),
]
WELL_KNOWN += [
    (("CSE_AT_RISK", "n", breakdown, word), [("CSE_AT_RISK", "level_gender", c) for c in cells])
    for breakdown, word, cells in (
        ("gender", "Male", [f"{level}, male" for level in ("Serious risk", "Significant risk", "At risk")]),
        ("gender", "Female", [f"{level}, female" for level in ("Serious risk", "Significant risk", "At risk")]),
        *(("level", level, [f"{level}, {gender}" for gender in ("male", "female", "other")])
          for level in ("Serious risk", "Significant risk", "At risk")),
    )
]


class Attacker:
    """Knows some cells, and adds and subtracts until nothing new comes out."""

    def __init__(self, definitions, values: Values) -> None:
        self.definitions, self.values = definitions, values
        self.known: dict[Cell, float] = {}
        self.sums: list[list[tuple[Cell, int]]] = []
        self.shares: list[tuple[Cell, Cell, float]] = []
        """A cell, what it is a part of, and which part."""

    # ------------------------------------------------------------ reading

    def reads(self, edition: Values) -> None:
        """Take in every figure of an edition, with the changes that are printed beside it."""
        for key, figure in edition.figures.items():
            if figure.status == Status.SUPPRESSED or figure.value is None:
                continue
            self._learns(key, figure.value, figure.numerator, figure.denominator)
            period = edition.periods[key.period]
            for change, then in ((figure.change, period.previous), (figure.change_last_year, period.last_year)):
                if change is not None and self._is_count(key.code):
                    self._tell(Cell(key.code, "n", then.label, key.breakdown, key.category), figure.value - change)

    def reads_number(self, key, value: float) -> None:
        """Take in one number of a page; a percentage is its decimals, and helps who has its base."""
        indicator, place = self.definitions.indicators[key.code], (key.period, key.breakdown, key.category)
        if indicator.measure == Measure.RATE:
            people = self.values.figures[key].denominator  # the population is published elsewhere
            self._tell(Cell(indicator.numerator, "n", *place), round(value * people))
        elif indicator.measure == Measure.RATIO:
            part, whole = (Cell(code, "n", *place) for code in (indicator.numerator, indicator.denominator))
            self.shares.append((part, whole, value))
        elif self._is_count(key.code):
            self._tell(Cell(key.code, "n", *place), value)
        elif indicator.measure != Measure.MEDIAN:
            self.shares.append((Cell(key.code, "n", *place), Cell(key.code, "d", *place), value))

    def reads_row(self, code: str, period: str, breakdown: str, categories, value: float) -> None:
        """Take in a row of a table, which may be several categories together."""
        cells = [Cell(code, "n", period, breakdown, category) for category in categories]
        together = Cell(code, "row", period, breakdown, " + ".join(categories))
        self._adds(cells, together)
        self._tell(together, value)

    def reads_base(self, code: str, period: str, breakdown: str, total: float) -> None:
        """Take in the last row of a table."""
        self._tell(self._base(code, period, breakdown), total)

    def reads_change(self, code: str, now: str, then: str, breakdown: str, categories, change: float) -> None:
        """Take in how many more a row has than in another period."""
        rows = [Cell(code, "row", period, breakdown, " + ".join(categories)) for period in (now, then)]
        for row in rows:
            self._adds([Cell(code, "n", row.period, breakdown, category) for category in categories], row)
        more = Cell(code, "change", f"{now} {then}", breakdown, " + ".join(categories))
        self._adds([rows[1], more], rows[0])
        self._tell(more, change)

    def reads_above(self, code: str, period: str, count: float) -> None:
        """Take in the count above the line of a percentage."""
        self._tell(Cell(code, "n", period), count)

    def reads_share(self, code: str, period: str, breakdown: str, categories, share: float) -> None:
        together = Cell(code, "row", period, breakdown, " + ".join(categories))
        self._adds([Cell(code, "n", period, breakdown, category) for category in categories], together)
        self.shares.append((together, self._base(code, period, breakdown), share))

    def _learns(self, key, value, numerator, denominator) -> None:
        indicator = self.definitions.indicators[key.code]
        place = (key.period, key.breakdown, key.category)
        if indicator.measure == Measure.RATE:
            if numerator is not None:
                self._tell(Cell(indicator.numerator, "n", *place), numerator)
        elif indicator.measure == Measure.RATIO:
            for code, amount in ((indicator.numerator, numerator), (indicator.denominator, denominator)):
                if amount is not None:
                    self._tell(Cell(code, "n", *place), amount)
        elif self._is_count(key.code):
            self._tell(Cell(key.code, "n", *place), value)
            if key.breakdown and denominator is not None:  # share = value / base
                self._tell(self._base(key.code, key.period, key.breakdown), denominator)
        else:
            if denominator is not None:
                self._tell(Cell(key.code, "d", *place), denominator)
                if numerator is None and indicator.measure == Measure.PERCENTAGE:
                    numerator = value * denominator
            if numerator is not None:
                self._tell(Cell(key.code, "n", *place), numerator)

    def _tell(self, cell: Cell, amount: float) -> None:
        self.known[cell] = amount

    def _met(self) -> set[Cell]:
        """The cells that the edition has something of."""
        told = (cell for part, whole, _ in self.shares for cell in (part, whole))
        return {*self.known, *self.hidden, *told, *(cell for each in self.sums for cell, _ in each)}

    def _is_count(self, code: str) -> bool:
        return self.definitions.indicators[code].measure in (Measure.COUNT, Measure.DISTINCT, Measure.SUM)

    def _base(self, code: str, period: str, breakdown: str) -> Cell:
        own = self.definitions.indicators[code].breakdowns[breakdown].where
        return Cell(code, "b", period, breakdown) if own else Cell(code, "n", period)

    # ------------------------------------------------------------ what adds up

    def prepares(self) -> None:
        """Write down every sum that the definitions and the calendar give of what the edition has."""
        periods = self.values.periods
        places, near = defaultdict(set), defaultdict(set)
        met = self._met()
        for cell in met:
            places[cell.code] |= {("", ""), (cell.breakdown, cell.category)}
            near[cell.code, cell.what, cell.breakdown, cell.category].add(cell.period)
        for code in sorted(places.keys() & self.definitions.indicators.keys()):
            indicator = self.definitions.indicators[code]
            if indicator.is_derived:
                continue
            parts = "n" if self._is_count(code) else "nd" if indicator.measure == Measure.MEAN else "ndr"
            tables = [(name, found) for (one, name), found in self.values.breakdowns.items()
                      if one == code and any(name == breakdown for breakdown, _ in places[code])]
            cells = {("", ""), *places[code], *((name, category) for name, found in tables for category in found)}
            for label in periods:
                for place in sorted(cells) if parts == "ndr" else ():
                    n, d, r = (Cell(code, each, label, *place) for each in "ndr")
                    self._adds([n, r], d)
                for name, found in tables:
                    for what in parts:
                        whole = self._base(code, label, name) if parts == "n" else Cell(code, what, label)
                        self._adds([Cell(code, what, label, name, category) for category in found], whole)
            for place in sorted(cells):
                for what in parts:
                    self._calendar(code, what, place, indicator.is_stock, near[code, what, *place])
        self._same_rows()
        for (code, what, *place), parts in WELL_KNOWN:
            for label in periods:
                cells = [(Cell(c.lstrip("-"), "n", label, b, k), -1 if c.startswith("-") else 1) for c, b, k in parts]
                self.sums.append([*cells, (Cell(code, what, label, *place), -1)])
        self.sums = [each for each in self.sums if any(cell in met for cell, _ in each)]

    def _adds(self, parts: list[Cell], whole: Cell) -> None:
        if parts:
            self.sums.append([*((each, 1) for each in parts), (whole, -1)])

    def _calendar(self, code: str, what: str, place: tuple[str, str], is_stock: bool, near: set[str]) -> None:
        for terms in self._stock_terms if is_stock else self._flow_terms:
            if any(label in near for label, _ in terms):
                self.sums.append([(Cell(code, what, label, *place), sign) for label, sign in terms])

    @cached_property
    def _stock_terms(self) -> list[list[tuple[str, int]]]:
        """A longer period has the number of its last month."""
        return [[(ending(Kind.MONTH, period.end).label, 1), (label, -1)]
                for label, period in self.values.periods.items() if period.kind != Kind.MONTH]

    @cached_property
    def _flow_terms(self) -> list[list[tuple[str, int]]]:
        """Months, quarters and years make longer periods, and each rolling year drops a month and takes one in."""
        terms = []
        for period in self.values.periods.values():
            ends = [month_end(period.end, -back) for back in range(36)]
            months = [ending(Kind.MONTH, end) for end in ends]
            count = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
            parts = [] if period.kind == Kind.MONTH else [months[:count]]
            if period.kind == Kind.FINANCIAL_YEAR:
                parts.append([ending(Kind.QUARTER, end) for end in ends[:12:3]])
                parts += [[ending(kind, period.end)] for kind in (Kind.YEAR_TO_DATE, Kind.ROLLING_YEAR)]
            elif period.kind == Kind.YEAR_TO_DATE and count > 1:
                parts.append([period.previous, months[0]])
            elif period.kind == Kind.THREE_YEARS:
                parts.append([ending(Kind.FINANCIAL_YEAR, end) for end in ends[::12]])
            elif period.kind == Kind.ROLLING_YEAR:
                terms.append([(period.label, 1), (period.previous.label, -1), (months[0].label, -1),
                              (months[12].label, 1)])
            terms += [[*((each.label, 1) for each in some), (period.label, -1)] for some in parts]
        return terms

    def _same_rows(self) -> None:
        """Counts and percentages that are counted from the same rows have the same base."""
        same = defaultdict(list)
        for code, each in self.definitions.indicators.items():
            if each.is_derived or each.measure in (Measure.SUM, Measure.MEAN, Measure.MEDIAN):
                continue
            rows = (each.extract, each.event_date, each.open_from, " ".join(each.where.split()), each.first_of)
            same[rows].append((code, "n" if self._is_count(code) else "d"))
        same["plans"] = [("CP_STARTED", "n"), ("CP_REPEAT_2Y", "d")]
        same["referrals"] = [("REFERRALS", "n"), ("REREFERRALS", "d"), ("REFERRAL_NFA", "d")]
        for alike in same.values():
            for (code, what), (other, its) in pairwise(alike):
                for label in self.values.periods:
                    self._adds([Cell(code, what, label)], Cell(other, its, label))

    # ------------------------------------------------------------ working it out

    def believes(self, truth: dict[Cell, float]) -> None:
        """Leave out sums that do not hold, such as of children counted once: nobody would get far with those."""
        self.sums = [each for each in self.sums
                     if any(cell not in truth for cell, _ in each)
                     or abs(sum(sign * truth[cell] for cell, sign in each)) < 1e-6]

    def works_out(self) -> dict[Cell, float]:
        """Everything that the attacker knows in the end."""
        self.standing: dict[Cell, list[int]] = defaultdict(list)
        for number, each in enumerate(self.sums):
            for cell, _ in each:
                self.standing[cell].append(number)
        self._subtracts(range(len(self.sums)))
        while self._divides() or self._shares_out() or self._solves():
            pass
        return self.known

    def _divides(self) -> bool:
        """A part from its whole and its share, a whole from its part."""
        found: dict[Cell, float] = {}
        for part, whole, share in self.shares:
            if whole in self.known and part not in self.known:
                found[part] = round(self.known[whole] * share, 6)
            elif share and part in self.known and whole not in self.known:
                found[whole] = round(self.known[part] / share, 6)
        return self._finds(found)

    def _subtracts(self, numbers) -> None:
        """What is left of a sum for the only cell that is not known, and of the sums that this cell stands in."""
        todo = list(numbers)
        while todo:
            each = self.sums[todo.pop()]
            unknown = [(cell, sign) for cell, sign in each if cell not in self.known]
            if len(unknown) == 1:
                cell, sign = unknown[0]
                self.known[cell] = -sum(s * self.known[c] for c, s in each if c != cell) / sign
                todo += self.standing[cell]

    def _finds(self, found: dict[Cell, float]) -> bool:
        self.known |= found
        self._subtracts([number for cell in found for number in self.standing[cell]])
        return bool(found)

    def _shares_out(self) -> bool:
        """Hidden cells are at least 1: as many as there are left over are 1 each."""
        found: dict[Cell, float] = {}
        for each in self.sums:
            unknown = [(cell, sign) for cell, sign in each if cell not in self.known]
            if len(unknown) < 2 or not all(cell in self.hidden for cell, _ in unknown):
                continue
            rest = -sum(sign * self.known[cell] for cell, sign in each if cell in self.known)
            if len({sign for _, sign in unknown}) == 1 and abs(rest) == len(unknown):
                found |= {cell: 1.0 for cell, _ in unknown}
        return self._finds(found)

    hidden: frozenset[Cell] = frozenset()

    def _solves(self) -> bool:
        """All sums at once: a cell is known when every solution has the same number for it."""
        found: dict[Cell, float] = {}
        for cells, rows in self._systems():
            place = {cell: n for n, cell in enumerate(cells)}
            matrix, right = np.zeros((len(rows), len(cells))), np.zeros(len(rows))
            for n, row in enumerate(rows):
                for cell, sign in row:
                    if cell in place:
                        matrix[n, place[cell]] += sign
                    else:
                        right[n] -= sign * self.known[cell]
            _, sizes, base = np.linalg.svd(matrix, full_matrices=True)
            free = base[int((sizes > 1e-9).sum()):]
            solution = np.linalg.lstsq(matrix, right, rcond=None)[0]
            for cell, n in place.items():
                if not len(free) or np.abs(free[:, n]).max() < 1e-9:
                    found[cell] = float(solution[n])
        return self._finds(found)

    def _systems(self):
        """Sums that have unknown cells in common; one that has an unknown cell of its own says nothing."""
        rows = [list(each) for each in self.sums if any(cell not in self.known for cell, _ in each)]
        while True:
            times = defaultdict(int)
            for row in rows:
                for cell, _ in row:
                    times[cell] += cell not in self.known
            kept = [row for row in rows
                    if not any(times[cell] == 1 and cell not in self.hidden for cell, _ in row)]
            if len(kept) == len(rows):
                break
            rows = kept
        home: dict[Cell, Cell] = {}

        def root(cell: Cell) -> Cell:
            while home.setdefault(cell, cell) != cell:
                cell = home[cell]
            return cell

        for row in rows:
            unknown = [cell for cell, _ in row if cell not in self.known]
            for cell in unknown[1:]:
                home[root(cell)] = root(unknown[0])
        groups = defaultdict(list)
        for row in rows:
            groups[root(next(cell for cell, _ in row if cell not in self.known))].append(row)
        for group in groups.values():
            cells = sorted({cell for row in group for cell, _ in row if cell not in self.known})
            if any(cell in self.hidden for cell in cells):
                yield cells, group


def truth_of(values: Values, definitions) -> dict[Cell, float]:
    """Every cell of the unhidden values."""
    knowing = Attacker(definitions, values)
    knowing.reads(values)
    for cell, amount in list(knowing.known.items()):
        if cell.what == "d" and (above := cell._replace(what="n")) in knowing.known:
            knowing.known[cell._replace(what="r")] = amount - knowing.known[above]
    return knowing.known


def cells_of(key, values: Values, definitions) -> list[Cell]:
    """What makes up a figure: to know all of it is to know the figure."""
    indicator = definitions.indicators[key.code]
    place = (key.period, key.breakdown, key.category)
    match indicator.measure:
        case Measure.RATE:
            return [Cell(indicator.numerator, "n", *place)]
        case Measure.RATIO:
            return [Cell(indicator.numerator, "n", *place), Cell(indicator.denominator, "n", *place)]
        case Measure.COUNT | Measure.DISTINCT | Measure.SUM:
            return [Cell(key.code, "n", *place)]
    return [Cell(key.code, "n", *place), Cell(key.code, "d", *place)]


def recovered(definitions, values: Values, truth: dict[Cell, float], hidden, *readings) -> dict:
    """The hidden figures that an attacker gets, with what he takes their cells for; `readings` tell him of editions."""
    attacker = Attacker(definitions, values)
    for read in readings:
        read(attacker)
    attacker.hidden = frozenset(cell for key in hidden for cell in cells_of(key, values, definitions)
                                if cell not in attacker.known)
    attacker.prepares()
    attacker.believes(truth)
    known = attacker.works_out()
    cells = {key: cells_of(key, values, definitions) for key in hidden}
    return {key: [math.floor(known[cell] * 1000 + 0.5) / 1000 for cell in found]
            for key, found in cells.items() if found and all(cell in known for cell in found)}
