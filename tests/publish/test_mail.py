"""The email of an edition, against a real mail server on loopback."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
import ipaddress
import json
import os
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from typer.testing import CliRunner

from scorecard.cli import app
from scorecard.errors import UsageError
from scorecard.publish.mail.journal import Event, Journal
from scorecard.publish.mail.message import html, message_for, plain, subject
from scorecard.publish.mail.recipients import Recipient, read_recipients
from scorecard.publish.mail.sending import passed_edition, send, sender_address
from scorecard.publish.mail.server import Connection, MailError, Server, server_from
from scorecard.publish.manifest import Manifest, manifest_path

CONTENT = b"PK\x03\x04 an edition"
SENDER = sender_address("performance@ambleford.example")
ADA, BEN = Recipient("ada@ambleford.example", "Ada Lovell"), Recipient("ben@ambleford.example")


def manifest_of(content: bytes) -> Manifest:
    sha256 = hashlib.sha256(content).hexdigest()
    late = {"label": "Conferences within 15 working days", "section": "Conferences", "value": "85.2%",
            "target": "≥ 90%", "rag": "Red", "direction": "Worsened",
            "commentary": "Two teams <were> short of chairs."}  # fmt: skip
    return Manifest.model_validate({
        "edition": {"file": "scorecard-2016-03-managers.xlsx", "sha256": sha256, "size": 327_680},
        "title": "Children's social care scorecard", "council": "Ambleford City Council",
        "audience": "managers", "audience_title": "Managers",
        "period": "2016-03", "period_words": "March 2016", "status": "provisional", "data_as_at": "2016-03-31",
        "contact": "Performance team, 01234 567890", "approved_by": "Dilys Okoro", "published": "2016-04-20T09:00:00Z",
        "snapshot": "20160420T085900", "inputs": [], "mappings": [],
        "template": {"file": "scorecard.xlsx", "sha256": sha256}, "versions": {},
        "gate": {"passed": True, "checks": ["paths"]},
        "headline": {"green": 31, "amber": 9, "red": 14, "exceptions": [late], "exceptions_in_all": 18},
    })  # fmt: skip


@pytest.fixture
def edition(tmp_path):
    path = tmp_path / "scorecard-2016-03-managers.xlsx"
    path.write_bytes(CONTENT)
    manifest_path(path).write_text(manifest_of(CONTENT).text(), encoding="utf-8")
    return path


@pytest.fixture
def to(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"name,email\n{ADA.name},{ADA.address}\n,{BEN.address}\n", encoding="utf-8")
    return path


# ---------------------------------------------------------------- the message


def test_the_subject_has_council_period_edition_and_status():
    expected = "Ambleford City Council: Children's social care scorecard, March 2016, Managers (provisional)"
    assert expected == subject(manifest_of(CONTENT))


def test_a_message_names_one_recipient_and_carries_the_workbook(edition):
    made = message_for(ADA, SENDER, edition, manifest_of(CONTENT))
    read = email.message_from_bytes(made.as_bytes(), policy=email.policy.default)
    (attached,) = read.iter_attachments()
    assert "Ada Lovell <ada@ambleford.example>" == read["To"]
    assert [None, None] == [read["Cc"], read["Bcc"]]
    assert edition.name == attached.get_filename()
    assert CONTENT == attached.get_content()


def test_the_plain_text_says_the_judgement_in_words():
    lines = plain(BEN, manifest_of(CONTENT)).splitlines()
    assert "31 indicators are green, 9 amber and 14 red." in lines
    assert "Exceptions, the worst 1 of 18" in lines
    assert "* Red: Conferences within 15 working days (Conferences)" in lines
    assert "  85.2%, target ≥ 90%, worsened" in lines
    assert "Questions: Performance team, 01234 567890" in lines


def test_the_html_sets_no_colour_of_text_or_ground_so_that_dark_mode_can():
    text = html(ADA, manifest_of(CONTENT))
    assert [0, 0, 0] == [text.count(word) for word in ("background", ";color:", '"color:')]
    assert '<meta name="color-scheme" content="light dark">' in text
    assert ">Red</td>" in text


def test_on_a_phone_the_commentary_takes_a_row_of_its_own_and_does_not_push_the_figures_out():
    text = html(ADA, manifest_of(CONTENT))
    assert '<td colspan="5"' in text
    assert text.index(">Worsened</td></tr>") < text.index("Two teams")


def test_what_people_wrote_is_text_in_the_html():
    assert "Two teams &lt;were&gt; short of chairs." in html(ADA, manifest_of(CONTENT))


# ---------------------------------------------------------------- the list


def test_a_list_is_read_by_its_headings_and_each_person_once(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("Team,E-mail,Name\nA,a@x.example,Zoë Ash\n\nB,A@X.example,\n".encode("cp1252"))
    assert [Recipient("a@x.example", "Zoë Ash")] == read_recipients(path)


@pytest.mark.parametrize("wrong", ["nobody", "a@x.example; b@x.example", '"a@x.example\nBcc: b@x.example"', "a@", ""])
def test_what_is_no_address_is_named_with_its_row(tmp_path, wrong):
    path = tmp_path / "list.csv"
    path.write_text(f"email,name\na@x.example,Ann\n{wrong},Bob\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r'list.csv, row 3, column "email"'):
        read_recipients(path)


def test_a_list_without_the_heading_says_what_it_has(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("who,where\n", encoding="utf-8")
    with pytest.raises(UsageError, match="found who, where"):
        read_recipients(path)


# ---------------------------------------------------------------- what may leave


def test_an_edition_that_was_changed_is_refused(edition):
    edition.write_bytes(CONTENT + b".")
    with pytest.raises(MailError, match="was changed after it was published"):
        passed_edition(edition)


def test_an_edition_that_did_not_pass_the_gate_is_refused(edition):
    held = json.loads(manifest_path(edition).read_text(encoding="utf-8"))
    held["gate"]["passed"] = False
    manifest_path(edition).write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(MailError, match="did not pass the gate"):
        passed_edition(edition)


# ---------------------------------------------------------------- a server


class Box:
    """A mail server's mailbox. What it shall do wrong is set by a test; it can also hang up in the middle."""

    def __init__(self):
        self.got = []
        self.unknown = set()
        self.hang_up_at = None
        self.kill_at_the_second = None
        self.after_data = "250 OK"
        self.said = []

    def _hangs_up(self, at, server):
        self.said.append(at)
        if self.kill_at_the_second and (at, 2) == (self.kill_at_the_second[0], self.said.count(at)):
            self.kill_at_the_second[1].kill()
        if self.hang_up_at == at:
            self.hang_up_at = None
            server.transport.abort()
            return True
        return False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self._hangs_up("RCPT", server):
            return "421 going away"
        if address in self.unknown:
            return "550 5.1.1 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if not self._hangs_up("DATA", server) and self.after_data.startswith("250"):
            self.got.append((tuple(envelope.rcpt_tos), envelope.content))
        return self.after_data

    @property
    def people(self):
        return [to for (to,), _ in self.got]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """A certificate for loopback, made for the tests: the file of both, and a context that trusts it."""
    folder, key, now = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1)).add_extension(alternative, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "server.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


def accept_ada(server, session, envelope, mechanism, login):
    return AuthResult(success=(login.login, login.password) == (b"ada", b"right"), handled=False)


@contextmanager
def running(box, certificate, **settings):
    """A server on a free port that insists on TLS; with `user` it insists on that too."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    secured = {"tls_context": tls, "require_starttls": True, **settings}
    controller = Controller(box, hostname="127.0.0.1", port=port, **secured)
    controller.start()
    try:
        yield Server("127.0.0.1", port)
    finally:
        controller.stop()


@pytest.fixture
def box():
    return Box()


@pytest.fixture
def trust(certificate):
    return ssl.create_default_context(cafile=str(certificate))


@pytest.fixture
def server(box, certificate):
    with running(box, certificate) as found:
        yield found


def run(edition, server, trust, recipients=(ADA, BEN), **more):
    return send(edition, manifest_of(CONTENT), recipients, SENDER, Connection(server, trust), **more)


def test_each_recipient_gets_a_message_of_their_own_over_tls(edition, server, trust, box):
    report = run(edition, server, trust)
    assert [ADA.address, BEN.address] == report.sent
    assert [(ADA.address,), (BEN.address,)] == [to for to, _ in box.got]
    (attached,) = email.message_from_bytes(box.got[0][1], policy=email.policy.default).iter_attachments()
    assert CONTENT == attached.get_content()


def test_a_second_run_sends_nothing_twice(edition, server, trust, box):
    run(edition, server, trust, recipients=[ADA])
    report = run(edition, server, trust)
    assert ([ADA.address], [BEN.address]) == (report.before, report.sent)
    assert [ADA.address, BEN.address] == box.people


def test_a_changed_edition_is_sent_to_everybody_anew(edition, server, trust, box):
    run(edition, server, trust, recipients=[ADA])
    newer = b"PK\x03\x04 a corrected edition"
    edition.write_bytes(newer)
    send(edition, manifest_of(newer), [ADA], SENDER, Connection(server, trust))
    assert [ADA.address, ADA.address] == box.people


def test_an_unknown_recipient_is_told_and_the_others_get_theirs(edition, server, trust, box):
    box.unknown = {ADA.address}
    report = run(edition, server, trust)
    assert {ADA.address: "550 5.1.1 no such person here"} == report.refused
    assert [BEN.address] == box.people


def test_a_server_that_asks_to_come_later_is_told_and_tried_in_the_next_run(edition, server, trust, box):
    box.after_data = "451 too busy"
    assert {ADA.address: "451 too busy"} == run(edition, server, trust, recipients=[ADA]).not_sent
    box.after_data = "250 OK"
    assert [ADA.address] == run(edition, server, trust, recipients=[ADA]).sent


def test_a_connection_lost_before_the_message_left_is_opened_again(edition, server, trust, box):
    box.hang_up_at = "RCPT"
    assert [ADA.address, BEN.address] == run(edition, server, trust).sent
    assert ["RCPT", "RCPT", "DATA", "RCPT", "DATA"] == box.said


def test_a_message_whose_arrival_nobody_knows_is_not_sent_twice_unless_it_is_named(edition, server, trust, box):
    box.hang_up_at = "DATA"
    first = run(edition, server, trust)
    assert ([ADA.address], [BEN.address]) == (first.in_doubt, first.sent)
    assert [ADA.address] == run(edition, server, trust).in_doubt
    assert [BEN.address] == box.people
    assert [ADA.address] == run(edition, server, trust, again=[ADA.address]).sent


def test_a_run_that_was_killed_after_a_message_left_is_taken_up_in_doubt(edition, server, trust, box):
    Journal(edition, manifest_of(CONTENT).edition.sha256).add(Event.LEAVING, ADA.address, "<1@x>")
    report = run(edition, server, trust)
    assert ([ADA.address], [BEN.address]) == (report.in_doubt, report.sent)


@pytest.mark.parametrize(("moment", "before", "doubt"), [("RCPT", [ADA.address], []),
                                                         ("DATA", [ADA.address], [BEN.address])])  # fmt: skip
def test_a_run_that_is_killed_at_the_second_message_goes_on_there(
    edition, to, server, certificate, trust, box, moment, before, doubt
):
    settings = {"SCORECARD_SMTP_HOST": server.host, "SCORECARD_SMTP_PORT": str(server.port),
                "SCORECARD_SMTP_FROM": SENDER.addr_spec, "SSL_CERT_FILE": str(certificate)}  # fmt: skip
    words = [sys.executable, "-m", "scorecard", "email", edition, "--to", to, "--send", "--yes"]
    killed = subprocess.Popen(words, env=os.environ | settings, stdout=subprocess.DEVNULL)
    box.kill_at_the_second = (moment, killed)
    assert -9 == killed.wait(60)
    report = run(edition, server, trust)
    assert (before, doubt) == (report.before, report.in_doubt)
    assert [] == [to for to in box.people if box.people.count(to) > 1]


def test_a_record_whose_last_line_was_cut_off_is_read_and_goes_on(edition):
    sha256 = manifest_of(CONTENT).edition.sha256
    journal = Journal(edition, sha256)
    journal.add(Event.SENT, ADA.address, "<1@x>")
    with journal.path.open("a", encoding="utf-8") as file:
        file.write('{"time": "2016-04-2')
    Journal(edition, sha256).add(Event.SENT, BEN.address, "<2@x>")
    again = Journal(edition, sha256)
    assert (True, True) == (again.was_sent(ADA.address), again.was_sent(BEN.address))


def test_a_server_without_tls_gets_nothing(edition, trust, box):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with pytest.raises(MailError, match="gives no encrypted connection"):
            run(edition, Server("127.0.0.1", port), trust)
    finally:
        controller.stop()
    assert [] == box.got


def test_a_certificate_that_nobody_vouches_for_gets_nothing(edition, server, box):
    with pytest.raises(MailError, match="gives no encrypted connection"):
        run(edition, server, ssl.create_default_context())
    assert [] == box.got


def test_a_wrong_password_stops_the_run_with_the_names_of_the_settings(edition, certificate, trust, box):
    with running(box, certificate, authenticator=accept_ada, auth_required=True) as found:
        wrong = Server(found.host, found.port, "ada", "wrong")
        with pytest.raises(MailError) as raised:
            run(edition, wrong, trust)
        assert "Check SCORECARD_SMTP_USER and SCORECARD_SMTP_PASSWORD; nothing more was sent." == raised.value.way_out
        right = Server(found.host, found.port, "ada", "right")
        assert [ADA.address] == run(edition, right, trust, recipients=[ADA]).sent


def test_a_message_over_the_size_that_the_server_announces_is_not_begun(edition, certificate, trust, box):
    with running(box, certificate, data_size_limit=1_000) as found, pytest.raises(MailError, match="1,000 at most"):
        run(edition, found, trust)
    assert [] == box.said


def test_a_server_that_finds_the_message_too_large_stops_the_run(edition, server, trust, box):
    box.after_data = "552 message too large"
    with pytest.raises(MailError, match="takes no message of this size: 552 message too large"):
        run(edition, server, trust)
    assert ["RCPT", "DATA"] == box.said


def test_a_server_that_is_not_there_is_told_with_its_place(edition, trust):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(MailError, match=rf"127.0.0.1, port {port} does not answer"):
        run(edition, Server("127.0.0.1", port), trust)


def test_two_runs_at_once_send_once(edition, server, trust, box):
    def second(_address):
        with pytest.raises(MailError, match="is being sent by another run"):
            run(edition, server, trust)

    run(edition, server, trust, recipients=[ADA], progress=second)
    assert [ADA.address] == box.people


# ---------------------------------------------------------------- the command


def command(*words, answer=None, **environment):
    return CliRunner().invoke(app, ["email", *map(str, words)], input=answer, env=environment)


def test_without_a_server_drafts_are_written_that_open_unsent(edition, to, tmp_path):
    done = command(edition, "--to", to, "--from", SENDER.addr_spec, "--drafts", tmp_path / "drafts")
    drafts = sorted((tmp_path / "drafts").iterdir())
    assert 0 == done.exit_code
    assert ["001-ada-ambleford.example.eml", "002-ben-ambleford.example.eml"] == [path.name for path in drafts]
    assert "1" == email.message_from_bytes(drafts[0].read_bytes())["X-Unsent"]


def test_who_was_taken_off_the_list_has_no_draft_any_more_and_other_files_stay(edition, to, tmp_path):
    own = tmp_path / "drafts" / "001-own.eml"
    for names in (f"email\n{ADA.address}\n{BEN.address}\n", f"email\n{BEN.address}\n"):
        to.write_text(names, encoding="utf-8")
        done = CliRunner().invoke(app, ["email", str(edition), "--to", str(to), "--from", SENDER.addr_spec,
                                        "--drafts", str(own.parent)])  # fmt: skip
        assert 0 == done.exit_code, done.output
        own.write_text("Subject: a mail of one's own\n\nHello", encoding="utf-8")
    assert ["001-ben-ambleford.example.eml", "001-own.eml"] == sorted(path.name for path in own.parent.iterdir())


def test_the_command_asks_before_it_sends(edition, to, server, certificate, box):
    settings = {"SCORECARD_SMTP_HOST": server.host, "SCORECARD_SMTP_PORT": str(server.port),
                "SCORECARD_SMTP_FROM": SENDER.addr_spec, "SSL_CERT_FILE": str(certificate)}  # fmt: skip
    refused = command(edition, "--to", to, "--send", answer="n\n", **settings)
    assert ("Nothing was sent.", []) == (refused.stdout.splitlines()[-1], box.people)
    sent = command(edition, "--to", to, "--send", "--yes", **settings)
    assert "2 sent, 0 had been sent before" == sent.stdout.splitlines()[-1]
    assert [ADA.address, BEN.address] == box.people


def test_sending_without_a_server_names_the_setting(edition, to):
    done = command(edition, "--to", to, "--from", SENDER.addr_spec, "--send", SCORECARD_SMTP_HOST="")
    assert 2 == done.exit_code
    assert "SCORECARD_SMTP_HOST is not set" in done.stderr


def test_a_password_is_not_shown_with_the_server():
    settings = {"SCORECARD_SMTP_HOST": "mail.example", "SCORECARD_SMTP_PASSWORD": "secret"}
    assert "secret" not in repr(server_from(settings))
