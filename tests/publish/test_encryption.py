"""A password on an edition."""

from __future__ import annotations

from pathlib import Path

import msoffcrypto
import pytest

from planted import edition
from scorecard.errors import UsageError
from scorecard.ooxml import OfficeFile, UnsafePackageError
from scorecard.publish.encryption import EncryptionError, decrypted, encrypt

PASSWORD = "correct horse battery"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return edition(tmp_path)


def test_the_password_opens_the_same_bytes_again(tmp_path, good):
    locked = tmp_path / "locked.xlsx"
    encrypt(good, locked, PASSWORD)
    assert good.read_bytes() == decrypted(locked, PASSWORD)


def test_an_edition_may_be_encrypted_in_its_place(good):
    plain = good.read_bytes()
    encrypt(good, good, PASSWORD)
    assert plain == decrypted(good, PASSWORD)


def test_it_is_encrypted_as_excel_does_it(tmp_path, good):
    locked = tmp_path / "locked.xlsx"
    encrypt(good, locked, PASSWORD)
    with locked.open("rb") as file:
        office = msoffcrypto.OfficeFile(file)
        assert office.is_encrypted()
        assert "agile" == office.type
    assert b"A scorecard" not in locked.read_bytes()
    with pytest.raises(UnsafePackageError, match="protected with a password"):
        OfficeFile(locked)


def test_another_password_does_not_open_it(tmp_path, good):
    locked = tmp_path / "locked.xlsx"
    encrypt(good, locked, PASSWORD)
    with pytest.raises(EncryptionError, match="does not open with this password"):
        decrypted(locked, "Correct horse battery")


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 256])
def test_a_password_that_guessing_finds_or_excel_refuses_is_not_taken(tmp_path, good, password):
    with pytest.raises(UsageError, match=f"has {len(password)} characters"):
        encrypt(good, tmp_path / "locked.xlsx", password)
    assert not (tmp_path / "locked.xlsx").exists()
