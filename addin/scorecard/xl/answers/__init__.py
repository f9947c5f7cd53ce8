"""From the arguments of a formula to what its cells show."""
