"""What the language of expressions takes, and what it says about the rest."""

import pytest

from scorecard.definitions.expressions import Checker, Place, Sort
from scorecard.definitions.extract import Code, CodeList, Column
from scorecard.issues import Issues

COLUMNS = {
    "started": Column(type="date"),
    "held": Column(type="datetime"),
    "cases": Column(type="integer"),
    "team": Column(type="text"),
    "transfer_in": Column(type="boolean"),
    "outcome": Column(type="code", codes="outcome"),
}
CODES = {
    "outcome": CodeList(codes="outcome", values={"NFA": Code(label="No further action"), "PLAN": Code(label="Plan")})
}


def check(text, wanted=None):
    issues = Issues()
    found = Checker(COLUMNS, CODES, issues, ("event_date", "period_end")).check(
        text, Place("a.yaml", 7, "where"), wanted
    )
    return found, list(issues)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("outcome = 'NFA'", Sort.TRUTH),
        ("outcome IN ('NFA', 'PLAN') AND NOT transfer_in", Sort.TRUTH),
        ("transfer_in IS NOT TRUE OR team IS NULL", Sort.TRUTH),
        ("started >= '2015-04-01'", Sort.TRUTH),
        ("started BETWEEN '2015-04-01' AND held", Sort.TRUTH),
        ("working_days(started, held) <= 15", Sort.TRUTH),
        ("hours(started, held) / 24.0", Sort.NUMBER),
        ("months(started, period_end)", Sort.NUMBER),
        ("bands(age(started, event_date), 5, 10)", Sort.TEXT),
        ("CASE WHEN cases > 1 THEN 'many' ELSE 'one' END", Sort.TEXT),
        ("team LIKE 'North%'", Sort.TRUTH),
        ("-cases + 2 * (cases - 1)", Sort.NUMBER),
    ],
)
def test_the_language_has_comparisons_case_arithmetic_and_our_functions(text, sort):
    found, issues = check(text)
    assert (sort, []) == (found.sort, issues)


@pytest.mark.parametrize(
    ("text", "code", "found", "expected"),
    [
        ("outcom = 'NFA'", "unknown-column-in-mapping", '"outcom"', '"outcome" (did you mean that?)'),
        ("workdays(started, held) < 3", "unknown-function", "workdays()", '"working_days" (did you mean that?)'),
        ("outcome = 'NFE'", "unknown-code-in-expression", "outcome and 'NFE'", '"NFA" (did you mean that?)'),
        ("cases >= 'ten'", "wrong-type", "'ten' (text)", "a number"),
        ("started - held > 30", "wrong-type", "started (a date)", "a number"),
        ("outcome = NULL", "wrong-type", "a comparison with NULL, which is never true", "IS NULL or IS NOT NULL"),
        ("days(started)", "wrong-type", "days() with 1 values", "2 values"),
        ("bands(cases, 5, 3)", "wrong-type", "bands(..., 5, 3)", "whole numbers in rising order"),
    ],
)
def test_a_mistake_is_an_issue_with_what_was_found_and_expected(text, code, found, expected):
    nothing, issues = check(text)
    assert nothing is None
    assert (code, found, expected, "a.yaml", 7) == (
        issues[0].code,
        issues[0].found,
        issues[0].expected,
        issues[0].file,
        issues[0].line,
    )


@pytest.mark.parametrize(
    "text",
    [
        "cases IN (SELECT 1)",
        "EXISTS (SELECT 1)",
        "read_csv('/etc/passwd') IS NOT NULL",
        "read_text('/etc/passwd') = 'x'",
        "(SELECT max(cases) FROM contacts) > 1",
        "repeat('x', 4000000000) = 'x'",
        "getenv('HOME') = 'x'",
        "cases::VARCHAR = '1'",
        "CAST(cases AS VARCHAR) = '1'",
        "other.cases = 1",
        "cases > 1; DROP TABLE contacts",
        "regexp_matches(team, '.*')",
        "sum(cases) OVER () > 1",
        "started + INTERVAL 1 DAY > held",
        "list_value(1)[1] = 1",
    ],
)
def test_nothing_else_passes(text):
    nothing, issues = check(text)
    assert nothing is None
    assert issues != []


def test_an_expression_that_cannot_be_read_is_an_issue():
    nothing, issues = check("outcome IN ('NFA'")
    assert (None, "unreadable-expression") == (nothing, issues[0].code)


def test_what_is_wanted_is_checked():
    nothing, issues = check("cases + 1", Sort.TRUTH)
    assert (None, "wrong-type", "yes or no") == (nothing, issues[0].code, issues[0].expected)
