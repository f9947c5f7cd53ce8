"""Small numbers by hand: what is hidden, what is hidden with it, and what stays."""

import datetime as dt
import random

import pytest

from scorecard.definitions.audiences import Audience
from scorecard.periods import Kind, ending, parse
from scorecard.publish.suppression import Reason, suppress
from scorecard.values import (
    Direction,
    IndicatorFacts,
    IndicatorValue,
    Key,
    Polarity,
    Rag,
    Run,
    Status,
    Unit,
    Values,
)

MANAGERS = Audience(title="Managers", threshold=5)
PUBLIC = Audience(title="Public", threshold=5, rounding=5)
MONTH = "2016-03"


def facts(code, measure="count", unit=Unit.NUMBER, numerator="", denominator="", extract="cp_plans"):
    return IndicatorFacts(code, code.title(), "s", unit, Polarity.NO_JUDGEMENT, measure, "", numerator, denominator,
                          "", "", extract, "f.yaml", 1, "v")


def figure(code, value, period=MONTH, breakdown="", category="", base=None, **others):
    return IndicatorValue(code, period, breakdown, category, value, base, value, Status.COMPUTED, **others)


def percentage(code, numerator, denominator, period=MONTH, **others):
    return IndicatorValue(code, period, "", "", numerator, denominator, numerator / denominator, Status.COMPUTED,
                          **others)


def values(*figures, indicators=()):
    named = {each.code: each for each in indicators}
    codes = {each.code: named.get(each.code) or facts(each.code) for each in figures}
    labels = {each.period for each in figures}
    labels |= {before.label for label in labels for before in (parse(label).previous, parse(label).last_year)}
    breakdowns = {}
    for each in figures:
        if each.breakdown:
            listed = breakdowns.setdefault((each.code, each.breakdown), [])
            listed += [each.category] if each.category not in listed else []
    run = Run("run", dt.datetime(2016, 4, 12), "1", "Ambleford City Council", parse(MONTH), dt.date(2016, 4, 11))
    return Values(run, {label: parse(label) for label in labels}, codes, {each.key: each for each in figures},
                  breakdowns=breakdowns)


def by_category(code, period=MONTH, breakdown="category", **counts):
    """A count with its categories, which add up to it."""
    total = sum(counts.values())
    parts = [figure(code, count, period, breakdown, name, total) for name, count in counts.items()]
    return [figure(code, total, period), *parts]


def told(suppressed, breakdown="category", period=MONTH):
    """What readers see of a breakdown: a number, or c."""
    return {key.category: "c" if each.status == Status.SUPPRESSED else each.value
            for key, each in suppressed.values.figures.items() if (key.breakdown, key.period) == (breakdown, period)}


def hidden(suppressed):
    return {(key.code, key.period, key.category) if key.category else (key.code, key.period)
            for key in suppressed.hidden}


# ---------------------------------------------------------------- one table


def test_with_one_small_category_a_second_is_hidden_so_that_the_total_does_not_give_it_away():
    # Plans by latest category: 198 + 27 + 248 + 4 + 17 = 494. With one c, 494 - 490 = 4 would be published.
    plans = by_category("CP", Emotional=198, Physical=27, Neglect=248, Sexual=4, Multiple=17)
    made = suppress(values(*plans), MANAGERS)
    assert {"Emotional": 198, "Physical": 27, "Neglect": 248, "Sexual": "c", "Multiple": "c"} == told(made)
    assert 494 == made.values.get("CP", MONTH).value
    assert {Reason.SMALL: 1, Reason.GIVES_AWAY: 1} == {why: n for why, n in made.counts.items() if n}


def test_five_is_hidden_six_is_shown_and_nought_stays_nought():
    made = suppress(values(*by_category("CP", A=5, B=5, C=6, D=0, E=90)), MANAGERS)
    assert {"A": "c", "B": "c", "C": 6, "D": 0, "E": 90} == told(made)


def test_two_hidden_ones_that_can_only_be_one_each_are_not_enough():
    made = suppress(values(*by_category("CP", A=1, B=1, C=40, D=9)), MANAGERS)
    assert {"A": "c", "B": "c", "C": 40, "D": "c"} == told(made)


