"""The form of a note: what is typed into a field is what the reader gives back, and nothing else changes."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.note_form import FormField, field_at, form_of, with_value
from prepdeck.library.note_tables import NOTE_KINDS
from prepdeck.library.reader import read_file
from prepdeck.library.templates import note_template

NOTE = dedent("""\
    id: gpus
    front: 'Split {gb} GB over {gpus} GPUs: how much each?'   # asked often
    # a comment
    numeric:
      given: {gb: [112, 224], gpus: 8}
      answer: gb/gpus
      unit: GB
    tier: deep
    """).rstrip()


def field_of(text: str, *path: str) -> FormField:
    form = form_of(text)
    assert form is not None
    return next(field for field in form.fields if field.path == path)


def as_file(text: str) -> bytes:
    lines = text.split("\n")
    return ("deck: d\nnotes:\n  - " + "\n    ".join(lines) + "\n").encode()


@pytest.mark.parametrize("kind", [kind.name for kind in NOTE_KINDS])
def test_every_kind_has_a_form_of_all_its_fields(kind: str) -> None:
    text = dedent("\n".join(line[4:] for line in note_template(kind, "new").splitlines()[1:]))
    form = form_of(text)
    assert form is not None
    assert form.kind.name == kind
    required = [field for field in form.fields if field.required]
    assert required
    assert all(field.value for field in required)
    assert all(field.documentation for field in form.fields)
    for field in form.fields:
        assert with_value(text, field, field.value) == text or form_of(with_value(text, field, field.value)) == form


def test_a_changed_field_changes_its_own_lines_alone() -> None:
    changed = with_value(NOTE, field_of(NOTE, "tier"), "core")
    assert changed == NOTE.replace("tier: deep", "tier: core")
    changed = with_value(NOTE, field_of(NOTE, "why"), "One.\nTwo.")
    assert changed == NOTE + "\nwhy: |-\n  One.\n  Two."
    assert with_value(changed, field_of(changed, "why"), "") == NOTE
    changed = with_value(NOTE, field_of(NOTE, "numeric", "unit"), "GiB")
    assert changed == NOTE.replace("unit: GB", "unit: GiB")


def test_names_with_numbers_are_a_line_each() -> None:
    field = field_of(NOTE, "numeric", "given")
    assert (field.style, field.value) == ("given", "gb: 112, 224\ngpus: 8")
    changed = with_value(NOTE, field, "gb: 1e3\ngpus: 8, 64")
    assert "given: {gb: [1e3], gpus: [8, 64]}" in changed


def test_items_with_reasons_are_a_line_each() -> None:
    text = "front: a\nsteps: [One, {step: Two, why: because}]"
    field = field_of(text, "steps")
    assert (field.style, field.value) == ("reasons", "One\nTwo :: because")
    assert with_value(text, field, "One\nTwo :: be: cause") == (
        "front: a\nsteps:\n  - One\n  - step: Two\n    why: 'be: cause'"
    )


def test_what_a_form_cannot_say_stays_yaml() -> None:
    text = "front: a\nitems:\n  - |-\n    two\n    lines\n  - b"
    field = field_of(text, "items")
    assert field.style == "yaml"
    assert field.value == "- |-\n  two\n  lines\n- b"
    assert form_of(with_value(text, field, field.value + "\n- c")) is not None


def test_a_note_in_braces_is_written_a_line_a_key_once_it_is_changed() -> None:
    text = "{id: a, front: 'x: y', choices: {answer: p, others: [q, r]}}"
    changed = with_value(text, field_of(text, "choices", "others"), "q\nr\ns")
    assert changed == "id: a\nfront: 'x: y'\nchoices:\n  answer: p\n  others:\n    - q\n    - r\n    - s"


@pytest.mark.parametrize("text", ["", "- a", "front: 'open", "front: a", "just words", "a: &x 1"])
def test_no_form_where_there_is_no_note(text: str) -> None:
    assert form_of(text) is None


def test_a_line_leads_to_its_field() -> None:
    assert field_at(NOTE, 2) == ("front",)
    assert field_at(NOTE, 5) == ("numeric", "given", "gpus")
    assert field_at(NOTE, 8) == ("tier",)


WRITTEN = st.text(alphabet=st.sampled_from("abé1 :-#'\"{}[]|>&*!%@`,?\\$.~=<\n  "), max_size=80)
TIDY = WRITTEN.map(lambda text: "\n".join(line.rstrip() for line in text.split("\n")).strip("\n"))


@given(TIDY.filter(str.strip), st.sampled_from(["front", "back", "why"]))
def test_the_reader_gives_back_what_was_typed(typed: str, name: str) -> None:
    text = "id: a\nfront: f\nback: b\ntags: [t]"
    changed = with_value(text, field_of(text, name), typed)
    read = read_file("d.yaml", as_file(changed)).deck_file
    assert read is not None
    (note,) = read.notes
    values = {"front": note.body.front, "back": note.body.back, "why": note.why}  # type: ignore[union-attr]
    assert values.pop(name) == (typed if "\n" in typed else typed.strip())
    assert values.items() <= {"front": "f", "back": "b", "why": ""}.items()
    assert (note.id, note.tags) == ("a", ("t",))
    assert field_of(changed, name).value == (typed if "\n" in typed else typed.strip())


@given(
    st.lists(TIDY.map(lambda text: text.replace("\n", " ").strip()).filter(bool), min_size=1, max_size=5, unique=True)
)
def test_lists_come_back_item_by_item(items: list[str]) -> None:
    text = "id: a\nfront: f\nchoices: {answer: right, others: [wrong]}"
    items = [item for item in items if item != "right"] or ["x"]
    changed = with_value(text, field_of(text, "choices", "others"), "\n".join(items))
    read = read_file("d.yaml", as_file(changed)).deck_file
    assert read is not None
    (note,) = read.notes
    assert note.body.others == tuple(items)  # type: ignore[union-attr]
    assert field_of(changed, "choices", "others").value.split("\n") == items
