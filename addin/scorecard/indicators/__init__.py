"""Typed tables and definitions -> indicator values."""
