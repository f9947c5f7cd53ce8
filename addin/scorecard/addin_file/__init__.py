"""The add-in file: Scorecard.xlam built from VBA, ribbon and settings, put in its place, and examined."""
