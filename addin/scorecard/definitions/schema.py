"""One JSON Schema of all YAML files, made from the models that check them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from scorecard.definitions.audiences import AudienceFile
from scorecard.definitions.benchmarks import BenchmarkFile, Neighbours
from scorecard.definitions.cellmap import DOCUMENTS
from scorecard.definitions.checks import Checks
from scorecard.definitions.extract import CodeList, Extract
from scorecard.definitions.indicator import Indicator, IndicatorFile
from scorecard.definitions.workspace import Settings

LISTED = (Extract, CodeList)
"""Models of which a file holds a list."""
WHOLE = (Settings, AudienceFile, Checks, BenchmarkFile, Neighbours, *DOCUMENTS)
"""Models that a file is one of."""


def json_schema() -> dict[str, Any]:
    """The schema that fits each file under `mappings/` and `scorecard.yaml`."""
    models = (*LISTED, IndicatorFile, Indicator, *WHOLE)
    names, schema = models_json_schema([(model, "validation") for model in models])
    definitions = schema["$defs"]
    place = {model: names[model, "validation"] for model in models}
    definitions["IndicatorFile"]["properties"]["indicators"]["items"] = place[Indicator]
    documents = [place[model] for model in (IndicatorFile, *WHOLE)]
    lists = {"type": "array", "items": {"anyOf": [place[model] for model in LISTED]}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scorecard mappings",
        "anyOf": [lists, *documents],
        "$defs": definitions,
    }
