"""Opening the editor of a note, from wherever a card is: the browser, the drill, the palette."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from prepdeck.errors import PrepdeckError
from prepdeck.tui.screens.choice import Choice, ChoiceScreen
from prepdeck.tui.screens.line_entry import LineEntryScreen

if TYPE_CHECKING:
    from prepdeck.study.collection import Collection
    from prepdeck.study.note_editing import NoteOnDesk
    from prepdeck.tui.shell import Shell

Done = Callable[[str | None], None]
"""Told the key of the note that was saved; empty where none was."""

_KIND_KEYS = {
    "basic": "b",
    "cloze": "c",
    "choices": "o",
    "steps": "s",
    "items": "i",
    "typed": "t",
    "numeric": "u",
    "code": "x",
    "explain": "e",
    "pitch": "p",
    "ask": "a",
}
_DECK_KEYS = "123456789abcdefghilmoprstuvwxyz"
_NEW = "n"


def edit_note(app: "Shell", collection: "Collection", key: str, done: Done) -> None:
    """Edit the note of a card here; why it cannot be is told."""
    from prepdeck.study.note_editing import open_note

    try:
        desk = open_note(collection, key)
    except PrepdeckError as error:
        app.complain(error)
        return
    _open(app, collection, desk, done)


def new_note(app: "Shell", collection: "Collection", decks: Sequence[str], done: Done) -> None:
    """Ask for deck and kind, then write: into the one deck that is looked at, if it is the user's own."""
    from prepdeck.study.note_editing import own_decks

    own = own_decks(collection)
    if len(decks) == 1 and decks[0] in dict(own):
        _ask_kind(app, collection, decks[0], done)
    elif not own:
        _ask_title(app, collection, done)
    else:
        _ask_deck(app, collection, own, done)


def _ask_deck(app: "Shell", collection: "Collection", own: list[tuple[str, str]], done: Done) -> None:
    keys = dict(zip(_DECK_KEYS, own, strict=False))
    choices = [Choice(key, title, slug) for key, (slug, title) in keys.items()]

    def chosen(key: str | None) -> None:
        if key == _NEW:
            _ask_title(app, collection, done)
        elif key in keys:
            _ask_kind(app, collection, keys[key][0], done)

    new = Choice(_NEW, "A new deck")
    app.push_screen(ChoiceScreen("Into which of your decks?", "", [*choices, new]), chosen)


def _ask_title(app: "Shell", collection: "Collection", done: Done) -> None:
    def named(title: str | None) -> None:
        if title and title.strip():
            _ask_kind(app, collection, "", done, title=title.strip())

    hint = "It becomes a file of your own, which notes are added to."
    app.push_screen(LineEntryScreen("What is the new deck called?", hint, "Feature stores", "go on"), named)


def _ask_kind(app: "Shell", collection: "Collection", deck: str, done: Done, title: str = "") -> None:
    from prepdeck.library.note_tables import NOTE_KINDS

    titles = {kind.name: kind.title for kind in NOTE_KINDS}
    choices = [Choice(key, kind, titles[kind]) for kind, key in _KIND_KEYS.items()]
    kinds = {key: kind for kind, key in _KIND_KEYS.items()}

    def chosen(key: str | None) -> None:
        if key in kinds:
            _begin(app, collection, deck, kinds[key], done, title)

    app.push_screen(ChoiceScreen("What kind of note?", "", choices), chosen)


def _begin(app: "Shell", collection: "Collection", deck: str, kind: str, done: Done, title: str = "") -> None:
    from prepdeck.study.note_editing import first_note
    from prepdeck.study.note_editing import new_note as empty_note

    try:
        desk = first_note(collection, title, kind) if title else empty_note(collection, deck, kind)
    except PrepdeckError as error:
        app.complain(error)
        return
    _open(app, collection, desk, done, form=True)


def _open(app: "Shell", collection: "Collection", desk: "NoteOnDesk", done: Done, *, form: bool = False) -> None:
    from prepdeck.tui.screens.edit import EditScreen

    def left(answer: str | None) -> None:
        key, _, wish = (answer or "").partition("!")
        if wish == "again":
            _begin(app, collection, desk.deck, desk.kind, done)
            return
        if wish == "outside":
            _edit_outside(app, collection, desk)
        done(key)

    app.push_screen(EditScreen(collection, desk, form=form), left)


def _edit_outside(app: "Shell", collection: "Collection", desk: "NoteOnDesk") -> None:
    from prepdeck.study.editing import edit_target
    from prepdeck.tui.editor import edit_file

    try:
        if desk.key is not None:
            target = edit_target(collection, desk.key)
            edit_file(app, target.path, target.line)
        elif desk.path.exists():
            edit_file(app, desk.path, desk.entry.line)
    except PrepdeckError as error:
        app.complain(error)
