"""A workspace of a few rows with a snapshot, for the worksheet functions to read."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from rows import compute_from
from scorecard.store import snapshot
from scorecard.values import Key, Status, Values

ROWS = {
    "contacts": [
        {"contact_id": "1", "child_id": "A", "received": "2016-02-01 09:00", "outcome": "NFA"},
        {"contact_id": "2", "child_id": "B", "received": "2016-03-02 09:00", "outcome": "ADVICE"},
        {
            "contact_id": "3", "child_id": "C", "received": "2016-03-03 09:00", "outcome": "NFA",
            "outcome_at": "2016-03-03 10:00",
        },
        {"contact_id": "4", "child_id": "D", "received": "2016-03-04 09:00", "outcome": "NFA"},
    ],
    "conferences": [
        {"conference_id": "1", "child_id": "A", "kind": "ICPC", "strategy_discussion": "2016-02-22",
         "held": "2016-03-01"},
        {"conference_id": "2", "child_id": "B", "kind": "ICPC", "strategy_discussion": "2016-01-04",
         "held": "2016-03-02"},
    ],
    "referrals": [{"referral_id": "1", "child_id": "A", "referred": "2016-03-02"}],
    "population": [{"year": "2015", "under_18": "20000"}],
    "benchmarks": [
        {"code": "CONTACTS", "period": "2014-15", "comparator": "England", "value": 3},
        {"code": "CONTACTS", "period": "2014-15", "comparator": "North East", "value": 4},
    ],
    "targets": [{"code": "CONTACT_TIMELINESS", "period": "2015-16", "target": "90%", "amber_from": "80%"}],
}  # fmt: skip

NOTHING_FURTHER = "outcome=No further action"
"""1 of 1 contact in February, 2 of 3 in March."""

ADVICE = "outcome=Advice and information"
"""1 of 3 in March, which is suppressed."""


def council(folder: Path) -> Values:
    """The figures of March 2016, compared with the North East; the contacts that ended in advice are suppressed."""
    values = compute_from(folder, ROWS, "2016-03", region="North East")[0]
    key = Key("CONTACTS", "2016-03", *ADVICE.split("="))
    hidden = values.figures[key]._replace(value=None, numerator=None, status=Status.SUPPRESSED)
    values.figures = {**values.figures, key: hidden}
    return values


def renamed(values: Values, identifier: str, **changes: object) -> Values:
    """The figures of another run."""
    return dataclasses.replace(values, run=dataclasses.replace(values.run, identifier=identifier, **changes))


def write_workspace(folder: Path) -> tuple[str, None, None]:
    """A workspace with a snapshot; what comes back is the context that the wrapper in the add-in passes."""
    snapshot.save(council(folder), folder / "store")
    return str(folder), None, None
