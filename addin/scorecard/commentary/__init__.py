"""What people wrote about a period, with live figures in it, and whether the figures bear it out."""

from scorecard.commentary.render import read_commentary

__all__ = ["read_commentary"]
