"""`python -m tests`: every check that a change must pass, in the order of their cost."""

import subprocess
import sys
from pathlib import Path

CHECKS = (
    ["ruff", "check", "."],
    ["mypy"],
    ["lint-imports"],
    ["pytest", "-q"],
)


def main() -> int:
    """Run the checks and stop at the first that fails."""
    scripts = Path(sys.executable).parent
    for name, *arguments in CHECKS:
        print(f"== {name}", flush=True)
        done = subprocess.run([str(scripts / name), *arguments], cwd=Path(__file__).parents[1])
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
