"""An attacker reads the demo council's editions and recovers no hidden cell; from small counts alone he would."""

import dataclasses
from functools import cache, cached_property
from io import BytesIO

import openpyxl
import pytest

from attacker import recovered, truth_of
from scorecard import pipeline
from scorecard.commentary import read_commentary
from scorecard.definitions.audiences import load_audiences
from scorecard.definitions.cellmap_blocks import Show, What
from scorecard.issues import Issues
from scorecard.periods import parse
from scorecard.publish.suppression import Reason, asked_for, suppress
from scorecard.publish.suppression.edition import for_readers
from scorecard.publish.suppression.quantities import Quantities
from scorecard.values import Key, Status
from scorecard.workbook.package import Package
from scorecard.workbook.plan import plan
from scorecard.workbook.plan.figures import Figures, latest
from scorecard.workbook.series import BASIS_WORDS

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
BASES = {words: kind for kind, words in BASIS_WORDS.items()}


class Council:
    """The demo council's figures in two months, and the editions that are made of them."""

    def __init__(self, workspace, folder):
        self.workspace, self.folder = workspace, folder
        issues = Issues()
        mappings = pipeline.read_mappings(workspace, issues)
        self.definitions, self.cells = mappings.definitions, mappings.cells
        self.audiences = load_audiences(workspace.audiences, self.cells, issues)
        tables = pipeline.read_tables(workspace, self.definitions, issues)
        self.months = {
            month: pipeline.compute_values(workspace, self.definitions, tables, Issues(), parse(month))
            for month in ("2016-02", "2016-03")
        }
        self.template = folder / "template.xlsx"
        pipeline.make_template(workspace, self.template)
        self.truth = {month: truth_of(values, self.definitions) for month, values in self.months.items()}
        self.shown = {month: asked_for(values, self.planned) for month, values in self.months.items()}

    def planned(self, values):
        region = self.workspace.settings.region
        commentary = read_commentary(self.workspace.commentary, values, self.cells, region, Issues())
        with Package(self.template) as package:
            return plan(values, self.cells, package, self.workspace.settings, commentary)

    @cache  # noqa: B019
    def edition(self, audience, month, after=""):
        earlier = self.edition(audience, after).known if after else None
        return suppress(self.months[month], self.audiences[audience], self.shown[month], earlier)

    def unrounded(self, edition, month):
        """The unrounded figures of all that an edition shows: more than its readers have."""
        values, told = self.months[month], {}
        for key, rounded in edition.values.figures.items():
            exact = values.figures[key]
            missing = {name: None for name in ("numerator", "denominator", "value", "change", "change_last_year")
                       if getattr(rounded, name) is None}  # fmt: skip
            told[key] = exact._replace(status=rounded.status, **missing)
        return dataclasses.replace(values, figures=told)

    @cached_property
    def printed_edition(self):
        edition = self.edition("managers", "2016-03")
        return edition, self.printed(edition.values)

    def printed(self, values):
        path = self.folder / "edition.xlsx"
        pipeline.fill_workbook(values, self.cells, self.workspace.settings, self.template, path)
        return openpyxl.load_workbook(BytesIO(path.read_bytes()))


@pytest.fixture(scope="module")
def council(demo_workspace, tmp_path_factory):
    return Council(demo_workspace, tmp_path_factory.mktemp("attack"))


def attack(council, month, hidden, *editions):
    return attack_by(council, month, hidden, lambda attacker: [attacker.reads(each) for each in editions])


def attack_by(council, month, hidden, reading):
    return recovered(council.definitions, council.months[month], council.truth[month], hidden, reading)


def test_from_the_first_edition_nothing_hidden_is_recovered(council):
    edition = council.edition("managers", "2016-02")
    assert edition.hidden
    assert {} == attack(council, "2016-02", edition.hidden, edition.values)


def test_from_two_editions_together_nothing_hidden_is_recovered(council):
    first = council.edition("managers", "2016-02")
    second = council.edition("managers", "2016-03", "2016-02")
    assert [] == second.issues
    hidden = {**first.hidden, **second.hidden}
    assert {} == attack(council, "2016-03", hidden, first.values, second.values)


def test_from_the_public_edition_nothing_is_recovered_even_by_who_guesses_every_rounding(council):
    edition = council.edition("public", "2016-03")
    assert {} == attack(council, "2016-03", edition.hidden, council.unrounded(edition, "2016-03"))
    counts = [figure.value for figure in edition.values.figures.values()
              if figure.value is not None and edition.values.indicators[figure.code].unit == "number"]
    assert {0} == {count % 5 for count in counts}


def test_the_same_attacker_gets_cells_when_only_small_counts_are_hidden(council):
    values, shown = council.months["2016-03"], sorted(council.shown["2016-03"])
    small = [key for key, why in council.edition("managers", "2016-03").hidden.items() if why == Reason.SMALL]
    edition = for_readers(values, shown, small, [], Quantities(values), 1)
    got = attack(council, "2016-03", small, edition)
    assert len(small) / 5 < len(got)
    right = [key for key, cells in got.items() if values.figures[key].numerator == cells[0]]
    assert right == list(got), "and what he gets is true"


def test_the_same_attacker_gets_cells_when_the_edition_before_is_forgotten(council):
    # A month is hidden in the first edition, and published in the second by mistake.
    first = council.edition("managers", "2016-02")
    second = council.edition("managers", "2016-03")
    forgotten = [key for key in first.hidden if key in second.values.figures and key not in second.hidden]
    got = attack(council, "2016-03", first.hidden, first.values, second.values)
    assert set(forgotten) <= set(got)


