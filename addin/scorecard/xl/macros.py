"""What the buttons of the ribbon call: a function a button, each a few lines over what does the work."""

from __future__ import annotations

import xlwings as xw

from scorecard.xl.buttons.door import press


def refresh(app: xw.App | None = None) -> None:
    """Compute from the workspace's extracts and fill the open workbook."""
    from scorecard.xl.buttons import refreshing

    press("Refresh", refreshing.refresh, app)


def apply_snapshot(app: xw.App | None = None) -> None:
    """Fill the open workbook from the latest snapshot."""
    from scorecard.xl.buttons import refreshing

    press("Apply snapshot", refreshing.apply_snapshot, app)


def check(app: xw.App | None = None) -> None:
    """List what is wrong with mappings, extracts, commentary and the open workbook."""
    from scorecard.xl.buttons import checking

    press("Check", checking.check, app)


def indicators(app: xw.App | None = None) -> None:
    """Make a sheet of all indicators with their definitions and the formula to copy."""
    from scorecard.xl.buttons import listing

    press("Indicators", listing.list_indicators, app)


def explain(app: xw.App | None = None) -> None:
    """Say how the figure in the selected cell came to be."""
    from scorecard.xl.buttons import explaining

    press("Explain", explaining.explain, app)


def save_commentary(app: xw.App | None = None) -> None:
    """Write what was typed into the boxes to the workspace."""
    from scorecard.xl.buttons import saving

    press("Save commentary", saving.save_commentary, app)


def freeze_copy(app: xw.App | None = None) -> None:
    """Save a copy whose KPI formulas are values."""
    from scorecard.xl.buttons import freezing

    press("Freeze copy", freezing.freeze_copy, app)


def relink(app: xw.App | None = None) -> None:
    """Mend the formulas of a workbook that was made on another computer."""
    from scorecard.xl.buttons import relinking

    press("Relink", relinking.relink, app)


def publish(app: xw.App | None = None) -> None:
    """Make the edition for the audience that was chosen."""
    from scorecard.xl.buttons import publishing

    press("Publish", publishing.publish, app)


def settings(app: xw.App | None = None) -> None:
    """Say whether the settings that were entered work."""
    from scorecard.xl.buttons import choosing

    press("Settings", choosing.told_settings, app)


def help_(app: xw.App | None = None) -> None:
    """Make a sheet that says how to use the scorecard."""
    from scorecard.xl.buttons import helping

    press("Help", helping.show_help, app)
