"""What a manifest holds, and how an edition is held against it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from scorecard.publication import verify
from scorecard.publish.manifest import Manifest, ManifestError, differences, manifest_path, read_manifest

CONTENT, PAGES = b"an edition", b"%PDF- of it"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "scorecard-2016-03-managers.xlsx"
    path.write_bytes(CONTENT)
    path.with_suffix(".pdf").write_bytes(PAGES)
    said = {
        "edition": {"file": path.name, "sha256": sha256(CONTENT), "size": len(CONTENT)},
        "pdf": {"file": "scorecard-2016-03-managers.pdf", "sha256": sha256(PAGES)},
        "title": "Children's social care scorecard", "council": "Ambleford City Council", "audience": "managers",
        "audience_title": "Managers", "period": "2016-03", "period_words": "March 2016", "status": "final",
        "data_as_at": "2016-03-31", "approved_by": "Dilys Okoro", "published": "2016-04-20T09:00:00Z",
        "snapshot": "20160420T085900", "inputs": [], "mappings": [],
        "template": {"file": "template.xlsx", "sha256": sha256(b"")}, "versions": {},
        "gate": {"passed": True, "checks": ["identifiers"]}, "headline": {"green": 1, "amber": 2, "red": 3},
    }  # fmt: skip
    manifest_path(path).write_text(Manifest.model_validate(said).text(), encoding="utf-8")
    return path


def test_it_lies_beside_the_edition_and_is_read_as_it_was_written(edition):
    path = edition.with_name("scorecard-2016-03-managers.manifest.json")
    assert path == manifest_path(edition)
    assert path.read_text(encoding="utf-8") == read_manifest(edition).text()


def test_its_fields_stand_in_one_order(edition):
    fields = list(json.loads(manifest_path(edition).read_text(encoding="utf-8")))
    assert ["format", "edition", "pdf", "title", "council"] == fields[:5]
    assert list(Manifest.model_fields) == fields


def test_an_edition_as_it_was_published_does_not_differ(edition):
    assert [] == differences(edition, read_manifest(edition))


def test_one_byte_more_is_told_with_both_hashes(edition):
    edition.write_bytes(CONTENT + b"!")
    assert [
        f"{edition.name} was changed after it was published: its SHA-256 is {sha256(CONTENT + b'!')}, it was "
        f"{sha256(CONTENT)}"
    ] == differences(edition, read_manifest(edition))


def test_the_pdf_may_be_named_in_place_of_its_edition(edition):
    assert [] == verify(edition.with_suffix(".pdf"))[1]
    edition.write_bytes(b"another")
    assert [True] == ["managers.xlsx was changed" in each for each in verify(edition.with_suffix(".pdf"))[1]]


def test_a_pdf_that_was_changed_or_is_gone_is_told(edition):
    edition.with_suffix(".pdf").write_bytes(b"%PDF- of something else")
    assert "scorecard-2016-03-managers.pdf was changed" in differences(edition, read_manifest(edition))[0]
    edition.with_suffix(".pdf").unlink()
    assert "scorecard-2016-03-managers.pdf cannot be read" in differences(edition, read_manifest(edition))[0]


def test_another_name_and_a_gate_that_was_not_passed_are_told(edition):
    manifest = read_manifest(edition)
    gate = manifest.gate.model_copy(update={"passed": False})
    other = edition.rename(edition.with_name("board.xlsx"))
    assert [
        "scorecard-2016-03-managers.xlsx did not pass the gate",
        "the file is called board.xlsx, the manifest is of scorecard-2016-03-managers.xlsx",
    ] == differences(other, manifest.model_copy(update={"gate": gate}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, "There is no manifest"),
        ("{", "is not the manifest of an edition: the file"),
        ("{}", "edition: Field required"),
        ("[1]", "is not the manifest of an edition"),
    ],
)
def test_a_manifest_that_cannot_be_read_stops_with_a_way_out(edition, text, expected):
    manifest_path(edition).unlink()
    if text is not None:
        manifest_path(edition).write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match="manifest") as caught:
        read_manifest(edition)
    assert expected in caught.value.message
    assert "scorecard publish" in caught.value.way_out


def test_a_manifest_with_more_in_it_than_is_known_is_none(edition):
    text = manifest_path(edition).read_text(encoding="utf-8")
    manifest_path(edition).write_text(text.replace('"format"', '"child": "C011575", "format"'), encoding="utf-8")
    with pytest.raises(ManifestError, match="child: Extra inputs"):
        read_manifest(edition)


def test_a_manifest_of_a_newer_scorecard_is_not_guessed_at(edition):
    text = manifest_path(edition).read_text(encoding="utf-8")
    manifest_path(edition).write_text(text.replace('"format": 1', '"format": 2', 1), encoding="utf-8")
    with pytest.raises(ManifestError, match="newer scorecard"):
        read_manifest(edition)
