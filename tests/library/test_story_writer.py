"""What the form and the import write is read back as it was: no word of anybody's story is lost on the way."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.stories import CLEAN

from prepdeck.library.reader import read_file
from prepdeck.library.story_writer import Draft, story_text
from prepdeck.study.story_files import draft_of, problems_of
from prepdeck.study.story_import import parse_stories

CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff\ufeff"
)
LINE = st.text(CHARACTERS, min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)
ROW = st.text(CHARACTERS, max_size=40).map(str.rstrip)
TEXT = st.lists(ROW, min_size=1, max_size=6).map("\n".join).filter(lambda text: text.strip())
NAMES = ("one_liner", "situation", "task", "action", "result", "reflection", "30s", "120s")


def kept(text: str) -> str:
    """A text without what YAML and the reader leave out: blank lines around it, blanks at the ends of lines."""
    rows = [row.rstrip() for row in text.strip().split("\n")]
    return rows[0].strip() if len(rows) == 1 else "\n".join(rows)


@given(LINE, st.fixed_dictionaries({name: LINE if name == "one_liner" else TEXT for name in NAMES}), LINE, LINE)
def test_every_text_comes_back(title: str, texts: dict[str, str], probe: str, answer: str) -> None:
    claims = ({"claim": "a-claim", "value": probe, "means": answer, "baseline": title},)
    draft = Draft("a", title, "team", texts, ((probe, answer), (probe, "")), (("growing", "ok"),), claims)
    content = read_file("a.yaml", story_text(draft).encode())
    assert content.problems == ()
    story = content.story
    assert story is not None
    assert story.title == title
    for name in NAMES:
        written = " ".join(texts[name].split()) if "\n" not in texts[name].strip() else texts[name]
        assert kept(story.text(name)) == kept(written)
    assert [(one.text, one.answer) for one in story.probes] == [(probe, answer), (probe, "")]
    assert (story.claims[0].value, story.claims[0].means, story.claims[0].baseline) == (probe, answer, title)
    assert story_text(draft_of(story)) == story_text(draft_of(story))


def test_a_whole_story_is_written_as_it_was_read() -> None:
    story = read_file("a.yaml", f"{CLEAN}evidence_for: [sharding, data-loading]\n".encode()).story
    assert story is not None
    again = read_file("a.yaml", story_text(draft_of(story)).encode()).story
    assert again is not None
    assert draft_of(again) == draft_of(story)
    assert [each.requirement for each in again.evidence_for] == ["sharding", "data-loading"]
    assert problems_of(draft_of(story), Path("a.yaml")) == ()


@given(st.text(max_size=300))
def test_any_markdown_is_read_without_an_exception_and_what_is_found_can_be_written(text: str) -> None:
    parts = "## A\n### Situation\n{}\n### Task\nt\n### Action\na\n### Result\nr 1\n"
    for markdown in (text, parts.format(text)):
        for story in parse_stories(markdown):
            assert all(story.texts[name] for name in ("situation", "task", "action", "result"))
            assert story.slug
