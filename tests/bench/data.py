"""What the benchmark runs on: rows of at most 100,000 children over four years, six indicators, 30 sheets to fill."""

from __future__ import annotations

from pathlib import Path

import duckdb
import xlsxwriter

EXTRACT = """
- extract: {name}
  title: Work
  reaches: [started, ended]
  columns:
    ref_id: {{type: text, required: true}}
    child_id: {{type: text}}
    started: {{type: date, required: true}}
    ended: {{type: date}}
    team: {{type: text}}
    age_group: {{type: text}}
    gender: {{type: text}}
    ethnicity: {{type: text}}
    category: {{type: text}}
    outcome: {{type: text}}
    age: {{type: integer}}
"""

INDICATORS = """
section: {name}
title: Work
indicators:
  - &flow
    code: {code}_STARTED
    title: Started
    extract: {name}
    event_date: started
    measure: count
    where: outcome <> 'NFA'
    breakdowns: [team, age_group, gender, ethnicity]
    periods: [month, quarter, financial_year, three_years]
    unit: number
    polarity: no_judgement
  - {{<<: *flow, code: {code}_CHILDREN, measure: distinct, of: child_id}}
  - {{<<: *flow, code: {code}_TIMELY, event_date: ended, measure: percentage, unit: percent,
      numerator: 'working_days(started, ended) <= 45'}}
  - {{<<: *flow, code: {code}_MEAN, event_date: ended, measure: mean, of: 'days(started, ended)', unit: days}}
  - {{<<: *flow, code: {code}_MEDIAN, event_date: ended, measure: median, of: 'days(started, ended)', unit: days}}
  - code: {code}_LATE
    title: Open and late
    extract: {name}
    open_from: started
    open_to: ended
    measure: percentage
    numerator: working_days(started, period_end) > 45
    breakdowns: [team, age_group, gender, ethnicity]
    periods: [month, quarter, financial_year, three_years]
    unit: percent
    polarity: low_is_good
"""

DRAW = "CREATE OR REPLACE MACRO draw(i, n) AS CAST(hash(i) % n AS INTEGER)"

ROWS = """
COPY (
    SELECT
        'R' || i AS ref_id,
        'C' || child AS child_id,
        DATE '2012-04-01' + draw(i + 1, 1461) AS started,
        CASE WHEN draw(i + 2, 100) > 0 THEN DATE '2012-04-01' + draw(i + 1, 1461) + draw(i + 3, 90) END AS ended,
        'Team ' || draw(i + 4, 12) AS team,
        ['0-4', '5-9', '10-15', '16-17'][1 + draw(i + 5, 4)] AS age_group,
        ['Female', 'Male'][1 + draw(child, 2)] AS gender,
        'E' || draw(child + 1, 18) AS ethnicity,
        ['NEG', 'EMO', 'PHY', 'SAB'][1 + draw(i + 8, 4)] AS category,
        ['NFA', 'Plan', 'Review', 'Closed'][1 + draw(i + 9, 4)] AS outcome,
        draw(i + 10, 18) AS age
    FROM (SELECT i, draw(i, least({rows} // 2, 100000)) AS child FROM range({rows}) AS r(i)) AS drawn
) TO '{path}' (HEADER, DELIMITER ',')
"""

NOTHING = "indicators: []\n"
REPORTING_MONTH = "2016-03"


def write_workspace(folder: Path, extracts: dict[str, int]) -> None:
    """A workspace with extracts of so many rows, and six indicators on each in place of the shipped ones."""
    from scorecard.definitions.workspace import shipped

    for part in ("extracts", "indicators"):
        (folder / "mappings" / part).mkdir(parents=True)
    (folder / "extracts").mkdir()
    for path in (shipped() / "mappings" / "indicators").glob("*.yaml"):
        (folder / "mappings" / "indicators" / path.name).write_text(NOTHING)
    for path in (shipped() / "mappings" / "extracts").glob("*.yaml"):
        if path.name != "codes.yaml":
            (folder / "mappings" / "extracts" / path.name).write_text("[]\n")
    for name, rows in extracts.items():
        (folder / "mappings" / "extracts" / f"{name}.yaml").write_text(EXTRACT.format(name=name))
        (folder / "mappings" / "indicators" / f"{name}.yaml").write_text(
            INDICATORS.format(name=name, code=name.upper())
        )
        duckdb.sql(DRAW)
        duckdb.sql(ROWS.format(rows=rows, path=folder / "extracts" / f"{name}.csv"))


def change(path: Path, n: int) -> None:
    """Add a row, so that the file is another one."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"X{n},C1,2015-05-05,,Team 1,0-4,Female,E1,NEG,Plan,3\n")


def write_template(folder: Path) -> None:
    """A workbook of 30 sheets with 2,100 sparklines, 60 charts and 70 cells a sheet to fill."""
    with xlsxwriter.Workbook(folder / "template.xlsx") as book:
        look = book.add_format({"num_format": "0.0%", "bottom": 1})
        for n in range(30):
            sheet = book.add_worksheet(f"Section {n + 1}")
            for row in range(70):
                sheet.write_string(row, 0, f"Indicator {row}")
                for column in range(1, 16):
                    sheet.write_number(row, column, row + column, look)
                sheet.add_sparkline(row, 16, {"range": f"'Section {n + 1}'!B{row + 1}:N{row + 1}"})
            for place in range(2):
                chart = book.add_chart({"type": "line"})
                chart.add_series({"values": [f"Section {n + 1}", place, 1, place, 13]})
                sheet.insert_chart(72, place * 8, chart)
