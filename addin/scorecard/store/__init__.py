"""Indicator values <-> SQLite snapshots."""
