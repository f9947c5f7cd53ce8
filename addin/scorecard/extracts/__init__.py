"""Source files -> typed tables, and what was wrong with them.

A reader (`csv_source`, `xlsx_source`) turns a file or sheet into text with Excel's row numbers. Everything after that
is the same for all sources: `headings` finds the fields, `staging` types the cells, `checks` sets rows aside, `cache`
keeps the result. A new kind of source is a mapping and a reader.
"""

from scorecard.extracts.reading import read_extracts

__all__ = ["read_extracts"]
