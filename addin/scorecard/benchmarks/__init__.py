"""Published statistics -> the table of benchmarks that a council keeps."""

from scorecard.benchmarks.importing import Imported, import_benchmarks

__all__ = ["Imported", "import_benchmarks"]
