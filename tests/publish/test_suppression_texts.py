"""Hidden figures that somebody typed into a text."""

import datetime as dt

import pytest

from scorecard.definitions.audiences import Audience
from scorecard.periods import parse
from scorecard.publish.suppression import suppress, typed_hidden
from scorecard.values import IndicatorFacts, IndicatorValue, Key, Polarity, Run, Status, Unit, Values

MONTH = "2016-03"


def facts(code, measure, unit):
    return IndicatorFacts(code, code, "s", unit, Polarity.NO_JUDGEMENT, measure, "", "", "", "", "", "x", "f.yaml", 1,
                          "v")


@pytest.fixture
def before():
    figures = [
        IndicatorValue("CP", MONTH, "", "", 494, None, 494, Status.COMPUTED),
        IndicatorValue("CP", MONTH, "category", "Sexual", 4, 494, 4, Status.COMPUTED),
        IndicatorValue("CP", MONTH, "category", "Neglect", 490, 494, 490, Status.COMPUTED),
        IndicatorValue("LATE", MONTH, "", "", 3, 81, 3 / 81, Status.COMPUTED),
    ]
    indicators = {"CP": facts("CP", "count", Unit.NUMBER), "LATE": facts("LATE", "percentage", Unit.PERCENT)}
    run = Run("run", dt.datetime(2016, 4, 12), "1", "Ambleford City Council", parse(MONTH), dt.date(2016, 4, 11))
    return Values(run, {MONTH: parse(MONTH)}, indicators, {each.key: each for each in figures},
                  breakdowns={("CP", "category"): ["Sexual", "Neglect"]})


@pytest.mark.parametrize(("text", "found"), [
    ("Of 494 plans, 4 were for sexual abuse.", ["4"]),
    ("Four plans were for sexual abuse.", ["Four"]),
    ("The other 490 were for neglect.", ["490"]),
    ("3.7% were late.", ["3.7%"]),
    ("About 4 per cent were late.", ["4 per cent"]),
    ("Three of them were late, which is 3.70%.", ["Three", "3.70%"]),
    ("494 plans; [c] for sexual abuse; 14, 4.5 and 4,000 are others.", []),
    ("5% were late.", []),
])  # fmt: skip
def test_a_number_that_is_hidden_is_found_in_digits_and_in_words(before, text, found):
    after = suppress(before, Audience(title="Managers", threshold=5)).values
    assert found == [each.text for each in typed_hidden(text, before, after, ["CP", "LATE"])]


def test_it_says_which_figure_it_is_and_leaves_other_sections_alone(before):
    after = suppress(before, Audience(title="Managers", threshold=5)).values
    text = "Of 494 plans, 4 were for sexual abuse."
    assert [(14, Key("CP", MONTH, "category", "Sexual"))] == [
        (each.start, each.key) for each in typed_hidden(text, before, after, ["CP"])
    ]
    assert [] == list(typed_hidden(text, before, after, ["ADOPTED"]))
