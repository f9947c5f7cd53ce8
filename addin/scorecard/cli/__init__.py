"""The command line: every command is a few lines over the pipeline, the store and the demo."""

from scorecard.cli import making, reading
from scorecard.cli.door import app

__all__ = ["app", "making", "reading"]
