"""Mistakes in the mappings: each is an issue with file, line and what was probably meant, all of them together."""

import textwrap

from scorecard.definitions.library import load_definitions
from scorecard.definitions.workspace import Settings, Workspace
from scorecard.issues import Issues


def load(tmp_path, **files):
    """The shipped mappings with files of a workspace over them: name -> text."""
    folder = tmp_path / "mappings" / "indicators"
    folder.mkdir(parents=True)
    for name, text in files.items():
        ending = ".sql" if name.endswith("_sql") else ".yaml"
        (folder / (name.removesuffix("_sql") + ending)).write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
    issues = Issues()
    return load_definitions(Workspace(tmp_path, Settings()), issues), list(issues)


def told(issues):
    return [(issue.code, issue.file, issue.line, issue.found) for issue in issues]


def test_the_shipped_mappings_hold_no_mistake(tmp_path):
    definitions, issues = load(tmp_path)
    assert [] == issues
    assert [] == [
        code for code, each in definitions.indicators.items() if not each.is_derived and code not in definitions.counted
    ]


def test_no_two_indicators_have_the_same_title(tmp_path):
    found = load_definitions(Workspace(tmp_path, Settings()), Issues()).indicators.values()
    titles = [each.title for each in found]
    assert [] == [title for title in titles if titles.count(title) > 1]


def test_a_new_indicator_needs_only_yaml(tmp_path):
    definitions, issues = load(
        tmp_path,
        own="""
        section: contacts
        indicators:
          - code: CONTACTS_POLICE
            title: Contacts from the police
            extract: contacts
            event_date: received
            measure: count
            where: source = '6'
            unit: number
            polarity: no_judgement
        """,
    )
    assert [] == issues
    assert "contacts" == definitions.counted["CONTACTS_POLICE"].relation
    assert ("mappings/indicators/own.yaml", 3) == (
        definitions.indicators["CONTACTS_POLICE"].file,
        definitions.indicators["CONTACTS_POLICE"].line(),
    )


def test_every_mistake_is_reported_with_its_line(tmp_path):
    _, issues = load(
        tmp_path,
        own="""
        indicators:
          - code: ONE
            titel: One
            title: One
            extract: contact
            event_date: received
            measure: count
            unit: number
            polarity: no_judgement
          - code: TWO
            title: Two
            extract: contacts
            event_date: recieved
            measure: count
            where: outcom = 'NFA'
            breakdowns: [team]
            unit: number
            polarity: no_judgement
          - code: THREE
            title: Three
            extract: contacts
            event_date: outcome
            measure: percentages
            unit: number
            polarity: no_judgement
        """,
    )
    own = "mappings/indicators/own.yaml"
    assert [
        ("unknown-key", own, 3, '"titel"'),
        ("wrong-value", own, 23, '"percentages"'),
        ("unknown-column-in-mapping", own, 13, '"recieved"'),
        ("unknown-column-in-mapping", own, 15, '"outcom"'),
        ("unknown-column-in-mapping", own, 16, '"team"'),
    ] == told(issues)
    assert '"title" (did you mean that?)' == issues[0].expected
    assert '"percentage" (did you mean that?)' == issues[1].expected
    assert '"received" (did you mean that?)' == issues[2].expected


def test_a_duplicate_code_names_the_place_of_the_first(tmp_path):
    _, issues = load(
        tmp_path,
        zz_own="""
        indicators:
          - {code: CONTACTS, title: Again, extract: contacts, event_date: received, measure: count, unit: number,
             polarity: no_judgement}
        """,
    )
    assert [("duplicate-definition", "mappings/indicators/zz_own.yaml", 2, '"CONTACTS"')] == told(issues)
    assert issues[0].expected.startswith("a name other than that of mappings/indicators/contacts.yaml, line ")


def test_indicators_that_need_each_other_are_a_circle(tmp_path):
    _, issues = load(
        tmp_path,
        own="""
        indicators:
          - {code: AA_RATIO, title: A, measure: ratio, numerator: BB_RATIO, denominator: CONTACTS, unit: rate,
             polarity: no_judgement}
          - {code: BB_RATIO, title: B, measure: ratio, numerator: AA_RATIO, denominator: CONTACTS, unit: rate,
             polarity: no_judgement}
        """,
    )
    assert ["circular-definition", "circular-definition"] == [issue.code for issue in issues]
    assert "AA_RATIO needs BB_RATIO needs AA_RATIO" == issues[0].found


