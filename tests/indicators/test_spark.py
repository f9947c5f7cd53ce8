"""The same SQL on Spark: every query of the shipped indicators gives what DuckDB gives, row by row."""

from __future__ import annotations

import os
import shutil

import pytest
import sqlglot

from scorecard import pipeline
from scorecard.definitions.extract import Type
from scorecard.definitions.workspace import Workspace
from scorecard.indicators import engine
from scorecard.indicators.atoms import Timeline
from scorecard.indicators.queries import queries
from scorecard.issues import Issues
from scorecard.periods import parse, reported

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark's own


@pytest.fixture(scope="module")
def spark():
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        SparkSession = None  # noqa: N806
    if SparkSession is None or not shutil.which("java"):
        missing = "Spark or Java is not installed, so the SQL ran on DuckDB only"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield session
    session.stop()


def in_spark(sql: str) -> str:
    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]


def in_spark_type(kind: Type) -> str:
    return {"VARCHAR": "STRING"}.get(engine.TYPES[kind], engine.TYPES[kind])


def test_every_query_gives_the_same_rows_on_spark(spark, demo_workspace: Workspace):
    issues = Issues()
    definitions = pipeline.read_mappings(demo_workspace, issues).definitions
    tables = pipeline.read_tables(demo_workspace, definitions, issues)
    timeline = Timeline(reported(parse("2015-06"), 1))
    counted = [each for each in definitions.counted.values() if definitions.extract_of(each.relation) in tables.found]
    _load(spark, definitions, tables, timeline)
    with engine.connection({table.path.parent for table in tables.found.values()}) as con:
        engine.load_tables(con, definitions, tables)
        engine.load_timeline(con, timeline)
        bits, masks = next(timeline.batches())
        engine.load_rows(con, "atom_bits", "atom INT, bit BIGINT", bits)
        engine.load_rows(con, "period_masks", "period INT, mask BIGINT", masks)
        for query in queries(definitions, counted):
            expected = sorted(map(_plain, con.execute(query.sql).fetchall()))
            actual = sorted(_plain(tuple(row)) for row in spark.sql(in_spark(query.sql)).collect())
            assert (query.parts, expected) == (query.parts, actual)


def _plain(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) if isinstance(cell, str) else f"{float(cell):.9g}" for cell in row)


def _load(spark, definitions, tables, timeline):
    for name, extract in definitions.extracts.items():
        table = tables.found.get(name)
        if table:
            columns = [
                column if column in table.columns else f"CAST(NULL AS {in_spark_type(each.type)}) AS {column}"
                for column, each in extract.columns.items()
            ]
            spark.read.parquet(str(table.path)).selectExpr(*columns).createOrReplaceTempView(name)
    for name, sql in definitions.view_queries.items():
        if definitions.extract_of(name) in tables.found:
            spark.sql(in_spark(sql)).createOrReplaceTempView(name)
    bits, masks = next(timeline.batches())
    for name, columns, rows in (
        ("calendar", "day DATE, number INT, atom INT", timeline.calendar),
        ("atom_periods", "atom INT, period INT", timeline.atom_periods),
        ("ends", "day DATE, number INT", timeline.ends),
        ("period_ends", "period INT, day DATE, start DATE, number INT, start_number INT", timeline.period_ends),
        ("atom_bits", "atom INT, bit BIGINT", bits),
        ("period_masks", "period INT, mask BIGINT", masks),
    ):
        spark.createDataFrame(rows, columns).createOrReplaceTempView(name)
