"""The mail server: its settings from the environment, and one message handed over and what became of it."""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum
from typing import NamedTuple

from scorecard.errors import ScorecardError, UsageError
from scorecard.publish.mail.recipients import Recipient

HOST, PORT = "SCORECARD_SMTP_HOST", "SCORECARD_SMTP_PORT"
USER, PASSWORD = "SCORECARD_SMTP_USER", "SCORECARD_SMTP_PASSWORD"
PATIENCE = 60
"""Seconds that the server may take for an answer."""
TOO_LARGE = (552, 523)


class MailError(ScorecardError):
    """The messages cannot be sent: nothing, or nothing more, leaves."""


class Outcome(StrEnum):
    """What the server made of a message."""

    TAKEN = "taken"
    REFUSED = "refused"
    NOT_NOW = "not now"
    LOST_BEFORE = "connection lost before the message left"
    LOST_AFTER = "connection lost while the message was being handed over"


class Answer(NamedTuple):
    outcome: Outcome
    said: str = ""


@dataclass(frozen=True)
class Server:
    """Where and as whom to send."""

    host: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)


def server_from(environment: Mapping[str, str] | None = None) -> Server:
    """The server that the environment names. Raises UsageError without one; a password is never an argument."""
    given = os.environ if environment is None else environment
    host, port = given.get(HOST, ""), given.get(PORT, "587")
    if not host or not port.isdigit():
        raise UsageError(
            f"No mail server is known: {HOST} is {host or 'not set'}, {PORT} is {port}.",
            f"Set {HOST} and, where needed, {PORT}, {USER} and {PASSWORD}; or leave --send out and get drafts.",
        )
    return Server(host, int(port), given.get(USER, ""), given.get(PASSWORD, ""))


class Connection:
    """A connection that is opened when a message needs it, encrypted and authenticated before anything is said."""

    def __init__(self, server: Server, trust: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._trust = trust or ssl.create_default_context()
        self._smtp: smtplib.SMTP | None = None

    def hand_over(
        self, message: EmailMessage, sender: str, recipient: Recipient, leaving: Callable[[], None]
    ) -> Answer:
        """One message to one person; `leaving` is called at the last moment before it can have arrived.

        Raises MailError for what would be the same for everybody.
        """
        smtp = self._smtp or self._open()
        content = message.as_bytes()
        self._refuse_too_large(smtp, len(content))
        try:
            code, said = smtp.mail(sender, [f"size={len(content)}"] if smtp.has_extn("size") else [])
            if code == 250:
                code, said = smtp.rcpt(recipient.address)
            if code not in (250, 251):
                smtp.rset()
                return self._declined(code, said)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(Outcome.LOST_BEFORE, str(error))
        leaving()
        return self._data(smtp, content)

    def close(self) -> None:
        """Take leave of the server; one that is gone is not missed."""
        smtp, self._smtp = self._smtp, None
        if smtp:
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> Answer:
        try:
            code, said = smtp.data(content)
        except smtplib.SMTPDataError as error:  # the server declined before the message was sent
            return self._declined(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(Outcome.LOST_AFTER, str(error))
        return Answer(Outcome.TAKEN, _words(said)) if code == 250 else self._declined(code, said)

    def _declined(self, code: int, said: bytes | str) -> Answer:
        words = f"{code} {_words(said)}"
        if code in TOO_LARGE:
            raise MailError(
                f"{self._server.host} takes no message of this size: {words}.",
                "Send a smaller edition (fewer sections), or put it where the recipients can open it.",
            )
        if code == 421:  # the server is closing the connection
            self.close()
        return Answer(Outcome.NOT_NOW if 400 <= code < 500 else Outcome.REFUSED, words)

    def _refuse_too_large(self, smtp: smtplib.SMTP, size: int) -> None:
        limit = smtp.esmtp_features.get("size", "")
        if limit.isdigit() and 0 < int(limit) < size:
            raise MailError(
                f"The message has {size:,} bytes, and {self._server.host} takes {int(limit):,} at most.",
                "Send a smaller edition (fewer sections), or put it where the recipients can open it.",
            )

    def _open(self) -> smtplib.SMTP:
        where = f"{self._server.host}, port {self._server.port}"
        try:
            smtp = smtplib.SMTP(self._server.host, self._server.port, timeout=PATIENCE)
        except (OSError, smtplib.SMTPException) as error:
            way_out = f"Check {HOST} and {PORT}, then run the command again."
            raise MailError(f"{where} does not answer: {error}.", way_out) from error
        try:
            smtp.ehlo()
            smtp.starttls(context=self._trust)
            smtp.ehlo()
            if self._server.user:
                smtp.login(self._server.user, self._server.password)
        except smtplib.SMTPAuthenticationError as error:
            smtp.close()
            raise MailError(
                f"{where} does not accept {self._server.user}: {error.smtp_code} {_words(error.smtp_error)}.",
                f"Check {USER} and {PASSWORD}; nothing more was sent.",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            smtp.close()
            raise MailError(
                f"{where} gives no encrypted connection: {error}.",
                "Nothing is sent in the clear. Ask for a port with STARTTLS (often 587) and a valid certificate.",
            ) from error
        self._smtp = smtp
        return smtp


def _words(said: bytes | str) -> str:
    text = said.decode("utf-8", errors="replace") if isinstance(said, bytes) else said
    return " ".join(text.split())
