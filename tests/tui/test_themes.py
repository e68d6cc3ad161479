"""The themes can be read, and the choice of one is kept."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from prepdeck.config import read_config
from prepdeck.tui.themes import THEMES, contrast, remember_theme, variables_for

TEXTS = ("muted", "again", "hard", "good", "easy", "due", "learning", "new")
GROUNDS = ("background", "surface", "panel")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_all_text_of_our_themes_has_enough_contrast_on_every_ground(theme: Theme) -> None:
    texts = {name: theme.variables[name] for name in TEXTS}
    texts |= {"foreground": theme.foreground or "", "accent": theme.accent or ""}
    for ground in GROUNDS:
        for name, color in texts.items():
            assert contrast(Color.parse(color), Color.parse(getattr(theme, ground))) >= 4.5, (name, ground)


@pytest.mark.parametrize("name", sorted(name for name, theme in BUILTIN_THEMES.items() if not theme.ansi))
def test_our_colours_can_be_read_on_textuals_own_themes(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    colors = theme.to_color_system().generate()
    ground = Color.parse(colors["background"])
    enough = min(4.5, contrast(Color.parse(colors["foreground"]), ground))
    for variable, color in variables_for(theme).items():
        if variable != "rule":
            assert contrast(Color.parse(color), ground) >= enough, variable


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)
    assert contrast(Color.parse("#777"), Color.parse("#fff")) == pytest.approx(4.48, abs=0.01)


def test_remembering_a_theme_leaves_the_rest_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('# mine\nrollover_hour = 5\n\n[keys]\n"today.goal" = "f5"\n', "utf-8")
    remember_theme(file, "paper")
    assert read_config(file).theme == "paper"
    assert read_config(file).rollover_hour == 5
    assert file.read_text("utf-8").startswith("# mine\n")
