"""What follows from sums: solving them, bounding what is left, and finding those that nobody wrote down."""

import datetime as dt
import random

from scorecard.periods import Kind, ending, month_end, parse
from scorecard.publish.suppression.bounds import Remainder, bounded, reasons
from scorecard.publish.suppression.elimination import determined
from scorecard.publish.suppression.found import found_sums
from scorecard.publish.suppression.quantities import Quantities, Quantity, Series
from scorecard.values import IndicatorFacts, IndicatorValue, Polarity, Run, Status, Unit, Values


def q(name):
    return Quantity(name, "value", "2016-03")


def sums(*signs):
    return {number: {q(name.lstrip("-")): -1 if name.startswith("-") else 1 for name in names.split()}
            for number, names in enumerate(signs)}


def solved(*signs, secret):
    return {quantity.code: sorted(taken) for quantity, taken in determined(sums(*signs), {q(each) for each in secret})}


# ---------------------------------------------------------------- solving


def test_a_lone_unknown_number_is_determined_by_its_sum():
    assert {"a": [0]} == solved("a", "b c", secret="abc")


def test_two_sums_of_the_same_two_numbers_determine_neither():
    assert {} == solved("a b", "a b", secret="ab")


def test_a_sum_and_a_difference_determine_both():
    assert {"a": [0, 1], "b": [0, 1]} == solved("a b", "a -b", secret="ab")


def test_three_sums_go_round_a_triangle():
    assert {"a": [0, 1, 2], "b": [0, 1, 2], "c": [0, 1, 2]} == solved("a b", "b c", "c a", secret="abc")


def test_a_square_of_rows_and_columns_determines_nothing():
    assert {} == solved("a b", "c d", "a c", "b d", secret="abcd")


def test_numbers_that_are_not_secret_may_be_on_the_way():
    assert {"a": [0, 1]} == solved("a x", "x", secret="a")
    assert {} == solved("a x", "x y", secret="a")


def test_what_is_determined_is_what_no_solution_changes():
    # Against a check by brute force: over the numbers modulo 3, a secret is determined when all solutions agree on it.
    drawn = random.Random(7)
    for _ in range(60):
        names = "abcd"
        rows = [" ".join(drawn.choice(["", "-"]) + each for each in sorted(drawn.sample(names, drawn.randint(1, 3))))
                for _ in range(drawn.randint(1, 3))]
        free = [[n // 7**place % 7 - 3 for place in range(4)] for n in range(7**4)]
        kept = [each for each in free
                if all(sum(sign * each[names.index(quantity.code)] for quantity, sign in row.items()) == 0
                       for row in sums(*rows).values())]
        same = {name for place, name in enumerate(names)
                if {each[place] for each in kept} == {0} and any(name in row for row in rows)}
        assert same == set(solved(*rows, secret=names)), rows


# ---------------------------------------------------------------- bounds


def test_what_is_left_over_is_shared_out():
    left = {0: Remainder({q("a"): 1, q("b"): 1}, 2)}
    bounds = bounded(left, lambda _: 1)
    assert all(bounds[q(name)].is_one for name in "ab")
    assert (0,) == reasons(q("a"), bounds, left)


def test_a_bound_in_one_sum_narrows_the_next():
    bounds = bounded({0: Remainder({q("a"): 1, q("b"): 1}, 4), 1: Remainder({q("b"): 1, q("c"): -1}, 2)}, lambda _: 1)
    assert [(1, 1), (3, 3), (1, 1)] == [(bounds[q(name)].least, bounds[q(name)].most) for name in "abc"]


def test_a_net_figure_has_no_least_number():
    bounds = bounded({0: Remainder({q("a"): 1, q("net"): 1}, 2)}, lambda each: None if each.code == "net" else 1)
    assert (1, None) == (bounds[q("a")].least, bounds[q("a")].most)


# ---------------------------------------------------------------- found


MONTHS = [ending(Kind.MONTH, month_end(dt.date(2016, 3, 31), -back)).label for back in range(24)]


def council(**series):
    """Values of 24 months: a series by code, or by `code__breakdown__category`."""
    figures, breakdowns, indicators = {}, {}, {}
    for name, counts in series.items():
        code, breakdown, category = [*name.split("__"), "", ""][:3]
        indicators[code] = IndicatorFacts(code, code, "s", Unit.NUMBER, Polarity.NO_JUDGEMENT, "count", "", "", "", "",
                                          "", "extract", "f.yaml", 1, "v")
        for month, count in zip(MONTHS, counts, strict=True):
            value = IndicatorValue(code, month, breakdown, category, count, None, count, Status.COMPUTED)
            figures[value.key] = value
        if breakdown:
            breakdowns.setdefault((code, breakdown), []).append(category)
    run = Run("run", dt.datetime(2016, 4, 12), "1", "Ambleford City Council", parse("2016-03"), dt.date(2016, 4, 11))
    return Values(run, {month: parse(month) for month in MONTHS}, indicators, figures, breakdowns=breakdowns)


def found(values):
    return {(tuple("__".join(filter(None, (part.code, part.breakdown, part.category))) for part in parts), whole.code)
            for parts, whole in found_sums(values, Quantities(values))}


def drawn(seed, most=40):
    numbers = random.Random(seed)
    return [numbers.randrange(most) for _ in MONTHS]


def added(*series):
    return [sum(each) for each in zip(*series, strict=True)]


def test_a_count_under_another_name_is_found():
    same = drawn(1)
    assert {(("A",), "B")} == found(council(A=same, B=same, C=drawn(2)))


def test_some_bands_of_a_breakdown_are_found_in_a_count_of_their_own():
    low, middle, high, rare = drawn(1), drawn(2), drawn(3), [0] * 23 + [2]
    made = found(council(N__days__low=low, N__days__middle=middle, N__days__high=high, N__days__rare=rare,
                         LATE=added(middle, high, rare)))
    assert {(("N__days__middle", "N__days__high", "N__days__rare"), "LATE")} == made


def test_net_is_found_as_gained_less_lost():
    gained, lost = drawn(1), drawn(2)
    net = [one - other for one, other in zip(gained, lost, strict=True)]
    assert {(("LOST", "NET"), "GAINED")} == found(council(GAINED=gained, LOST=lost, NET=net, OTHER=drawn(3)))


def test_what_agrees_in_a_few_months_only_is_chance():
    few = [0] * 20 + [1, 2, 0, 1]
    assert set() == found(council(A=few, B=few, C=[3] * 24, D=[3] * 24))


def test_a_series_is_a_quantity_without_its_period():
    assert Series("A", "value", "b", "c") == Quantity("A", "value", "2016-03", "b", "c").series
