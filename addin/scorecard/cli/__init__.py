"""The command line: every command is a few lines over the pipeline, the store and the demo."""

from scorecard.cli import addin, mailing, making, publishing, reading
from scorecard.cli.door import app

__all__ = ["addin", "app", "mailing", "making", "publishing", "reading"]
