"""Builds Scorecard.xlam in this folder or as the file named: `python addin/build_addin.py [FILE]`."""

import sys
from pathlib import Path

from scorecard.addin_file.building import FILE_NAME, write

if __name__ == "__main__":
    print(write(Path(sys.argv[1] if len(sys.argv) > 1 else FILE_NAME)))
