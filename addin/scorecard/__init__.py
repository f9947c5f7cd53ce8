"""Source extracts of a council's children's services -> a filled scorecard workbook."""

__version__ = "0.1.0"
