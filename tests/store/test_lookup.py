"""One figure by code, period, field and category, as a formula asks for it."""

import dataclasses
import datetime as dt

import pytest

from rows import compute_from
from scorecard.errors import UsageError
from scorecard.periods import month
from scorecard.store.lookup import Lookup
from scorecard.values import Key, Status

ROWS = {
    "contacts": [
        {"contact_id": "1", "child_id": "A", "received": "2016-02-01 09:00", "outcome": "NFA"},
        {"contact_id": "2", "child_id": "B", "received": "2016-03-02 09:00", "outcome": "ADVICE"},
        {
            "contact_id": "3",
            "child_id": "C",
            "received": "2016-03-03 09:00",
            "outcome": "NFA",
            "outcome_at": "2016-03-03 10:00",
        },
    ],
    "referrals": [{"referral_id": "1", "child_id": "A", "referred": "2016-03-02"}],
    "population": [{"year": "2015", "under_18": "20000"}],
    "benchmarks": [
        {"code": "CONTACTS", "period": "2014-15", "comparator": "England", "value": 3},
        {"code": "CONTACTS", "period": "2013-14", "comparator": "England", "value": 2},
        {"code": "CONTACTS", "period": "2014-15", "comparator": "West Midlands", "value": 4},
    ],
    "targets": [{"code": "CONTACT_TIMELINESS", "period": "2015-16", "target": "90%", "amber_from": "80%"}],
}


@pytest.fixture(scope="module")
def values(tmp_path_factory):
    return compute_from(tmp_path_factory.mktemp("lookup"), ROWS, "2016-03")[0]


@pytest.fixture(scope="module")
def held(values):
    return Lookup(values)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"code": "CONTACTS"}, 2),
        ({"code": "contacts ", "period": "Feb 2016"}, 1),
        ({"code": "CONTACTS", "period": "previous"}, 1),
        ({"code": "CONTACTS", "period": "2015-16"}, 3),
        ({"code": "CONTACTS", "field": "previous"}, 1),
        ({"code": "CONTACTS", "field": "change"}, 1),
        ({"code": "CONTACTS", "field": "direction"}, "higher"),
        ({"code": "CONTACTS", "where": "outcome=No further action"}, 1),
        ({"code": "CONTACTS", "where": "OUTCOME = no further action", "field": "share"}, 0.5),
        ({"code": "CONTACTS", "field": "england"}, 3),
        ({"code": "CONTACTS", "field": "region"}, 4),
        ({"code": "CONTACTS", "field": "neighbours"}, None),
        ({"code": "CONTACTS", "field": "title"}, "Contacts received"),
        ({"code": "CONTACTS", "field": "unit"}, "number"),
        ({"code": "CONTACT_TIMELINESS"}, 1.0),
        ({"code": "CONTACT_TIMELINESS", "field": "target"}, 0.9),
        ({"code": "CONTACT_TIMELINESS", "field": "rag"}, "G"),
        ({"code": "CONTACT_TIMELINESS", "period": "2016-02"}, None),
        ({"code": "CONTACT_TIMELINESS", "period": "2016-02", "field": "status"}, "no data"),
        ({"code": "REFERRALS_RATE"}, 0.5),  # it has no month, so the rolling year that ends in it: 1 in 2 x 10,000
        ({"code": "CONTACTS", "period": "2001-02"}, None),
        ({"code": "CONTACTS", "period": dt.date(2016, 2, 29)}, 1),
        ({"code": "CONTACTS", "period": dt.datetime(2016, 2, 1, 9)}, 1),
        ({"code": "CONTACTS", "period": month(2016, 2)}, 1),
        ({"code": "CONTACTS", "period": "LAST_YEAR"}, None),
        ({"code": "CONTACTS", "where": "total"}, 2),
        ({"code": "CONTACTS", "field": "rag"}, None),  # it has no target
        ({"code": "CONTACT"}, None),
    ],
)
def test_a_question_has_its_answer(held, asked, expected):
    assert expected == held.answer(**asked)


def test_the_region_is_the_one_that_the_run_was_made_with(values):
    elsewhere = dataclasses.replace(values, run=dataclasses.replace(values.run, region="England"))
    assert 3 == Lookup(elsewhere).answer("CONTACTS", field="region")


@pytest.mark.parametrize("field", ["value", "numerator", "denominator", "share", "rag", "direction", "change"])
def test_a_suppressed_figure_is_the_letter_c_in_every_field_that_is_worked_out_from_it(hidden, field):
    assert "c" == hidden.answer("CONTACTS", "2016-02", field)


def test_a_suppressed_figure_is_suppressed_as_an_earlier_one_and_says_so_in_its_status(hidden):
    assert "c" == hidden.answer("CONTACTS", field="previous")
    assert "suppressed" == hidden.answer("CONTACTS", "2016-02", "status")
    assert hidden.answer("CONTACTS", "2016-02", "target") is None


@pytest.fixture(scope="module")
def hidden(values):
    key = Key("CONTACTS", "2016-02")
    suppressed = values.figures[key]._replace(status=Status.SUPPRESSED)
    return Lookup(dataclasses.replace(values, figures={**values.figures, key: suppressed}))


@pytest.mark.parametrize(
    ("asked", "way_out"),
    [
        ({"code": "CONTACTS", "field": "valeu"}, "Did you mean value?"),
        ({"code": "CONTACTS", "where": "team=North"}, "Write breakdown=category; CONTACTS has outcome."),
        ({"code": "CONTACTS", "where": "outcome"}, "Write breakdown=category; CONTACTS has outcome."),
        ({"code": "CONTACTS", "where": "outcome=Nothing"}, "It has "),
        ({"code": "CONTACTS", "period": "soon"}, "Write a month"),
        ({"code": "CONTACTS", "period": "0000-01"}, "Write a month"),
        ({"code": "CONTACTS", "period": dt.date(9999, 12, 31), "field": "england"}, "Write a month"),
    ],
)
def test_a_wrong_question_is_told_what_was_meant(held, asked, way_out):
    with pytest.raises(UsageError) as error:
        held.answer(**asked)
    assert error.value.way_out.startswith(way_out)
