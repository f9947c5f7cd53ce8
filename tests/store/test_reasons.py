"""Why a figure is missing, in words."""

import dataclasses

import pytest

from rows import compute_from
from scorecard.errors import UsageError
from scorecard.store.lookup import Lookup
from scorecard.store.reasons import why
from scorecard.values import Key, Status

ROWS = {
    "contacts": [
        {"contact_id": "1", "child_id": "A", "received": "2016-02-01 09:00", "outcome": "NFA"},
        {
            "contact_id": "2", "child_id": "B", "received": "2016-03-02 09:00", "outcome": "NFA",
            "outcome_at": "2016-03-02 10:00",
        },
        {"contact_id": "3", "child_id": "C", "received": "2016-03-02 09:00", "outcome": "ADVICE"},
    ],
    "referrals": [{"referral_id": "1", "child_id": "A", "referred": "2016-03-02"}],
    "caseloads": [{"as_at": "2016-02-29", "team": "North", "role": "Social worker", "worker_id": "W", "fte": "1",
                   "cases": "12"}],
    "population": [{"year": "2015", "under_18": "20000"}],
    "targets": [{"code": "CONTACT_TIMELINESS", "period": "2015-16", "target": "90%", "amber_from": "80%"}],
    "benchmarks": [{"code": "CONTACTS", "period": "2014-15", "comparator": "England", "value": 3}],
}  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    values = compute_from(tmp_path_factory.mktemp("reasons"), ROWS, "2016-03")[0]
    key = Key("CONTACTS", "2016-03", "outcome", "Advice and information")
    hidden = values.figures[key]._replace(value=None, numerator=None, status=Status.SUPPRESSED)
    return Lookup(dataclasses.replace(values, figures={**values.figures, key: hidden}))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"code": "CONTACTS"}, "Nothing is missing: the value of CONTACTS for 2016-03 is 2 (computed)."),
        (
            {"code": "CONTACT_TIMELINESS"},
            "Nothing is missing: the value of CONTACT_TIMELINESS for 2016-03 is 100.0% (computed, 1 of 1).",
        ),
        (
            {"code": "CONTACTS", "field": "title"},
            "Nothing is missing: the title of CONTACTS for 2016-03 is Contacts received.",
        ),
        (
            {"code": "CONTACTS", "where": "outcome=Advice and information"},
            "The figure of CONTACTS for 2016-03 may not be shown: it is suppressed.",
        ),
        ({"code": "CONTACTS", "period": "2016-04"}, "The figures reach to 2016-03; 2016-04 ends later."),
        (
            {"code": "CONTACTS", "period": "2016-01"},
            "The figures of CONTACTS by month begin with 2016-02. The extract contacts begins on 1 February 2016.",
        ),
        (
            {"code": "REFERRALS_RATE", "period": "2016-03"},
            "REFERRALS_RATE is not given by month; it is given by rolling year, financial year.",
        ),
        (
            {"code": "CONTACT_TIMELINESS", "period": "2016-02"},
            "There is nothing to divide by: CONTACT_TIMELINESS has no cases in 2016-02, which is not the same as 0.",
        ),
        ({"code": "CP_PLANS"}, "CP_PLANS is not available: there is no extract cp_plans."),
        (
            {"code": "CASELOAD_CASES"},
            "There is no list in the extract caseloads for 2016-03, so nothing can be counted.",
        ),
        ({"code": "CONTACTS", "field": "target"}, "No target is set for CONTACTS in 2016-03."),
        (
            {"code": "CONTACTS", "field": "rag", "where": "outcome=No further action"},
            "No target is set for CONTACTS of outcome=No further action in 2016-03.",
        ),
        ({"code": "CONTACTS", "field": "denominator"}, "CONTACTS has no denominator for 2016-03: it is a count."),
        (
            {"code": "CONTACTS", "field": "change", "period": "2016-02"},
            "There is no figure for 2016-01 with which 2016-02 could be compared.",
        ),
        (
            {"code": "CONTACTS", "field": "change", "period": "YTD 2016-03"},
            "A year to date grows month by month: YTD 2016-03 is not compared with YTD 2016-02.",
        ),
        (
            {"code": "CONTACTS", "field": "last_year"},
            "The figures of CONTACTS by month begin with 2016-02. The extract contacts begins on 1 February 2016.",
        ),
        (
            {"code": "CONTACTS", "field": "neighbours"},
            "There is no benchmark of Statistical neighbours for CONTACTS in 2015-16 or a year before it.",
        ),
    ],
)
def test_a_missing_figure_has_its_reason(held, asked, expected):
    assert expected == why(held, **asked)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"code": "CONTACT"}, "Did you mean CONTACTS"),
        ({"code": "CONTACTS", "field": "rags"}, "Did you mean rag?"),
        ({"code": "CONTACTS", "period": "soon"}, "is not a period"),
    ],
)
def test_a_wrong_question_is_told_what_was_meant(held, asked, told):
    with pytest.raises(UsageError, match=r".") as error:
        why(held, **asked)
    assert told in str(error.value)
