"""Notes of every kind with any text, for round trips."""

from hypothesis import strategies as st

from prepdeck.library.source import CONTROL
from prepdeck.model.note import (
    Ask,
    Basic,
    Body,
    Choices,
    Cloze,
    Code,
    Explain,
    Given,
    GivenValue,
    Items,
    ListItem,
    Note,
    Numeric,
    Pitch,
    Place,
    Steps,
    Tolerance,
    Typed,
    Verified,
)  # fmt: skip

CHARACTERS = st.one_of(
    st.sampled_from(" \n\t'\"#:-[]{}|>&*!%@`~$\\=+,;?<QAC.1a\u00e4\u4e2d\U0001f600"),
    st.characters(blacklist_categories=("Cs",)),
)


def _kept(text: str) -> str:
    """A text as the reader takes it: without control characters and outer blank lines."""
    return CONTROL.sub("", text.replace("\r", "").replace("\ufeff", "")).strip("\n").rstrip()


TEXT = st.one_of(
    st.text(CHARACTERS, max_size=40).map(_kept).filter(bool),
    st.lists(st.sampled_from(("Q: a", "A: b", "C: {{c1::x}}", "# head", "a::b", "---", "```", "<!-- x -->", "| a |",
                              "  deep", "- item", "?", "==x==", "'quoted", "=1+1", "id,front", "", "word")),
             min_size=1, max_size=5).map("\n".join).map(_kept).filter(bool),
)  # fmt: skip
LINE = TEXT.map(lambda text: _kept(" ".join(text.split()))).filter(bool)
SLUG = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,5})?", fullmatch=True)
TAG = st.text(st.characters(whitelist_categories=("L", "N"), whitelist_characters="-_.:/'"), min_size=1, max_size=8)
_LISTED = st.lists(st.builds(ListItem, TEXT, st.just("") | TEXT), min_size=2, max_size=4, unique_by=lambda i: i)
_POINTS = st.lists(TEXT, min_size=1, max_size=4, unique=True).map(tuple)
_SECONDS = st.integers(5, 600)


def _choices(front: str, texts: list[str], right: int) -> Choices:
    distinct = list({text.strip(): text.strip() for text in texts})
    cut = min(right, len(distinct) - 1)
    return Choices(front, tuple(distinct[:cut]), tuple(distinct[cut:]))


BODY: st.SearchStrategy[Body] = st.one_of(
    st.builds(Basic, TEXT, TEXT, st.booleans()),
    st.builds(
        Cloze,
        st.sampled_from(("{{c1::a}} and {{c2::b::hint}}", "x {{c1::`a::b`}}\n\ny", "{{c3::\\frac{1}{2}}}")),
    ),
    st.builds(Steps, TEXT, _LISTED.map(tuple)),
    st.builds(Items, TEXT, _LISTED.map(tuple)),
    st.builds(_choices, TEXT, st.lists(TEXT, min_size=2, max_size=5, unique_by=str.strip), st.integers(1, 3)),
    st.builds(Typed, TEXT, st.lists(LINE, min_size=1, max_size=3, unique=True).map(tuple)),
    st.builds(
        lambda front, amount: Numeric(
            front.replace("{", "(").replace("}", ")") + " {gpus}",
            (Given("gpus", (GivenValue(8.0, "8"), GivenValue(64.0, "6.40e1"))),),
            Tolerance(amount / 100, relative=True), answer="112/gpus", unit="GB", working="Divide.",
        ), TEXT, st.integers(0, 100),
    ),
    st.builds(Code, TEXT, SLUG, TEXT, st.just("") | TEXT, st.just("")),
    st.builds(Explain, TEXT, _SECONDS, _POINTS),
    st.builds(Pitch, TEXT, _SECONDS, _POINTS),
    st.builds(Ask, TEXT, LINE, LINE),
)  # fmt: skip
NOTE = st.builds(
    Note,
    deck=st.just("d"),
    id=SLUG,
    body=BODY,
    place=st.just(Place("", 0)),
    why=st.just("") | TEXT,
    hint=st.just("") | TEXT,
    tags=st.lists(TAG, max_size=3, unique=True).map(tuple),
    tier=st.sampled_from(("core", "deep", "stretch")),
    covers=st.lists(SLUG, max_size=2, unique=True).map(tuple),
    sources=st.lists(LINE, max_size=2, unique=True).map(tuple),
    verified=st.none() | st.just(Verified("torch 2.13.0", "2026-11-20")),
    expires_after_days=st.none() | st.integers(1, 999),
    diagram=st.just("") | TEXT,
    was=st.lists(st.builds("{}/{}".format, SLUG, SLUG), max_size=2, unique=True).map(tuple),
)
NOTES = st.lists(NOTE, min_size=1, max_size=4, unique_by=lambda note: note.id)