# ---------------------------------------------------------------- as it is printed


def test_from_the_printed_pages_nothing_hidden_is_recovered(council):
    edition, book = council.printed_edition
    assert {} == attack_by(council, "2016-03", edition.hidden, reading(book, council))


def test_from_printed_pages_with_only_small_counts_hidden_cells_are_recovered(council):
    values, shown = council.months["2016-03"], sorted(council.shown["2016-03"])
    small = [key for key, why in council.edition("managers", "2016-03").hidden.items() if why == Reason.SMALL]
    book = council.printed(for_readers(values, shown, small, [], Quantities(values), 1))
    got = attack_by(council, "2016-03", small, reading(book, council))
    assert 10 <= len(got), "fewer than from the values: a row of several categories is empty with one of them"


def test_no_page_prints_a_hidden_figure_and_the_sheets_say_what_c_is(council):
    _, book = council.printed_edition
    texts = {sheet.title: [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
             for sheet in book}
    with_c = [name for name, cells in texts.items() if "[c]" in cells]
    assert {"Child protection plans", "Care leavers"} <= set(with_c)
    assert [] == [name for name in with_c if not any("hidden" in str(cell).lower() for cell in texts[name])]


def area(book, name):
    """Sheet, first row, first column, last row and last column of a defined name."""
    sheet, cells = next(iter(book.defined_names[name].destinations))
    first, _, last = cells.replace("$", "").partition(":")
    top, bottom = book[sheet][first], book[sheet][last or first]
    return book[sheet], top.row, top.column, bottom.row, bottom.column


def reading(book, council):
    return lambda attacker: reads_book(attacker, book, council)


def reads_book(attacker, book, council):
    figures = Figures(council.months["2016-03"], council.workspace.settings.region)
    reads_data(attacker, book, council)
    for sheet in council.cells.sheets:
        for table in sheet.tables:
            reads_table(attacker, book, council, table, figures)
        for block in sheet.indicators:
            for row, numbers in rows_of(book, block.block):
                wanted = next((each for each in block.rows if each.label == row), None)
                if not wanted or wanted.what != What.VALUE:
                    continue
                for letter, column in council.cells.columns(block).items():
                    number = numbers.get(letter)
                    if column.show == Show.VALUE and isinstance(number, int | float):
                        period = figures.period(wanted.basis, column.when, column.back).label
                        attacker.reads_number(Key(wanted.indicator, period, *parted(wanted.where)), number)


def parted(where):
    breakdown, _, category = where.partition("=")
    return breakdown, category


def rows_of(book, name):
    """The rows of a block: label, and numbers by the letters of the cell map, which begin at the block's own column."""
    sheet, top, left, bottom, right = area(book, name)
    for row in range(top + 1, bottom + 1):
        cells = {chr(ord("A") + column - left): sheet.cell(row, column).value for column in range(left, right + 1)}
        yield cells["A"], cells


def reads_table(attacker, book, council, table, figures):
    for label, numbers in rows_of(book, table.block):
        for letter, column in council.cells.columns(table).items():
            number = numbers.get(letter)
            code, breakdown = table.of(column)
            if not isinstance(number, int | float) or figures.unit(code) != "number":
                continue
            period = figures.period(table.basis, column.when, column.back).label
            now = figures.period(table.basis).label
            if label == table.total and column.show == Show.VALUE:
                attacker.reads_base(code, period, breakdown, number)
            if label not in table.rows:
                continue
            if column.show == Show.VALUE:
                attacker.reads_row(code, period, breakdown, table.rows[label], number)
            elif column.show == Show.SHARE:
                attacker.reads_share(code, period, breakdown, table.rows[label], number)
            elif column.show == Show.CHANGE:
                attacker.reads_change(code, now, period, breakdown, table.rows[label], number)


def reads_data(attacker, book, council):
    sheet, top, left, bottom, right = area(book, "DATA_ROWS")
    heads = {sheet.cell(top, column).value: column for column in range(left, right + 1)}
    months = {head: column for head, column in heads.items() if head and head[:2] == "20"}
    for row in range(top + 1, bottom + 1):
        code, basis, category = (sheet.cell(row, heads[head]).value or "" for head in ("Code", "Basis", "Category"))
        if code not in council.definitions.indicators or "target" in category or "range" in category:
            continue
        for month, column in months.items():
            number = sheet.cell(row, column).value
            if isinstance(number, int | float):
                period = latest(BASES[basis], parse(month)).label
                reads_series(attacker, council, code, period, category, number)


def reads_series(attacker, council, code, period, category, number):
    breakdown, _, rest = category.partition(": ")
    if not category:
        attacker.reads_number(Key(code, period), number)
    elif category == "numerator":
        attacker.reads_above(code, period, number)
    elif rest.startswith("all but "):
        others = rest.removeprefix("all but ").split(" + ")
        known = council.months["2016-03"].breakdowns[code, breakdown]
        attacker.reads_row(code, period, breakdown, [each for each in known if each not in others], number)
    elif " + " in rest:
        attacker.reads_row(code, period, breakdown, rest.split(" + "), number)
    else:
        attacker.reads_number(Key(code, period, breakdown, rest), number)


def test_the_edition_has_no_figure_that_its_plan_did_not_ask_for(council):
    edition = council.edition("managers", "2016-03")
    assert council.shown["2016-03"] == set(edition.values.figures)
    assert asked_for(edition.values, council.planned) <= council.shown["2016-03"]
    assert {Status.SUPPRESSED} == {edition.values.figures[key].status for key in edition.hidden}
