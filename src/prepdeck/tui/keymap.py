"""The user's own keys: the `keys` table of config.toml, checked, because Textual would lose a clashing key silently."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from textual.binding import Binding, BindingType
from textual.keys import KEY_ALIASES, Keys

_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})
_NAMES = frozenset(key.value for key in Keys) | frozenset(KEY_ALIASES)
_WORDS = frozenset({"space", "minus", "asterisk", "exclamation_mark", "question_mark", "slash", "plus", "comma"})

Scope = tuple[Binding, ...]
"""The bindings that can be active at the same time."""


def all_scopes() -> list[Scope]:
    """What may be active together, screen by screen; imports every screen."""
    from prepdeck.tui.screens.browse import BrowseScreen
    from prepdeck.tui.screens.choice import ChoiceScreen
    from prepdeck.tui.screens.debrief import DebriefScreen
    from prepdeck.tui.screens.decks import DecksScreen
    from prepdeck.tui.screens.drill import DrillScreen
    from prepdeck.tui.screens.evidence import EvidenceScreen
    from prepdeck.tui.screens.export_file import ExportScreen
    from prepdeck.tui.screens.goal import GoalScreen
    from prepdeck.tui.screens.help import HelpScreen
    from prepdeck.tui.screens.import_file import ImportScreen
    from prepdeck.tui.screens.info import InfoScreen
    from prepdeck.tui.screens.line_entry import LineEntryScreen
    from prepdeck.tui.screens.message import MessageScreen
    from prepdeck.tui.screens.mock_history import MockHistoryScreen
    from prepdeck.tui.screens.mock_result import MockResultScreen
    from prepdeck.tui.screens.mocks import MocksScreen
    from prepdeck.tui.screens.news import NewsScreen
    from prepdeck.tui.screens.own_questions import OwnQuestionsScreen
    from prepdeck.tui.screens.plan import PlanScreen
    from prepdeck.tui.screens.progress import ProgressScreen
    from prepdeck.tui.screens.put_on_day import PutOnDayScreen
    from prepdeck.tui.screens.readiness import ReadinessScreen
    from prepdeck.tui.screens.rehearsal import RehearsalScreen
    from prepdeck.tui.screens.spoken_run import SpokenRunScreen
    from prepdeck.tui.screens.stories import StoriesScreen
    from prepdeck.tui.screens.story_form import StoryFormScreen
    from prepdeck.tui.screens.summary import SummaryScreen
    from prepdeck.tui.screens.take import TakeScreen
    from prepdeck.tui.screens.today import TodayScreen
    from prepdeck.tui.screens.written_run import WrittenRunScreen
    from prepdeck.tui.shell import Shell
    from prepdeck.tui.widgets.card_pane import CardPane
    from prepdeck.tui.widgets.path_field import PathInput
    from prepdeck.tui.widgets.row_list import LIST_KEYS
    from prepdeck.tui.widgets.scope_list import ScopeList

    together: list[tuple[Iterable[BindingType], ...]] = [
        (LIST_KEYS, TodayScreen.BINDINGS, Shell.BINDINGS),
        (LIST_KEYS, DecksScreen.BINDINGS, Shell.BINDINGS),
        (ScopeList.BINDINGS, BrowseScreen.BINDINGS, Shell.BINDINGS),
        (CardPane.BINDINGS, BrowseScreen.BINDINGS, Shell.BINDINGS),
        (LIST_KEYS, NewsScreen.BINDINGS, Shell.BINDINGS),
        (DrillScreen.BINDINGS, Shell.BINDINGS),
        (SummaryScreen.BINDINGS, Shell.BINDINGS),
        (StoriesScreen.BINDINGS, Shell.BINDINGS),
        (RehearsalScreen.BINDINGS, Shell.BINDINGS),
        (OwnQuestionsScreen.BINDINGS, Shell.BINDINGS),
        (StoryFormScreen.BINDINGS, Shell.BINDINGS),
        (TakeScreen.BINDINGS,),
        (LIST_KEYS, MocksScreen.BINDINGS, Shell.BINDINGS),
        (LIST_KEYS, MockHistoryScreen.BINDINGS, Shell.BINDINGS),
        (SpokenRunScreen.BINDINGS, Shell.BINDINGS),
        (WrittenRunScreen.BINDINGS, Shell.BINDINGS),
        (DebriefScreen.BINDINGS, Shell.BINDINGS),
        (MockResultScreen.BINDINGS, Shell.BINDINGS),
        (PlanScreen.BINDINGS, Shell.BINDINGS),
        (ProgressScreen.BINDINGS, Shell.BINDINGS),
        (LIST_KEYS, ReadinessScreen.BINDINGS, Shell.BINDINGS),
        (PathInput.BINDINGS, ImportScreen.BINDINGS, Shell.BINDINGS),
        (PathInput.BINDINGS, ExportScreen.BINDINGS, Shell.BINDINGS),
        (ChoiceScreen.BINDINGS,),
        (LineEntryScreen.BINDINGS,),
        (PutOnDayScreen.BINDINGS,),
        (EvidenceScreen.BINDINGS,),
        (InfoScreen.BINDINGS,),
        (GoalScreen.BINDINGS,),
        (HelpScreen.BINDINGS,),
        (MessageScreen.BINDINGS,),
    ]
    return [tuple(_one_each(bindings)) for bindings in together]


def _one_each(lists: Iterable[Iterable[BindingType]]) -> Iterable[Binding]:
    return (binding for bindings in lists for binding in bindings if isinstance(binding, Binding) and binding.id)


def checked_keymap(wanted: Mapping[str, str], scopes: list[Scope] | None = None) -> tuple[dict[str, str], list[str]]:
    """The changes that can be made, and what is wrong with the others, in words.

    A key that is taken by something else active at the same time is refused, unless that moves away in the same table.
    """
    scopes = all_scopes() if scopes is None else scopes
    known = {binding.id or "" for scope in scopes for binding in scope}
    taken: dict[str, str] = {}
    complaints = []
    for name, keys in wanted.items():
        complaint = _complaint(name, keys, known)
        if complaint:
            complaints.append(complaint)
        else:
            taken[name] = ",".join(part.strip() for part in keys.split(","))
    while clash := _clash(taken, scopes):
        name, key, other = clash
        complaints.append(f"{name} cannot be {key!r}: that is {other}. Give {other} another key in the same table.")
        del taken[name]
    return taken, complaints


def _complaint(name: str, keys: str, known: set[str]) -> str:
    if name not in known:
        near = get_close_matches(name, known, n=1)
        return f"there is no key named {name!r}." + (f" Did you mean {near[0]}?" if near else " ? lists the names.")
    wrong = next((part for part in keys.split(",") if not _is_key(part.strip())), None)
    return f"{name}: there is no key {wrong!r}. Write it as x, f5, ctrl+x or enter." if wrong is not None else ""


def _is_key(text: str) -> bool:
    *modifiers, key = text.split("+")
    if not all(modifier in _MODIFIERS for modifier in modifiers):
        return False
    return len(key) == 1 or text in _NAMES or key in _NAMES or key in _WORDS


def _clash(changed: Mapping[str, str], scopes: list[Scope]) -> tuple[str, str, str] | None:
    """The newest change that takes a key something else has: its name, the key, the other's name."""
    for name in reversed(list(changed)):
        mine = set(_normal(changed[name]))
        for scope in scopes:
            if not any(binding.id == name for binding in scope):
                continue
            for binding in scope:
                theirs = set(_normal(changed.get(binding.id or "", binding.key)))
                if binding.id != name and (common := mine & theirs):
                    return name, min(common), binding.id or ""
    return None


def _normal(keys: str) -> list[str]:
    """Keys by Textual's names: `?` is `question_mark`."""
    return [binding.key for binding in Binding.make_bindings([Binding(keys, "", id="")])]
