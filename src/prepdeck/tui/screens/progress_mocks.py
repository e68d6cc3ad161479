"""The panels of progress that are about mocks and choices: time, skills, guesses, patterns taken for others."""

from typing import TYPE_CHECKING

from textual.content import Content

from prepdeck.mocks.spans import clock_text
from prepdeck.text.safe import one_line
from prepdeck.tui.screens.today_lines import counted
from prepdeck.tui.widgets.bars import share_bar
from prepdeck.tui.widgets.lines import hanging, wrapped

if TYPE_CHECKING:
    from prepdeck.study.progress import Progress

_NAME = 26
_MOST_CONFUSIONS = 12
_FIRST_MOCK = "m on Today starts one; its debrief brings it here."


def overrun_lines(progress: "Progress", width: int) -> list[Content]:
    """Planned and used time of each phase over its last five runs; the time over is drawn with another sign."""
    phases = progress.rehearsed.phases
    if not phases:
        return wrapped(
            Content(f"How long each phase of a mock took against its plan will stand here. {_FIRST_MOCK}"), width
        )
    worst = max(phases, key=lambda each: each.over_ms)
    if worst.over_ms > 0:
        often = f"over in {worst.over} of its last {worst.runs}"
        said = f"{worst.title}: {clock_text(worst.over_ms)} over on average, {often}."
    else:
        said = "Nowhere: every phase keeps to its plan on average."
    lines = wrapped(Content(said), width)
    longest, bar = max(max(each.planned_ms, each.used_ms) for each in phases) or 1, max(10, width - _NAME - 22)
    for framework in dict.fromkeys(each.framework for each in phases):
        lines += [Content(""), Content.styled(f"{framework:<{_NAME}}{'':{bar}}    used  planned", "$muted")]
        for each in (phase for phase in phases if phase.framework == framework):
            planned, used = (round(bar * value / longest) for value in (each.planned_ms, each.used_ms))
            within, over = min(planned, used), max(0, used - planned)
            left = max(0, planned - used)
            is_over = each.over_ms > 0.1 * each.planned_ms
            lines.append(
                Content.assemble(
                    f"{one_line(each.title, _NAME - 2):<{_NAME}}",
                    ("█" * within, "$good"),
                    ("▓" * over, "$hard"),
                    ("·" * left, "$muted"),
                    " " * (bar - within - over - left),
                    f"{clock_text(each.used_ms):>8}",
                    (f"{clock_text(each.planned_ms):>8}", "$muted"),
                    (" over" if is_over else "", "$hard"),
                )
            )
    return [
        *lines,
        Content(""),
        Content.styled("█ used  ▓ over the plan  · left of it; means of the last five runs", "$muted"),
    ]


def axis_lines(progress: "Progress", width: int) -> list[Content]:
    """Each axis from mock to mock, the lowest newest score first."""
    axes = progress.rehearsed.axes
    if not axes:
        return wrapped(Content(f"The scores of each skill from mock to mock will stand here. {_FIRST_MOCK}"), width)
    mocks = counted(progress.rehearsed.mocks, "debriefed mock")
    lines = [*wrapped(Content(f"{mocks}. Scores of 1 to 4, oldest first; 3 would advance."), width)]
    longest = max(len(each.scores) for each in axes)
    for framework in dict.fromkeys(each.framework for each in axes):
        lines += [Content(""), Content.styled(framework, "$muted")]
        of_framework = [each for each in axes if each.framework == framework]
        for each in sorted(of_framework, key=lambda axis: (axis.scores[-1], axis.title)):
            change = each.scores[-1] - each.scores[0]
            word = "rising" if change > 0 else "falling" if change < 0 else "steady" if len(each.scores) > 1 else "once"
            style = "$good" if each.scores[-1] >= 3 else "$hard"
            lines.append(
                Content.assemble(
                    f"{one_line(each.title, _NAME + 4):<{_NAME + 6}}",
                    ("".join(f"{score:>3}" for score in each.scores[:-1]).rjust(3 * (longest - 1)), "$muted"),
                    (f"{each.scores[-1]:>3}", f"{style} bold"),
                    (f"   {word}", "$muted"),
                )
            )
    return lines


def guess_lines(progress: "Progress", width: int) -> list[Content]:
    """How the guesses before a debrief compare with what came out."""
    guesses = progress.rehearsed.guesses
    if guesses is None:
        text = "Before a debrief you guess how you did. How right those guesses are will stand here."
        return wrapped(Content(f"{text} {_FIRST_MOCK}"), width)
    too_low = guesses.guesses - guesses.right - guesses.too_high
    tendency = (
        "You think better of it than it was: listen for what you left out."
        if guesses.mean_delta > 0.25
        else "You think worse of it than it was."
        if guesses.mean_delta < -0.25
        else "On the whole you judge yourself well."
    )
    lines = [*wrapped(Content(f"{guesses.right} of {guesses.guesses} guesses right. {tendency}"), width), Content("")]
    for name, count in (("too high", guesses.too_high), ("right", guesses.right), ("too low", too_low)):
        bar = share_bar(count / guesses.guesses, max(10, min(40, width - 20)), "$good" if name == "right" else "$hard")
        lines.append(Content.assemble((f"{name:<12}", "$muted"), bar, f"{count:>4}"))
    mean = f"Mean difference {guesses.mean_delta:+.1f} on the scale of 1 to 4."
    return [*lines, Content(""), Content.styled(mean, "$muted")]


def confusion_lines(progress: "Progress", width: int) -> list[Content]:
    """What was chosen for what, the most frequent first."""
    found = progress.confusions
    if not found:
        text = (
            "When you choose the wrong pattern on a card tagged dsa, what you took for what will stand here. Drill the"
            " decks of coding patterns; c on Today practises one."
        )
        return wrapped(Content(text), width)
    total = sum(each.times for each in found)
    lines = [
        *wrapped(
            Content(f"{counted(total, 'wrong choice')} on cards of coding patterns, the most frequent first."), width
        )
    ]
    for each in found[:_MOST_CONFUSIONS]:
        marker = Content.styled(f"{each.times:>3} x  ", "$hard bold")
        lines += [
            Content(""),
            *hanging(marker, wrapped(Content.assemble(("chose  ", "$muted"), one_line(each.chosen, 200)), width - 7)),
        ]
        lines += hanging(
            Content(" " * 7), wrapped(Content.assemble(("was    ", "$muted"), one_line(each.right, 200)), width - 7)
        )
        lines.append(Content.styled(f"       {one_line(each.key, width - 8)}", "$muted"))
    rest = len(found) - _MOST_CONFUSIONS
    return [*lines, Content(""), Content.styled(f"{rest} more: prepdeck stats --json", "$muted")] if rest > 0 else lines
