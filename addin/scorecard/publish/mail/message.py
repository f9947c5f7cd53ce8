"""The message that brings an edition: subject, body in plain text and HTML, the workbook attached."""

from __future__ import annotations

import datetime as dt
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from html import escape
from pathlib import Path

from scorecard.publish.mail.recipients import Recipient
from scorecard.publish.manifest import ExceptionLine, Manifest

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
HEADS = ("Indicator", "Value", "Target", "RAG", "Direction")
ORIGIN = "scorecard"
"""What the identifiers of our messages say of where they are from."""

# No colour but that of rules: mail programs in dark mode turn text and ground, and judgement is said in words.
PLAIN = "padding:4px 10px 4px 0;text-align:left;vertical-align:top"
LINE = "border-bottom:1px solid #8a94a0"
CELL = f"{PLAIN};{LINE}"
BODY = "font-family:Arial,sans-serif;font-size:15px;line-height:1.45"


def message_for(recipient: Recipient, sender: Address, edition: Path, manifest: Manifest) -> EmailMessage:
    """The message to one person; nobody else stands in its headers."""
    made = EmailMessage(policy=SMTP)
    made["Subject"] = subject(manifest)
    made["From"] = sender
    made["To"] = recipient.header
    made["Date"] = format_datetime(dt.datetime.now(dt.UTC))
    made["Message-ID"] = make_msgid(ORIGIN, sender.domain)
    made.set_content(plain(recipient, manifest))
    made.add_alternative(html(recipient, manifest), subtype="html")
    kind, subtype = XLSX
    made.add_attachment(edition.read_bytes(), maintype=kind, subtype=subtype, filename=edition.name)
    return made


def subject(manifest: Manifest) -> str:
    """`Ambleford City Council: Children's social care scorecard, March 2016, Managers (provisional)`."""
    words = f"{manifest.council}: {manifest.title}, {manifest.period_words}, {manifest.audience_title}"
    return f"{words} ({manifest.status})" if manifest.status else words


def plain(recipient: Recipient, manifest: Manifest) -> str:
    """The body for programs that show no HTML, and for those who read it aloud."""
    lines = [*_opening(recipient, manifest), "", _counts(manifest), ""]
    if manifest.headline.exceptions:
        lines += [_exceptions_head(manifest), ""]
    for each in manifest.headline.exceptions:
        lines += [f"* {each.rag}: {each.label} ({each.section})", f"  {_figures(each)}"]
        lines += [f"  {each.commentary}"] if each.commentary else []
    return "\n".join([*lines, "", *_closing(manifest)]) + "\n"


def html(recipient: Recipient, manifest: Manifest) -> str:
    """The body with the headline table; its colours are those of the reader's program, light or dark."""
    opening = "".join(f"<p>{escape(line)}</p>" for line in _opening(recipient, manifest) if line)
    closing = "".join(f"<p>{escape(line)}</p>" for line in _closing(manifest))
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(subject(manifest))}</title>'
        '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">'
        f'</head><body style="{BODY}">{opening}<p><strong>{escape(_counts(manifest))}</strong></p>'
        f"{_table(manifest)}{closing}</body></html>\n"
    )


def _opening(recipient: Recipient, manifest: Manifest) -> list[str]:
    greeting = [f"Dear {recipient.name},", ""] if recipient.name else []
    status = f", {manifest.status}" if manifest.status else ""
    said = dt.date.fromisoformat(manifest.data_as_at)
    return [
        *greeting,
        f"The {manifest.title[:1].lower()}{manifest.title[1:]} for {manifest.period_words} is attached: "
        f"{manifest.edition.file}, {max(1, round(manifest.edition.size / 1024)):,} KB.",
        "",
        f"Data as at {said.day} {said:%B %Y}{status}. Approved by {manifest.approved_by}.",
    ]


def _counts(manifest: Manifest) -> str:
    counts = manifest.headline
    return f"{counts.green} indicators are green, {counts.amber} amber and {counts.red} red."


def _exceptions_head(manifest: Manifest) -> str:
    shown, found = len(manifest.headline.exceptions), manifest.headline.exceptions_in_all
    return f"Exceptions, the worst {shown} of {found}" if found > shown else "Exceptions, worst first"


def _figures(each: ExceptionLine) -> str:
    return f"{each.value}, target {each.target}, {each.direction.lower()}"


def _table(manifest: Manifest) -> str:
    if not manifest.headline.exceptions:
        return ""
    heads = "".join(f'<th scope="col" style="{CELL}">{head}</th>' for head in HEADS)
    rows = "".join(_row(each) for each in manifest.headline.exceptions)
    caption = f'<caption style="text-align:left;padding-bottom:4px">{escape(_exceptions_head(manifest))}</caption>'
    return (
        f'<table style="border-collapse:collapse;font-size:14px">{caption}'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(each: ExceptionLine) -> str:
    """A row of figures, and one as wide as the table for what the service says: a phone is narrow."""
    style = PLAIN if each.commentary else CELL
    shown = ((each.value, "nowrap"), (each.target, "nowrap"), (each.rag, "nowrap"), (each.direction, "normal"))
    cells = "".join(f'<td style="{style};white-space:{wrap}">{escape(text)}</td>' for text, wrap in shown)
    head = f"{escape(each.label)}<br><small>{escape(each.section)}</small>"
    figures = f'<tr><th scope="row" style="{style};font-weight:normal">{head}</th>{cells}</tr>'
    if not each.commentary:
        return figures
    said = f'<td colspan="{len(HEADS)}" style="{CELL};padding-top:0"><small>{escape(each.commentary)}</small></td>'
    return f"{figures}<tr>{said}</tr>"


def _closing(manifest: Manifest) -> list[str]:
    lines = ["The workbook needs nothing enabled: it holds values only, and reads as it is in Protected View."]
    if manifest.edition.encrypted:
        lines.append("It opens with a password, which you are given in another way.")
    lines.append("[c] stands where a figure is hidden, as a child could be known by it.")
    if manifest.contact:
        lines.append(f"Questions: {manifest.contact}")
    return lines
