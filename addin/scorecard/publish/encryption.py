"""A password on an edition: agile AES, as Excel itself uses; opened again before it counts as done."""

from __future__ import annotations

import io
from pathlib import Path

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from scorecard.errors import ScorecardError, UsageError

SHORTEST, LONGEST = 12, 255


class EncryptionError(ScorecardError):
    """The edition could not be encrypted so that its password opens it again."""


def check_password(password: str) -> None:
    """Raises UsageError for a password that guessing finds, or that Excel does not take."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(
            f"The password has {len(password)} characters.",
            f"Use {SHORTEST} to {LONGEST}, such as four words at random.",
        )


def encrypt(edition: Path, out: Path, password: str) -> None:
    """Write an encrypted copy, and read it again to see that it is the same behind its password.

    Raises EncryptionError otherwise, and leaves no file.
    """
    check_password(password)
    plain = edition.read_bytes()
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt(password, locked)
    out.write_bytes(locked.getvalue())
    if decrypted(out, password) != plain:
        out.unlink()
        raise EncryptionError("The encrypted edition is not what it was before.", "Publish it without --encrypt.")


def decrypted(edition: Path, password: str) -> bytes:
    """The workbook behind a password. Raises EncryptionError when the password does not open it."""
    opened = io.BytesIO()
    try:
        with edition.open("rb") as file:
            office = OfficeFile(file)
            office.load_key(password=password, verify_password=True)
            office.decrypt(opened, verify_integrity=True)
    except (InvalidKeyError, DecryptionError) as error:
        raise EncryptionError(f"{edition.name} does not open with this password.", "Type it again.") from error
    return opened.getvalue()