def test_a_reference_to_nothing_is_an_issue(tmp_path):
    _, issues = load(
        tmp_path,
        own="""
        indicators:
          - {code: AA_RATE, title: A, measure: rate_per_10000, numerator: CONTACT, unit: rate, polarity: no_judgement}
        """,
    )
    assert [("unknown-reference", "mappings/indicators/own.yaml", 2, '"CONTACT"')] == told(issues)
    assert '"CONTACTS" (did you mean that?)' == issues[0].expected


def test_a_view_reads_extracts_and_nothing_else(tmp_path):
    yaml = """
        views:
          spy: {sql: spy.sql, extends: contacts, adds: {secret: text}}
        """
    for sql in (
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT 1; SELECT 2",
        "COPY contacts TO 'x'",
        "SELECT read_text('/etc/passwd')",
        "SELECT * FROM duckdb_settings()",
    ):
        folder = tmp_path / str(abs(hash(sql)))
        _, issues = load(folder, own=yaml, spy_sql=sql)
        assert [True] == [issue.code in ("unsafe-view", "unknown-reference") for issue in issues[:1]], sql


def test_a_workspace_file_takes_the_place_of_the_shipped_one(tmp_path):
    definitions, _ = load(
        tmp_path,
        contacts="""
        section: contacts
        indicators:
          - {code: CONTACTS, title: Ours, extract: contacts, event_date: received, measure: count, unit: number,
             polarity: no_judgement}
        """,
    )
    assert "Ours" == definitions.indicators["CONTACTS"].title
    assert "CONTACT_TIMELINESS" not in definitions.indicators


def test_yaml_that_cannot_be_read_is_an_issue_with_its_line(tmp_path):
    _, issues = load(tmp_path, own="indicators:\n  - code: [unclosed\n  next: 1\n")
    assert ["unreadable-mapping"] == [issue.code for issue in issues]
    assert 3 == issues[0].line


def test_a_key_that_stands_twice_is_not_overwritten_silently(tmp_path):
    _, issues = load(tmp_path, own="bands:\n  a: {of: cases, lowest: {x: null}}\n  a: {of: cases, lowest: {y: null}}\n")
    assert [("unreadable-mapping", '"a" stands twice', 3)] == [(i.code, i.found, i.line) for i in issues]


def test_definitions_may_share_lines_by_a_yaml_anchor(tmp_path):
    definitions, issues = load(
        tmp_path,
        own="""
        indicators:
          - &first
            {code: AA_CONTACTS, title: A, extract: contacts, event_date: received, measure: count, unit: number,
             polarity: no_judgement}
          - {<<: *first, code: BB_CONTACTS}
        """,
    )
    assert ([], "A") == (issues, definitions.indicators["BB_CONTACTS"].title)


def test_a_setting_that_the_measure_needs_is_told_as_missing(tmp_path):
    _, issues = load(
        tmp_path,
        own="""
        indicators:
          - code: AA_SHARE
            title: A
            extract: contacts
            event_date: received
            measure: percentage
            unit: percent
            polarity: no_judgement
            targets: [{period: someday, target: 0.9}]
          - {code: BB_SHARE, title: B, extract: contacts, event_date: received, measure: percentage, unit: percent,
             polarity: no_judgement, history_months: many}
        """,
    )
    assert [("wrong-value", 9, '"someday"'), ("wrong-value", 11, '"many"')] == [
        (issue.code, issue.line, issue.found) for issue in issues
    ]
    assert ["a month (2016-03", "a whole number"] == [issue.expected.split(",")[0] for issue in issues]


def test_a_measure_without_what_it_needs_is_a_missing_setting(tmp_path):
    _, issues = load(
        tmp_path,
        own="""
        indicators:
          - {code: AA_SHARE, title: A, extract: contacts, event_date: received, measure: percentage, unit: percent,
             polarity: no_judgement}
        """,
    )
    assert [("missing-key", "", "`numerator`, which the measure percentage needs")] == [
        (issue.code, issue.found, issue.expected) for issue in issues
    ]


def test_a_faulty_extract_is_told_once_and_not_at_every_indicator(tmp_path):
    folder = tmp_path / "mappings" / "extracts"
    folder.mkdir(parents=True)
    (folder / "contacts.yaml").write_text("- extract: contacts\n  titel: Contacts\n  title: C\n  columns: {}\n")
    issues = Issues()
    load_definitions(Workspace(tmp_path, Settings()), issues)
    assert [("mappings/extracts/contacts.yaml", "unknown-key")] == [(issue.file, issue.code) for issue in issues]
