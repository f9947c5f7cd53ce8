"""What an audience has seen is kept to the last digit, and read whole or not at all."""

from __future__ import annotations

import pytest

from scorecard.errors import StoreError
from scorecard.publish import seen
from scorecard.values import IndicatorValue, Status


def kept(*figures: IndicatorValue) -> dict:
    return {each.key: each for each in figures}


def test_what_is_kept_is_what_was_told(tmp_path):
    told = kept(
        IndicatorValue("ICPC_TIMELINESS", "2016-03", "", "", 23.0, 27.0, 23 / 27, Status.COMPUTED),
        IndicatorValue("CP_PLANS", "2016-03", "category", 'Neglect, "other"', None, None, None, Status.SUPPRESSED),
        IndicatorValue("CP_PLANS", "R12 2016-03", "", "", None, None, 0.0, Status.COMPUTED),
    )
    seen.save(told, tmp_path / "editions" / "known.csv")
    assert told == seen.load(tmp_path / "editions" / "known.csv")
    assert ["known.csv"] == [path.name for path in (tmp_path / "editions").iterdir()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "row 0: the heads are not code, period"),
        (",".join(seen.HEADS) + "\nCP_PLANS,2016-03,,,computed,,,1\nCP_PLANS,2016-02,,,comp", "row 3: "),
        (",".join(seen.HEADS) + "\nCP_PLANS,2016-03,,,computed,,,few\n", "row 2: could not convert"),
    ],
)
def test_a_file_that_was_cut_off_or_changed_is_refused_with_its_row(tmp_path, text, expected):
    path = tmp_path / "known.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=expected):
        seen.load(path)
