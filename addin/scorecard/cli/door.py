"""What every command goes through: the app, its usual options, errors as messages, a line of progress."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from scorecard.errors import ScorecardError

app = typer.Typer(
    help="Children's social care scorecards: source extracts to a filled workbook.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
screen = Console(stderr=True, highlight=False, soft_wrap=True)

STAGES = ("Mappings", "Extracts", "Indicators", "Store", "Workbook")

P = ParamSpec("P")
R = TypeVar("R")

Folder = Annotated[Path, typer.Argument(metavar="WORKSPACE", help="The workspace folder.")]
FolderOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
PeriodOption = Annotated[
    str, typer.Option("--period", help="A month such as 2016-03; else the last one in the extracts.")
]
TemplateOption = Annotated[Path | None, typer.Option("--template", help="The template to fill.")]
OutOption = Annotated[Path | None, typer.Option("--out", help="The file to write.")]


def command(run: Callable[P, R]) -> Callable[P, R]:
    """A command of the scorecard."""
    return app.command()(told(run))


def told(run: Callable[P, R]) -> Callable[P, R]:
    """A command that shows an error as a message with its way out, and leaves with its exit code."""

    @functools.wraps(run)
    def shown(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except ScorecardError as error:
            told = error
        except BrokenPipeError:  # whoever read what is printed has had enough: `scorecard explain CODE | head`
            raise
        except OSError as error:
            told = ScorecardError(
                f"{error.filename or 'A file'}: {error.strerror or error}.",
                "Check that the folder is there, can be written and has room; close the file where it is open.",
            )
        except (KeyboardInterrupt, EOFError):
            told = ScorecardError("Stopped.", "The last snapshot and the last workbook are as they were.")
        screen.print(told.message, style="bold red", markup=False)
        if told.way_out:
            screen.print(told.way_out, markup=False)
        raise typer.Exit(told.exit_code)

    return shown


@contextmanager
def progress_bar(stages: Sequence[str] = STAGES) -> Iterator[Callable[[str, str], None]]:
    """A line that says what a run is at; it is called with one of its stages and a name."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Starting", total=len(stages))

        def told(stage: str, at: str) -> None:
            bar.update(task, description=f"{stage} {at}".strip(), completed=stages.index(stage))

        yield told
