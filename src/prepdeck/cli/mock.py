"""`prepdeck mock`: rehearse under the clock, on the screen; and the sheet for a partner who plays the interviewer."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

import click
from click.shell_completion import CompletionItem

from prepdeck.cli.mock_keeping import export, log
from prepdeck.cli.mock_reading import diff, history, list_scenarios, show
from prepdeck.cli.opening import confirm_showing, has_terminal, open_screen, opened
from prepdeck.cli.output import print_text
from prepdeck.errors import UsageError

if TYPE_CHECKING:
    from prepdeck.mocks.events import Mode
    from prepdeck.study.mock_request import MockRequest


class MockGroup(click.Group):
    """A group whose first word, where it names none of its commands, is a scenario."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Before a command stands no scenario; without one, options may stand on either side of the scenario."""
        if args and args[0] in self.commands:
            return super().parse_args(ctx, ["", *args])
        ctx.allow_interspersed_args = True
        ctx.allow_extra_args = False
        return super().parse_args(ctx, args)


class ScenarioArgument(click.Argument):
    """The scenario, told in the usage of `mock` itself and not in that of its commands."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Nothing for a command beneath."""
        return super().get_usage_pieces(ctx) if self in ctx.command.params else []


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in mock.commands if name.startswith(incomplete)]


@click.group(cls=MockGroup, invoke_without_command=True, subcommand_metavar="| COMMAND [ARGS]...")
@click.argument("scenario", cls=ScenarioArgument, required=False, default="", shell_complete=_complete)
@click.option("--phase", default="", metavar="P", help="Only this phase, ten minutes if --minutes says no other.")
@click.option("--framework", default="", metavar="F", help="Make sure that it is of this framework.")
@click.option("--minutes", type=int, metavar="N", help="The net minutes of the interview (45).")
@click.option("--slot", type=int, metavar="N", help="The minutes of a calendar slot; ten of them are no interview.")
@click.option(
    "--mode",
    type=click.Choice(["guided", "real"]),
    default="guided",
    show_default=True,
    help="Guided has hints; real has none, and one curveball.",
)
@click.option("--written", is_flag=True, help="With notes for each phase, instead of aloud.")
@click.option("--strict", is_flag=True, help="Go on to the next phase by itself when the time is up.")
@click.option(
    "--as", "role", type=click.Choice(["interviewer"]), help="Print the sheet for a partner who plays the interviewer."
)
@click.option("--yes", is_flag=True, help="Show what that sheet gives away without asking.")
@click.pass_context
def mock(
    ctx: click.Context,
    scenario: str,
    phase: str,
    framework: str,
    minutes: int | None,
    slot: int | None,
    mode: str,
    written: bool,
    strict: bool,
    role: str | None,
    yes: bool,
) -> None:
    """Rehearse an interview under the clock.

    Alone, it shows the scenarios to choose from. A scenario that is named like one of the commands below is reached
    with two dashes: prepdeck mock -- list
    """
    if ctx.invoked_subcommand is not None:
        return
    from prepdeck.study.mock_opening import MockOpening
    from prepdeck.study.mock_request import MockRequest

    if not scenario:
        _refuse_options_alone(ctx)
        _require_terminal()
        ctx.exit(open_screen(ctx, MockOpening()))
    request = MockRequest(scenario, framework, minutes, slot, phase, cast("Mode", mode), written, strict)
    if role is not None:
        _print_partner_sheet(ctx, request, yes)
        return
    _check(ctx, request)
    _require_terminal()
    ctx.exit(open_screen(ctx, MockOpening(request)))


@mock.command()
@click.argument("mock_id", required=False, default="", metavar="[ID]")
@click.pass_context
def resume(ctx: click.Context, mock_id: str) -> None:
    """Go on with a mock that was left: its run, or its debrief.

    Without ID it is the newest unfinished one, or else the newest that waits for its debrief.
    """
    from prepdeck.study.mock_checking import mock_to_go_on
    from prepdeck.study.mock_opening import MockOpening

    with opened(ctx) as collection:
        stored = mock_to_go_on(collection, mock_id)
    _require_terminal()
    ctx.exit(open_screen(ctx, MockOpening(resume=stored.id)))


for command in (list_scenarios, history, show, diff, export, log):
    mock.add_command(command)


def _refuse_options_alone(ctx: click.Context) -> None:
    """Without a scenario everything is chosen on the screen, and an option would be lost silently."""
    for parameter in ctx.command.params:
        name = parameter.name or ""
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise UsageError(
                f"{parameter.opts[0]} needs a scenario: prepdeck mock SCENARIO {parameter.opts[0]} ...",
                "prepdeck mock list shows the scenarios; prepdeck mock alone lets you choose on the screen.",
            )


def _check(ctx: click.Context, request: "MockRequest") -> None:
    """Refuse what cannot be rehearsed; a word near one of the commands may have been meant as that."""
    from prepdeck.study.mock_checking import checked

    try:
        with opened(ctx) as collection:
            checked(collection, request)
    except UsageError as error:
        near = get_close_matches(request.scenario, mock.commands, n=1)
        if near and error.message.startswith("There is no scenario"):
            raise UsageError(error.message, f"{error.hint} Or did you mean prepdeck mock {near[0]}?") from error
        raise


def _require_terminal() -> None:
    if not has_terminal():
        raise UsageError(
            "A mock needs a terminal: it draws a clock and waits for keys.",
            "Without one there are mock list, history, show, diff, export and log, and for a partner "
            "prepdeck mock SCENARIO --as interviewer.",
        )


def _print_partner_sheet(ctx: click.Context, request: "MockRequest", yes: bool) -> None:
    from prepdeck.study.mock_checking import checked
    from prepdeck.study.mock_sheets import partner_sheet_of

    with opened(ctx) as collection:
        about, _ = checked(collection, request)
        confirm_showing(about.scenario.title, yes)
        sheet = partner_sheet_of(collection, request)
    print_text(sheet.rstrip("\n"))