def test_two_small_ones_with_a_small_sum_could_not_be_five_so_a_third_is_hidden():
    made = suppress(values(*by_category("CP", A=1, B=2, C=40, D=9)), MANAGERS)
    assert {"A": "c", "B": "c", "C": 40, "D": "c"} == told(made)


def test_where_all_others_are_nought_the_total_is_hidden():
    rows = [*by_category("CP", A=6, B=0, C=0)]
    rows += [figure("CP", 3, MONTH, "gender", "F", 6), figure("CP", 3, MONTH, "gender", "M", 6)]
    made = suppress(values(*rows), MANAGERS)
    assert {"F": "c", "M": "c"} == told(made, "gender")
    assert {"A": 6, "B": 0, "C": 0} == told(made), "3 and 3, or 1 and 5: six in all says nothing of each"
    lone = suppress(values(*by_category("CP", A=4, B=0)), MANAGERS)
    assert {"A": "c", "B": 0} == told(lone)
    assert lone.values.get("CP", MONTH).value is None


def test_a_hidden_figure_has_no_number_of_any_kind_and_keeps_its_target():
    row = percentage("P", 3, 40, target=0.1, rag=Rag.GREEN, change=0.01, direction=Direction.IMPROVED)
    made = suppress(values(row, indicators=[facts("P", "percentage", Unit.PERCENT)]), MANAGERS)
    expected = IndicatorValue("P", MONTH, "", "", None, None, None, Status.SUPPRESSED, 0.1)
    assert expected == made.values.get("P", MONTH)
    assert expected.share is None


def test_a_base_that_is_hidden_is_told_by_no_share():
    made = suppress(values(*by_category("CP", A=4, B=0)), MANAGERS)
    assert made.values.get("CP", MONTH, "category", "B").denominator is None


# ---------------------------------------------------------------- percentages, averages, rates, net figures


@pytest.mark.parametrize(("numerator", "denominator", "is_hidden"), [
    (3, 40, True), (37, 40, True), (20, 40, False), (0, 40, False), (40, 40, False), (2, 4, True), (6, 12, False),
])  # fmt: skip
def test_a_percentage_is_hidden_when_its_count_or_its_complement_is_small(numerator, denominator, is_hidden):
    made = suppress(values(percentage("P", numerator, denominator),
                           indicators=[facts("P", "percentage", Unit.PERCENT)]), MANAGERS)
    assert is_hidden == (made.values.get("P", MONTH).value is None)


@pytest.mark.parametrize(("base", "is_hidden"), [(4, True), (6, False)])
@pytest.mark.parametrize("measure", ["mean", "median"])
def test_an_average_of_a_few_is_hidden(measure, base, is_hidden):
    row = IndicatorValue("D", MONTH, "", "", 300 if measure == "mean" else None, base, 75.0, Status.COMPUTED)
    made = suppress(values(row, indicators=[facts("D", measure, Unit.DAYS)]), MANAGERS)
    assert is_hidden == (made.values.get("D", MONTH).value is None)


def test_a_rate_goes_with_its_count_as_the_population_is_public():
    rate = IndicatorValue("R", MONTH, "", "", 4, 5.6, 4 / 5.6, Status.COMPUTED)
    made = suppress(values(figure("N", 4), rate, indicators=[facts("R", "rate_per_10000", Unit.RATE, "N", "people")]),
                    MANAGERS)
    assert {("N", MONTH), ("R", MONTH)} == hidden(made)


def test_a_ratio_goes_with_the_indicators_that_it_is_made_of():
    ratio = IndicatorValue("R", MONTH, "", "", 4, 50, 4 / 50, Status.COMPUTED)
    made = suppress(values(figure("A", 4), figure("L", 50), ratio,
                           indicators=[facts("R", "ratio", Unit.PERCENT, "A", "L")]), MANAGERS)
    assert {("A", MONTH), ("R", MONTH)} == hidden(made)


