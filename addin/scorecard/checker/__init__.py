"""A finished scorecard, read as a reader reads it: whether its figures agree with each other and with its text."""

from scorecard.checker.check import CheckReport, check_workbook

__all__ = ["CheckReport", "check_workbook"]
