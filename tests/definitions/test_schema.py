"""The JSON Schema fits what is shipped, and not what is misspelt."""

import jsonschema
import pytest

from scorecard.definitions.schema import json_schema
from scorecard.definitions.source import read_yaml
from scorecard.definitions.workspace import shipped
from scorecard.issues import Issues

FILES = sorted((shipped() / "mappings").glob("*/*.yaml"))
CHECK = jsonschema.Draft202012Validator(json_schema())


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_every_shipped_file_fits_the_schema(path):
    assert [] == list(CHECK.iter_errors(read_yaml(path, Issues())))


def test_a_misspelt_key_does_not_fit():
    data = read_yaml(shipped() / "mappings" / "indicators" / "contacts.yaml", Issues())
    assert CHECK.is_valid(data)
    data["indicators"][0]["titel"] = data["indicators"][0].pop("title")
    assert not CHECK.is_valid(data)


def test_the_settings_of_a_workspace_fit():
    assert CHECK.is_valid({"council": "Ambleford City Council", "extracts_begin": {"default": "2014-04-01"}})
