"""YAML -> checked definitions: extracts, indicators, the cell map, the workspace."""
