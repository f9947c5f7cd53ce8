"""The figures of the published report, sections 1.3 to 1.9, 1.11, 1.13 and 1.14, out of the demo council's rows.

Each figure is as the report prints it; the values come from the extracts through the whole pipeline.
"""

import pytest

PERCENTAGES = [
    # code, period, decimals, as printed
    ("CONTACT_TIMELINESS", "2015-16", 1, 70.5),
    ("CONTACT_TIMELINESS", "YTD 2016-03", 1, 70.5),
    ("CONTACT_TIMELINESS", "2014-15", 1, 74.2),
    ("CONTACTS_ADVICE_NFA", "2015-16", 1, 55.2),
    ("REREFERRALS", "2015-16", 0, 29),
    ("ASSESSMENT_TIMELINESS", "2015-16", 0, 88),
    ("ICPC_TIMELINESS", "2015-16", 1, 85.2),
]

PLANS = {
    "age_group": {
        "Unborn": (31, 13),
        "0-3": (210, 148),
        "4-11": (329, 235),
        "12-16": (122, 88),
        "17+": (5, 4),
    },
    "duration": {
        "0-5": (342, 229),
        "6-11": (201, 127),
        "12-17": (119, 77),
        "18-23": (27, 25),
        "24+": (8, 30),
    },
    "category": {
        "Emotional": (395, 241),
        "Neglect": (225, 200),
        "Physical": (37, 21),
        "Sexual": (40, 26),
    },
}


@pytest.mark.parametrize(("code", "period", "decimals", "printed"), PERCENTAGES)
def test_a_percentage_comes_out_as_the_report_prints_it(demo_run, code, period, decimals, printed):
    assert printed == round(100 * demo_run.values.get(code, period).value, decimals)


@pytest.mark.parametrize(("month", "total"), [("2015-03", 697), ("2016-03", 488)])
def test_children_on_a_plan_come_out_in_total(demo_run, month, total):
    assert total == demo_run.values.get("CP_PLANS", month).value


@pytest.mark.parametrize("breakdown", PLANS)
def test_children_on_a_plan_come_out_in_every_category(demo_run, breakdown):
    values = demo_run.values
    actual = {
        category: tuple(values.get("CP_PLANS", month, breakdown, category).value for month in ("2015-03", "2016-03"))
        for category in values.breakdowns["CP_PLANS", breakdown]
    }
    assert PLANS[breakdown] == actual


def test_the_last_two_years_come_from_rows_and_not_from_what_was_published(demo_run):
    from scorecard.values import Status

    assert {Status.COMPUTED} == {
        figure.status
        for figure in demo_run.values.figures.values()
        if figure.period in ("2014-15", "2015-16") and not figure.breakdown
    }


def test_rows_read_are_rows_used_and_rows_set_aside(demo_run):
    for extract in demo_run.values.extracts:
        assert extract.rows_read == extract.rows_used + extract.rows_set_aside
    set_aside = {each.name: each.rows_set_aside for each in demo_run.values.extracts if each.rows_set_aside}
    assert {"assessments": 1, "contacts": 1} == set_aside
