"""Bars drawn with signs that differ in shape, so that they read in greyscale as well."""

from collections.abc import Sequence

from textual.content import Content

FULL, MISSING, UNKNOWN = "█", "░", "▒"
LEGEND = f"{FULL} shown  {MISSING} missing  {UNKNOWN} unknown"
_STEPS = "▁▂▃▄▅▆▇█"
_NOTHING = "·"


def known_bar(shown: float, known: float, width: int, style: str = "$accent") -> Content:
    """A bar of `width` cells: the share (0-1) that is shown, what of the known rest is missing, and the unknown."""
    full = round(width * min(max(shown, 0.0), 1.0))
    until = max(full, round(width * min(max(known, 0.0), 1.0)))
    if known < 0.999 and width > 1:
        until = min(until, width - 1)
        full = min(full, until)
    return Content.assemble(
        (FULL * full, style), (MISSING * (until - full), "$muted"), (UNKNOWN * (width - until), "$muted")
    )


def share_bar(share: float, width: int, style: str = "$accent") -> Content:
    """A bar of `width` cells, filled to a share (0-1); anything above nothing has a cell."""
    full = min(width, max(round(width * share), 1 if share > 0 else 0))
    return Content.assemble((FULL * full, style), (" " * (width - full), ""))


def strip(values: Sequence[float], most: float = 0.0) -> str:
    """One sign a value, by its height against the largest (or `most`); a dot for nothing."""
    top = max(most, *values, 1e-9) if values else 1.0
    return "".join(_STEPS[min(7, int(value / top * 7.999))] if value > 0 else _NOTHING for value in values)


def steps(values: Sequence[float | None], top: float, each: int = 1) -> str:
    """`each` signs a value by its height against `top`; a value that is not known is drawn as unknown, never as low."""
    return "".join(
        (UNKNOWN if value is None else _STEPS[min(7, max(0, int(value / top * 7.999)))]) * each for value in values
    )


def percent(share: float | None) -> str:
    """`41 %`, of a share of 1; `unknown` for None."""
    return "unknown" if share is None else f"{100 * share:.0f} %"


def score_text(score: float | None) -> str:
    """`41 %`, of a score of 100; `unknown` for None."""
    return percent(None if score is None else score / 100)
