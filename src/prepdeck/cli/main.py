"""The command `prepdeck`: finds a command's file when it is asked for, so that none pays for the others."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from prepdeck import __version__
from prepdeck.cli.output import print_error
from prepdeck.cli.streams import abandon_output, prepare_streams
from prepdeck.errors import PrepdeckError, StoreError

COMPLETION_VARIABLE = "_PREPDECK_COMPLETE"
"""Set by the shell while it completes a command line; click answers."""

INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells expect it."""

COMMANDS = {
    "drill": "drill:drill",
    "due": "due:due",
    "decks": "decks:decks",
    "card": "card:card",
    "search": "search:search",
    "answer": "answer:answer",
    "suspend": "marks:suspend",
    "unsuspend": "marks:unsuspend",
    "bury": "marks:bury",
    "flag": "marks:flag",
    "reset": "marks:reset",
    "reschedule": "marks:reschedule",
    "undo": "undo:undo",
    "redo": "undo:redo",
    "place": "place:place",
    "rehearse": "rehearse:rehearse",
    "stories": "stories:stories",
    "asked": "asked:asked",
    "sheet": "sheet:sheet",
    "mock": "mock:mock",
    "plan": "plan:plan",
    "readiness": "readiness:readiness",
    "stats": "stats:stats",
    "load": "load:load",
    "optimize": "optimize:optimize",
    "carry": "carry:carry",
    "check": "check:check",
    "new": "new:new",
    "preview": "preview:preview",
    "diff": "diff:diff",
    "move": "move:move",
    "schema": "schema:schema",
    "import": "import_file:import_file",
    "export": "export_file:export_file",
    "doctor": "doctor:doctor",
    "log": "log:log",
    "locate": "locate:locate",
}
"""Command names, each with its file and the name in it, in the order of the help."""


class CommandFiles(click.Group):
    """A group whose commands are imported when named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        file, name = place.split(":")
        command: click.Command = getattr(importlib.import_module(f"prepdeck.cli.{file}"), name)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with a near name for a misspelt one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if near:
                raise click.UsageError(f"There is no command {args[0]}. Did you mean {near[0]}?", ctx) from error
            raise


@click.group(cls=CommandFiles, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="prepdeck")
@click.option("--home", metavar="DIR", help="Keep config, data and cache under DIR for this call.")
@click.option(
    "--decks", "deck_paths", metavar="PATH", multiple=True, type=Path, help="Read this deck file or folder as well."
)
@click.pass_context
def cli(ctx: click.Context, home: str | None, deck_paths: tuple[Path, ...]) -> None:
    """Interview training in the terminal. Alone, it opens the screen on Today."""
    from prepdeck.paths import resolve_paths

    for path in deck_paths:
        if not path.exists():
            raise click.UsageError(f"There is nothing at {path}.", ctx)
    ctx.obj = (resolve_paths(home), tuple(path.absolute() for path in deck_paths))
    if ctx.invoked_subcommand is None:
        _open_today(ctx)


def _open_today(ctx: click.Context) -> None:
    """The screen, or Today as text where there is no terminal to draw it on."""
    from prepdeck.cli.opening import has_terminal, open_screen

    if has_terminal():
        ctx.exit(open_screen(ctx))
    from prepdeck.cli.due import due

    ctx.invoke(due)


def run() -> None:
    """Run the program; every failure a person can act on becomes a sentence and an exit code."""
    prepare_streams()
    if COMPLETION_VARIABLE in os.environ:
        cli.main(prog_name="prepdeck")  # a shell asks for its completion script, or how a word goes on
    sys.exit(exit_code_of(sys.argv[1:]))


def exit_code_of(arguments: list[str]) -> int:
    """Run the command line and give its exit code, as docs/cli.md lists them."""
    try:
        # Not `cli.main`, which ends the process with 1 when a pipe breaks.
        with cli.make_context("prepdeck", list(arguments)) as ctx:
            result = cli.invoke(ctx)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except PrepdeckError as error:
        print_error(error.message, error.hint)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        print_error(error.format_message(), _usage_hint(error))
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()  # the reader went away (`prepdeck decks | head`): nothing more to say
        return 0
    except OSError as error:
        abandon_output()
        print_error(f"{error.filename or 'The output'} cannot be read or written: {error.strerror or error}.")
        return StoreError.exit_code


def _usage_hint(error: click.ClickException) -> str:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"See {error.ctx.command_path} --help."
    return ""
