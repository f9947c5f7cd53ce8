"""`python -m scorecard` and the console command `scorecard`."""

from scorecard.cli import app


def main() -> None:
    app()


if __name__ == "__main__":
    main()
