"""The commands publish and verify, as they are typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from packages import parts
from scorecard import publication
from scorecard.cli import app
from scorecard.definitions.workspace import Workspace, open_workspace
from scorecard.errors import UsageError
from scorecard.issues import UnknownSection
from scorecard.publish import editions
from scorecard.publish.encryption import decrypted
from scorecard.publish.manifest import read_manifest
from scorecard.store import snapshot

PASSWORD = "correct horse battery"


def run(*words: object, given: str | None = None, **environment: str):
    return CliRunner().invoke(app, [str(word) for word in words], input=given, env=environment)


@pytest.fixture
def council(publishing_workspace: Workspace, tmp_path: Path) -> Path:
    """A copy to which things may be done."""
    shutil.copytree(publishing_workspace.folder, tmp_path / "council", ignore=shutil.ignore_patterns("editions"))
    return tmp_path / "council"


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_an_edition_is_published_verified_and_never_written_over(council):
    done = run("publish", council, "--audience", "board", "--approved-by", "Dilys Okoro", "--final")
    assert 0 == done.exit_code, done.output
    edition = council / "editions/board/2016-03/scorecard-2016-03-board.xlsx"
    assert f"Edition  {edition}" in done.stdout
    assert "Board, March 2016, final; data as at 2016-03-31; approved by Dilys Okoro" in done.stdout
    assert "figures are hidden" in done.stdout
    manifest = read_manifest(edition)
    assert ("board", "final", "Dilys Okoro", True) == (
        manifest.audience, manifest.status, manifest.approved_by, manifest.gate.passed)  # fmt: skip
    assert snapshot.load(snapshot.latest(council / "store")).run.identifier == manifest.snapshot
    assert {"contacts.csv", "children.csv"} <= {each.file for each in manifest.inputs}
    named = {each.file for each in manifest.mappings}
    assert {"mappings/audiences.yaml", "mappings/indicators/contacts.yaml", "scorecard.yaml",
            "commentary/2016-03/contacts.md"} <= named  # fmt: skip

    told = run("verify", edition)
    assert (0, True) == (told.exit_code, "as it was published: Board, March 2016" in told.stdout)

    known = editions.known_of(council, "board")
    kept = known.read_bytes()
    known.unlink()
    lost = run("publish", council, "--audience", "board", "--approved-by", "Dilys Okoro")
    assert (1, True) == (lost.exit_code, "known.csv, which says what they saw, is not there" in lost.stderr)
    known.write_bytes(kept.replace(b",computed,", b",guessed,", 1))
    broken = run("publish", council, "--audience", "board", "--approved-by", "Dilys Okoro")
    assert (1, True) == (broken.exit_code, "known.csv, row " in broken.stderr)

    assert "scorecard-2016-03-board-2.xlsx" == editions.next_free(edition.parent, "board", "2016-03").name

    edition.write_bytes(edition.read_bytes() + b"!")
    changed = run("verify", edition)
    assert (1, True) == (changed.exit_code, "was changed after it was published" in changed.stdout)


def test_what_the_gate_finds_is_told_and_no_file_is_left(council):
    page = council / "commentary/2016-03/contacts.md"
    page.write_text("The front door asked after C011575 and was told where to look.\n", encoding="utf-8")
    done = run("publish", council, "--audience", "managers", "--approved-by", "Dilys Okoro")
    assert 1 == done.exit_code
    assert 'sheet "Contacts", cell' in done.stderr
    assert "an identifier of the extracts stands in the edition; found a value of child_id of" in done.stderr
    assert "C011575" not in done.stderr
    assert [] == files(council / "editions")


def test_what_a_killed_run_has_left_goes_and_two_runs_at_once_are_refused(publishing_workspace, tmp_path):
    left = tmp_path / "editions" / ".publishing-board-x1"
    left.mkdir(parents=True)
    (left / "filled.xlsx").write_text("figures", encoding="utf-8")
    request = publication.Request("board", "Dilys Okoro", out=left.parent)
    with editions.alone(publishing_workspace.store, "board"), pytest.raises(UsageError, match="by another run"):
        publication.publish(publishing_workspace, request)
    with editions.workplace(left.parent, "board") as work:
        assert [work] == list(left.parent.iterdir())
    assert not left.parent.exists()


def test_a_number_that_is_hidden_from_the_audience_stops_where_somebody_typed_it(council, managers):
    hidden = next(
        key for key in sorted(managers.suppressed.hidden)
        if key.code == "CONTACTS" and key.breakdown == "outcome" and key.period == "R12 2016-03"
    )  # fmt: skip
    before = snapshot.load(snapshot.latest(council / "store")).figures[hidden].value
    page = council / "commentary/2016-03/contacts.md"
    page.write_text(f"Of the contacts {before:.0f} ended so.\n", encoding="utf-8")
    done = run("publish", council, "--audience", "managers", "--approved-by", "Dilys Okoro")
    assert 1 == done.exit_code
    assert "The commentary gives away what Managers must not see" in done.stderr
    assert "commentary/2016-03/contacts.md, line 1" in done.stderr
    assert [] == files(council / "editions")


def test_an_extract_that_changed_since_the_refresh_stops(council):
    with (council / "extracts/contacts.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    done = run("publish", council, "--audience", "managers", "--approved-by", "Dilys Okoro")
    assert 1 <= done.exit_code
    assert "since then these extracts have changed or gone: contacts.csv" in done.stderr
    assert "for 2016-03" in done.stderr
    assert not (council / "editions").exists()


def test_a_definition_that_changed_since_the_refresh_stops(council):
    own = council / "mappings/indicators"
    own.mkdir(parents=True)
    shipped = Path(__file__).parents[2] / "mappings/indicators/contacts.yaml"
    text = shipped.read_text(encoding="utf-8").replace("domestic_violence IS NOT TRUE", "source = '6'", 1)
    own.joinpath("contacts.yaml").write_text(text, encoding="utf-8")
    done = run("publish", council, "--audience", "managers", "--approved-by", "Dilys Okoro")
    assert 2 == done.exit_code
    assert "since then these definitions have changed: CONTACTS" in done.stderr


def test_an_edition_with_a_password_opens_with_it_alone(council):
    done = run("publish", council, "--audience", "internal", "--approved-by", "Dilys Okoro", "--encrypt",
               SCORECARD_PASSWORD=PASSWORD)  # fmt: skip
    assert 0 == done.exit_code, done.output
    edition = council / "editions/internal/2016-03/scorecard-2016-03-internal.xlsx"
    assert read_manifest(edition).edition.encrypted
    assert b"PK" == decrypted(edition, PASSWORD)[:2]
    assert 0 == run("verify", edition).exit_code
    assert PASSWORD not in done.output + "".join(path.read_text("utf-8") for path in edition.parent.glob("*.json"))


def test_a_password_is_typed_twice_and_not_shown(council):
    done = run("publish", council, "--audience", "internal", "--approved-by", "D", "--encrypt", given="short\nshort\n",
               SCORECARD_PASSWORD="")  # fmt: skip
    assert 2 == done.exit_code
    assert "The password has 5 characters" in done.stderr
    assert "short" not in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--approved-by", "D"], "--audience is missing"),
        (["--audience", "managers"], "--approved-by is missing"),
        (["--audience", "managers", "--approved-by", " "], "approved by somebody"),
        (["--audience", "manager", "--approved-by", "D"], 'There is no audience "manager"'),
        (["--audience", "managers", "--approved-by", "D", "--period", "2013-01"], "There is no snapshot of 2013-01"),
    ],
)
def test_what_is_wrong_with_the_call_is_told(publishing_workspace, words, expected):
    done = run("publish", publishing_workspace.folder, *words)
    assert done.exit_code in (1, 2)
    assert expected in done.stderr


def test_a_pdf_beside_an_encrypted_edition_is_refused(publishing_workspace):
    done = run("publish", publishing_workspace.folder, "--audience", "managers", "--approved-by", "D", "--pdf",
               "--encrypt", SCORECARD_PASSWORD=PASSWORD)  # fmt: skip
    assert (2, True) == (done.exit_code, "would lie open beside the edition" in done.stderr)


def test_verify_names_what_it_cannot_find(tmp_path):
    assert (2, True) == (run("verify", tmp_path / "gone.xlsx").exit_code,
                         "There is no file" in run("verify", tmp_path / "gone.xlsx").stderr)  # fmt: skip
    (tmp_path / "own.xlsx").write_bytes(b"")
    told = run("verify", tmp_path / "own.xlsx")
    assert (1, True) == (told.exit_code, "There is no manifest own.manifest.json" in told.stderr)


def test_an_audience_with_some_sections_gets_those_and_no_trace_of_the_others(council):
    own = council / "mappings"
    own.mkdir(exist_ok=True)
    own.joinpath("audiences.yaml").write_text(
        "audiences:\n  partners:\n    title: Partners\n    marking: OFFICIAL\n    sections: [Contacts, Referrals]\n"
        "    back_sheets: [Data]\n", encoding="utf-8",
    )  # fmt: skip
    request = publication.Request("partners", "Dilys Okoro")
    done = publication.publish(open_workspace(council), request)
    assert {"Summary", "Contacts", "Referrals", "Data"} == set(sheets_of(done.edition))
    page = council / "commentary/2016-03/adoption.md"
    assert page.is_file()
    assert [] == [issue for issue in done.issues if isinstance(issue, UnknownSection)], "texts on other sections"
    text = b"".join(parts(done.edition).values())
    for gone in (b"Adoption", b"ADOPTION", b"exploitation", b"OFFICIAL-SENSITIVE", b"Definitions", b"Data quality"):
        assert gone not in text


def test_rows_of_other_sections_are_emptied_in_a_template_of_the_councils_own(council, managers):
    own = council / "mappings"
    own.mkdir(exist_ok=True)
    own.joinpath("audiences.yaml").write_text(
        "audiences:\n  partners:\n    title: Partners\n    sections: [Contacts]\n"
        "    back_sheets: [Definitions, Data]\n", encoding="utf-8",
    )  # fmt: skip
    request = publication.Request("partners", "Dilys Okoro", template=managers.edition)
    done = publication.publish(open_workspace(council), request)
    text = b"".join(parts(done.edition).values())
    assert b"CONTACTS_ADVICE_NFA" in text
    for gone in (b"ADOPTION_A1", b"CP_PLANS", b"Children on a plan"):
        assert gone not in text


def sheets_of(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames
