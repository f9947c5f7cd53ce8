"""What is left of each part of a workbook in an edition: only what is known to be needed and safe."""