MONTHS = [ending(Kind.MONTH, dt.date(2015 + (n + 3) // 12, (n + 3) % 12 + 1, 1)).label for n in range(12)]


def year(code, *counts):
    return [figure(code, count, month) for month, count in zip(MONTHS, counts, strict=True)]


def test_a_net_figure_is_hidden_with_one_of_its_two_parts_and_not_for_being_small():
    gained = (20, 30, 26, 11, 19, 40, 12, 33, 27, 9, 14, 16)
    lost = (18, 40, 3, 14, 8, 22, 19, 31, 45, 12, 13, 17)
    net = [one - other for one, other in zip(gained, lost, strict=True)]
    made = suppress(values(*year("GAINED", *gained), *year("LOST", *lost), *year("NET", *net)), MANAGERS)
    assert 2 == made.values.get("NET", "2015-04").value, "a change of 2 is nobody"
    june = {key.code for key in made.hidden if key.period == "2015-06"}
    assert "LOST" in june
    assert 2 == len(june), "26 - 23 = 3: the net figure goes, or what was gained"
    assert {"2015-06"} == {key.period for key in made.hidden}


def test_a_count_that_stands_under_two_names_is_hidden_under_both():
    counts = (20, 30, 26, 11, 19, 40, 12, 33, 27, 9, 14, 4)
    others = (70, 61, 52, 43, 64, 75, 56, 47, 68, 59, 60, 81)
    rows = [each for month, few, many in zip(MONTHS, counts, others, strict=True)
            for each in (*by_category("C", month, "outcome", Referral=few, Advice=many, Other=30),
                         percentage("SHARE", few, few + many + 30, month))]
    made = suppress(values(*rows, indicators=[facts("SHARE", "percentage", Unit.PERCENT)]), MANAGERS)
    assert "c" == told(made, "outcome")["Referral"]
    assert made.values.get("SHARE", MONTH).value is None
    assert 20 / 120 == made.values.get("SHARE", "2015-04").value


# ---------------------------------------------------------------- periods


def test_months_do_not_give_a_month_away_through_their_quarter():
    rows = [figure("N", 4, "2016-01"), figure("N", 12, "2016-02"), figure("N", 20), figure("N", 36, "2015-16 Q4")]
    made = suppress(values(*rows), MANAGERS)
    assert {("N", "2016-01"), ("N", "2016-02")} == hidden(made), "the smallest other month goes; the quarter stays"


def test_a_month_between_two_years_to_date_is_not_given_away_by_them():
    rows = [figure("N", 40, "YTD 2016-02"), figure("N", 44, "YTD 2016-03"), figure("N", 4), figure("N", 30, "2016-02"),
            *(figure("N", 1, month) for month in MONTHS[:10])]
    shown = [each.key for each in rows if each.period in ("YTD 2016-02", "YTD 2016-03", MONTH)]
    made = suppress(values(*rows), MANAGERS, shown)
    assert 2 == len(made.hidden)
    assert Reason.SMALL == made.hidden[Key("N", MONTH)]


def test_a_stock_has_its_last_month_in_every_longer_period_and_all_are_hidden():
    rows = [figure("S", 40, "2016-01"), figure("S", 30, "2016-02"), figure("S", 4), figure("S", 4, "2015-16 Q4"),
            figure("S", 4, "YTD 2016-03"), figure("S", 40, "YTD 2016-01")]
    assert {("S", MONTH), ("S", "2015-16 Q4"), ("S", "YTD 2016-03")} == hidden(suppress(values(*rows), MANAGERS))


def test_children_counted_once_in_each_period_do_not_add_up_and_nothing_more_is_hidden():
    rows = [figure("C", 4, "2016-01"), figure("C", 12, "2016-02"), figure("C", 20), figure("C", 30, "2015-16 Q4")]
    assert {("C", "2016-01")} == hidden(suppress(values(*rows), MANAGERS))


def test_a_change_is_told_only_between_two_figures_that_are_shown():
    rows = [figure("N", 4, "2016-02"), figure("N", 30, MONTH, change=26, direction=Direction.HIGHER,
                                              change_last_year=2, direction_last_year=Direction.HIGHER),
            figure("N", 28, "2015-03")]
    made = suppress(values(*rows), MANAGERS).values.get("N", MONTH)
    assert (None, Direction.NONE) == (made.change, made.direction), "30 - 26 = 4"
    assert (2, Direction.HIGHER) == (made.change_last_year, made.direction_last_year)


def test_two_tables_that_share_their_months_are_solved_together():
    # Each row and each column has two hidden cells, and together they still give no cell away.
    rows = [*by_category("N", "2016-01", A=3, B=30, C=50), *by_category("N", "2016-02", A=20, B=31, C=51),
            *by_category("N", "2016-03", A=21, B=32, C=52), *by_category("N", "2015-16 Q4", A=44, B=93, C=153)]
    made = suppress(values(*rows), MANAGERS)
    assert "c" == told(made, period="2016-01")["A"]
    for period in ("2016-01", "2016-02", "2016-03", "2015-16 Q4"):
        assert 1 != list(told(made, period=period).values()).count("c")
    for name in "ABC":
        assert 1 != sum(told(made, period=period)[name] == "c" for period in made.values.periods
                        if (("N", period, "category", name)) in made.values.figures)
    assert 4 == len(made.hidden)


# ---------------------------------------------------------------- what is not shown


def test_figures_that_the_edition_does_not_show_are_dropped_and_need_no_hiding():
    rows = by_category("CP", A=4, B=60, C=70)
    shown = [each.key for each in rows if each.category != "B"]
    made = suppress(values(*rows), MANAGERS, shown)
    assert {"A": "c", "C": 70} == told(made)
    assert made.values.get("CP", MONTH, "category", "B") is None


def test_an_audience_that_sees_everything_has_nothing_hidden():
    rows = by_category("CP", A=4, B=60)
    made = suppress(values(*rows), Audience(title="Internal", threshold=0))
    assert {} == dict(made.hidden)
    assert values(*rows).figures == made.values.figures


# ---------------------------------------------------------------- rounding


def test_public_counts_are_rounded_to_five_and_percentages_to_whole_ones():
    rows = [figure("N", 7, MONTH), figure("N", 13, "2016-02"), percentage("P", 23, 61)]
    made = suppress(values(*rows, indicators=[facts("P", "percentage", Unit.PERCENT)]), PUBLIC).values
    assert [5, 15] == [made.get("N", MONTH).value, made.get("N", "2016-02").value]
    assert (25, 60, 0.38) == made.get("P", MONTH)[4:7]


def test_a_rounded_change_is_that_of_the_rounded_figures():
    rows = [figure("N", 11, "2016-02"), figure("N", 12, change=1, direction=Direction.HIGHER)]
    made = suppress(values(*rows), PUBLIC).values.get("N", MONTH)
    assert (10, 0, Direction.LEVEL) == (made.value, made.change, made.direction)


def test_a_rate_is_worked_out_from_the_rounded_count():
    rate = IndicatorValue("R", MONTH, "", "", 43, 5.0, 8.6, Status.COMPUTED)
    made = suppress(values(figure("N", 43), rate, indicators=[facts("R", "rate_per_10000", Unit.RATE, "N", "people")]),
                    PUBLIC).values.get("R", MONTH)
    assert (45, 5.0, 9.0) == (made.numerator, made.denominator, made.value)


# ---------------------------------------------------------------- the edition before


def test_a_cell_that_was_published_is_known_and_another_one_is_hidden():
    rows = by_category("CP", A=12, B=30, C=40, D=4)
    before = values(*(each for each in rows if each.category in ("", "A")))
    made = suppress(values(*rows), MANAGERS, earlier=suppress(before, MANAGERS).known)
    assert {"A": 12, "B": "c", "C": 40, "D": "c"} == told(made), "alone, A would be hidden as the smallest"
    assert [] == made.issues


def test_a_cell_that_was_hidden_stays_hidden():
    first = values(*by_category("CP", A=12, B=30, C=40, D=4))
    edition = suppress(first, MANAGERS)
    second = values(*by_category("CP", A=12, B=8, C=40, D=4))
    made = suppress(second, MANAGERS, earlier=edition.known)
    assert {"A": "c", "B": 8, "C": 40, "D": "c"} == told(made), "alone, B would be hidden as the smallest"
    assert Reason.AGAIN == made.hidden[Key("CP", MONTH, "category", "A")]


def test_a_small_figure_that_is_out_already_is_told():
    before = values(*by_category("CP", A=4, B=30))
    everything = suppress(before, Audience(title="Managers", threshold=0)).known
    made = suppress(before, MANAGERS, earlier=everything)
    assert ["small-figure-is-out"] == [issue.code for issue in made.issues]
    assert "CP|category=A@2016-03" == made.issues[0].found
    assert "c" == told(made)["A"]


def test_what_an_earlier_edition_makes_it_impossible_to_hide_stops_the_publication():
    first = suppress(values(*by_category("CP", A=60, B=30)), MANAGERS)
    second = values(*by_category("CP", A=60, B=30), figure("CP", 4, MONTH, "age", "0-3", 90),
                    figure("CP", 86, MONTH, "age", "4-17", 90))
    fine = suppress(second, MANAGERS, earlier=first.known)
    assert [] == fine.issues
    half = suppress(values(figure("CP", 90), figure("CP", 86, MONTH, "age", "4-17", 90)), MANAGERS)
    made = suppress(second, MANAGERS, earlier=half.known)
    assert ["hidden-can-be-worked-out"] == [issue.code for issue in made.issues]


def test_a_count_that_was_revised_by_a_few_is_hidden_where_the_audience_says_so():
    first = suppress(values(figure("N", 40), figure("M", 70)), MANAGERS)
    later = values(figure("N", 42), figure("M", 90))
    made = suppress(later, MANAGERS, earlier=first.known)
    assert {Key("N", MONTH): Reason.REVISED} == dict(made.hidden)
    assert 40 == made.known[Key("N", MONTH)].value, "readers have 40, and the next revision is compared with it"
    again = suppress(values(figure("N", 60), figure("M", 90)), MANAGERS, earlier=made.known)
    assert {} == dict(again.hidden)
    relaxed = suppress(later, Audience(title="Managers", threshold=5, differences=False), earlier=first.known)
    assert {} == dict(relaxed.hidden)


def test_the_outcome_does_not_depend_on_the_order_of_the_figures():
    rows = [*by_category("N", "2016-01", A=3, B=30, C=50), *by_category("N", "2016-02", A=20, B=31, C=51)]
    assert suppress(values(*rows), MANAGERS).hidden == suppress(values(*reversed(rows)), MANAGERS).hidden


# ---------------------------------------------------------------- every possibility


QUARTER, ITS_MONTHS, NAMES = "2015-16 Q4", ("2016-01", "2016-02", "2016-03"), "ABC"


def sums_of(cells):
    """The twelve sums and four totals of three months and three categories, by what a key is known by."""
    months = {**{month: [month] for month in ITS_MONTHS}, QUARTER: ITS_MONTHS}
    names = {**{name: name for name in NAMES}, "": NAMES}
    return {(label, name): sum(cells[month, each] for month in those for each in names[name])
            for label, those in months.items() for name in names}


def possibilities(shown, cells, open_cells):
    """Every table that readers must think possible: what is hidden is at least 1, all else is as it is shown."""
    if not open_cells:
        sums = sums_of(cells)
        if all(sums[place] == number if number is not None else sums[place] > 0 for place, number in shown.items()):
            yield sums
        return
    (month, name), *others = open_cells
    most = min(shown[place] for place in ((month, ""), (QUARTER, name), (QUARTER, "")) if shown[place] is not None)
    for number in range(1, most + 1):
        yield from possibilities(shown, {**cells, (month, name): number}, others)


@pytest.mark.parametrize("seed", [0, 8, 10, 26, 33, 40, 46, 64, 74, 80, 94, 106])
def test_readers_must_think_more_than_one_number_possible_for_each_hidden_cell(seed):
    numbers = random.Random(seed)
    cells = {(month, name): numbers.choice([0, 7, numbers.randrange(9)]) for month in ITS_MONTHS for name in NAMES}
    true = sums_of(cells)
    rows = [each for label in (*ITS_MONTHS, QUARTER)
            for each in by_category("N", label, **{name: true[label, name] for name in NAMES})]
    made = suppress(values(*rows), MANAGERS)
    shown = {(key.period, key.category): each.value for key, each in made.values.figures.items()}
    unknown = [place for place in cells if shown[place] is None]
    possible = list(possibilities(shown, {place: shown[place] for place in cells}, unknown))
    assert 4 <= len(unknown)
    for place in shown:
        assert (shown[place] is None) == (len({each[place] for each in possible}) > 1), place
