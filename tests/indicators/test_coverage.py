"""Extracts that do not cover what is reported are told."""

from rows import compute_from


def referral(day, number="1"):
    return {"referral_id": number, "child_id": "A", "referred": day}


def codes(issues):
    wanted = ("starts-late", "ends-early", "alone-ahead")
    return sorted((issue.file, issue.code) for issue in issues if issue.code in wanted)


def test_an_extract_that_begins_and_ends_inside_the_periods_is_told(tmp_path):
    _, issues = compute_from(tmp_path, {"referrals": [referral("2015-09-01")]}, "2016-03")
    assert [("referrals.csv", "ends-early"), ("referrals.csv", "starts-late")] == codes(issues)


def test_an_extract_that_is_said_to_begin_there_is_not_late(tmp_path):
    rows = {"referrals": [referral("2015-09-01"), referral("2016-03-09", "2")]}
    _, issues = compute_from(tmp_path, rows, "2016-03", extracts_begin={"default": "2015-09-01"})
    assert [] == codes(issues)


def test_one_extract_that_is_months_ahead_of_the_others_is_told(tmp_path):
    rows = {
        "referrals": [referral("2016-03-09"), referral("2016-10-05", "2")],
        "contacts": [{"contact_id": "1", "child_id": "A", "received": "2016-03-31"}],
        "assessments": [{"assessment_id": "1", "child_id": "A", "started": "2016-03-01", "authorised": "2016-03-30"}],
    }
    _, issues = compute_from(tmp_path, rows, "2016-10", extracts_begin={"default": "2014-04-01"})
    assert [
        ("assessments.csv", "ends-early"),
        ("contacts.csv", "ends-early"),
        ("referrals.csv", "alone-ahead"),
    ] == codes(issues)
