"""The looks: three themes of our own, and remembering the one that was chosen."""

from pathlib import Path

from textual.color import Color
from textual.theme import Theme

DEFAULT_THEME = "ink"


def _theme(name: str, *, dark: bool, colors: dict[str, str]) -> Theme:
    """A theme whose own variables (`muted`, `rule`, the ratings and the queues) all screens may use."""
    return Theme(
        name=name,
        dark=dark,
        primary=colors["accent"],
        secondary=colors["easy"],
        accent=colors["accent"],
        warning=colors["hard"],
        error=colors["again"],
        success=colors["good"],
        foreground=colors["foreground"],
        background=colors["background"],
        surface=colors["surface"],
        panel=colors["panel"],
        variables={
            "muted": colors["muted"],
            "rule": colors["rule"],
            "again": colors["again"],
            "hard": colors["hard"],
            "good": colors["good"],
            "easy": colors["easy"],
            "due": colors["good"],
            "learning": colors["hard"],
            "new": colors["easy"],
            "block-cursor-background": colors["panel"],
            "block-cursor-foreground": colors["foreground"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colors["surface"],
            "block-cursor-blurred-foreground": colors["foreground"],
            "block-cursor-blurred-text-style": "bold",
            "block-hover-background": colors["surface"],
            "button-focus-text-style": "bold underline",
            "border": colors["accent"],
            "border-blurred": colors["rule"],
            "scrollbar": colors["rule"],
            "scrollbar-hover": colors["muted"],
            "scrollbar-active": colors["accent"],
            "scrollbar-background": colors["background"],
            "scrollbar-background-hover": colors["background"],
            "scrollbar-background-active": colors["background"],
            "scrollbar-corner-color": colors["background"],
        },
    )


THEMES = (
    _theme(
        "ink",
        dark=True,
        colors={
            "background": "#12151c",
            "surface": "#1a1f29",
            "panel": "#252c3a",
            "foreground": "#dde2ec",
            "muted": "#98a2b5",
            "rule": "#343d4e",
            "accent": "#8ab4f8",
            "again": "#f48b96",
            "hard": "#e6b566",
            "good": "#9fcf7c",
            "easy": "#7cc7e8",
        },
    ),
    _theme(
        "paper",
        dark=False,
        colors={
            "background": "#fbf9f4",
            "surface": "#f3efe6",
            "panel": "#e7e1d3",
            "foreground": "#22262d",
            "muted": "#565d69",
            "rule": "#cfc7b6",
            "accent": "#1f4f9c",
            "again": "#a3261f",
            "hard": "#7a4a00",
            "good": "#2b611c",
            "easy": "#085a75",
        },
    ),
    _theme(
        "contrast",
        dark=True,
        colors={
            "background": "#000000",
            "surface": "#0b0b0b",
            "panel": "#333333",
            "foreground": "#ffffff",
            "muted": "#d0d0d0",
            "rule": "#8a8a8a",
            "accent": "#ffd84d",
            "again": "#ff9d9d",
            "hard": "#ffc04d",
            "good": "#8df08d",
            "easy": "#86d5ff",
        },
    ),
)
"""Text on any of their grounds has a contrast of 4.5 or more (WCAG AA); the first is the default."""


def variables_for(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that does not set them: Textual's own, which a user may name in config.toml."""
    colors = theme.to_color_system().generate()
    ground, text = Color.parse(colors["background"]), Color.parse(colors["foreground"])
    rating = {name: _legible(Color.parse(colors[of]), text, ground) for name, of in _RATING_COLORS.items()}
    return {
        "muted": _legible(ground.blend(text, 0.75), text, ground),
        "rule": ground.blend(text, 0.25).hex6,
        **rating,
        "due": rating["good"],
        "learning": rating["hard"],
        "new": rating["easy"],
    }


_RATING_COLORS = {"again": "error", "hard": "warning", "good": "success", "easy": "secondary"}
_LEAST_CONTRAST = 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.1 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _legible(color: Color, text: Color, ground: Color) -> str:
    """The colour, drawn toward the text colour until it can be read on the ground."""
    tenths = next((n for n in range(10) if contrast(color.blend(text, n / 10), ground) >= _LEAST_CONTRAST), 10)
    return color.blend(text, tenths / 10).hex6


def remember_theme(config_file: Path, theme: str) -> None:
    """Write the chosen theme to config.toml, leaving the rest of the file as it is; raises OSError."""
    import tomlkit

    from prepdeck.config import write_privately

    document = tomlkit.parse(config_file.read_text("utf-8") if config_file.exists() else "")
    if document.get("theme") != theme:
        document["theme"] = theme
        write_privately(config_file, tomlkit.dumps(document))
