"""What roles come of a file, and what is told of them among the other files."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prepdeck.library.check import Checked, check_library
from prepdeck.library.file_codec import decode_file, encode_file
from prepdeck.library.reader import read_file
from prepdeck.library.search_path import Root
from prepdeck.model.role import ChecklistItem, Requirement, RoleMention

ROLE = """
kind: role
role: engineer
title: Engineer   # a comment is harmless here
note: Weights follow the posting.
requirements:
  - requirement: training
    title: 'Training: all of it'
    class: must
    weight: 4
    cards: '(deck:cards or tag:x) tier:core'
    axes: [short/modeling, short/talk]
    evidence: true
  - {requirement: team, title: Team, class: preferred, weight: 1}
checklist:
  - {item: resume, title: One page}
"""
FRAMEWORK = """
kind: framework
framework: short
title: Short
phases: [{phase: model, title: Model, minutes: {20: 20}}]
axes:
  - {axis: modeling, title: Modeling, weight: 60, mid: Picks., senior: Argues., staff: Doubts.}
  - {axis: talk, title: Talk, weight: 40, mid: Answers., senior: Leads., staff: Adapts.}
"""
DECK = "deck: cards\nnotes:\n  - {id: one, front: Which?, back: b}\n"


def library(folder: Path, **files: str) -> Checked:
    for name, source in files.items():
        (folder / f"{name}.yaml").write_text(source)
    return check_library([Root(folder)])


def codes(source: str) -> list[str]:
    return [problem.code for problem in read_file("a.yaml", source.encode()).problems]


def test_every_field_of_a_role_is_read() -> None:
    content = read_file("engineer.yaml", ROLE.encode())
    assert content.problems == ()
    role = content.role
    assert role is not None
    assert (role.slug, role.title, role.path) == ("engineer", "Engineer", "engineer.yaml")
    assert (role.note, role.line, role.column) == ("Weights follow the posting.", 3, 7)
    assert role.requirements == (
        Requirement(
            slug="training",
            title="Training: all of it",
            requirement_class="must",
            weight=4,
            cards="(deck:cards or tag:x) tier:core",
            axes=("short/modeling", "short/talk"),
            evidence=True,
        ),
        Requirement("team", "Team", "preferred", 1),
    )
    assert role.checklist == (ChecklistItem("resume", "One page"),)
    assert role.requirement("team") is role.requirements[1]
    assert role.requirement("resume") is None


def test_a_role_remembers_where_it_names_other_things() -> None:
    role = read_file("engineer.yaml", ROLE.encode()).role
    assert role is not None
    assert role.mentions == (
        RoleMention("cards", "(deck:cards or tag:x) tier:core", 11, 12),
        RoleMention("axis", "short/modeling", 12, 12),
        RoleMention("axis", "short/talk", 12, 28),
    )


def test_a_role_comes_back_from_the_index_as_it_was() -> None:
    content = read_file("engineer.yaml", ROLE.encode())
    assert decode_file(encode_file(content)) == content
    assert not content.is_unusable


def test_all_errors_of_a_role_are_told_at_once_and_half_a_role_is_not_used() -> None:
    source = ROLE.replace("class: must", "class: wish").replace("weight: 1}", "weight: 11}")
    source = source.replace("tier:core'", "tier:hard'").replace("requirement: team", "requirement: training")
    source = source.replace("resume, title: One page", "resume, text: One page")
    assert codes(source) == [
        "unknown-value", "bad-query", "duplicate-name", "out-of-range", "missing-key", "unknown-key",
    ]  # fmt: skip
    assert read_file("a.yaml", source.encode()).is_unusable


def test_checklist_items_have_names_of_their_own() -> None:
    assert codes(ROLE + "  - {item: resume, title: Again}\n") == ["duplicate-name"]


def test_a_role_without_a_requirement_is_no_use() -> None:
    head = ROLE.partition("requirements:")[0]
    assert codes(f"{head}requirements: []\n") == ["too-few-items"]
    assert codes(head) == ["missing-key"]


@given(
    st.integers(0, 500),
    st.integers(0, 30),
    st.sampled_from(["", "[]", "{}", "- x", "x", "0", "''", "\n", "  ", "{", ": ", "(", "is:new"]),
)
def test_any_damage_gives_problems_in_the_file_and_never_an_exception(at: int, length: int, token: str) -> None:
    damaged = ROLE[:at] + token + ROLE[at + length :]
    lines = damaged.split("\n")
    content = read_file("a.yaml", damaged.encode())
    assert content.problems or not content.is_unusable
    for problem in content.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_a_whole_library_is_clean_and_has_its_role(tmp_path: Path) -> None:
    checked = library(tmp_path, role=ROLE, framework=FRAMEWORK, deck=DECK)
    assert checked.problems == ()
    assert [role.slug for role in checked.roles] == ["engineer"]


def test_what_other_files_lack_is_told_with_what_was_meant_and_the_role_stays(tmp_path: Path) -> None:
    role = ROLE.replace("short/modeling", "shrt/modeling").replace("short/talk", "short/tlak")
    role = role.replace("deck:cards", "deck:crads").replace("weight: 1}", "weight: 1, cards: 'deck:cards tier:deep'}")
    checked = library(tmp_path, role=role, framework=FRAMEWORK, deck=DECK)
    assert [(problem.code, problem.severity.title, problem.hint) for problem in checked.problems] == [
        ("unknown-query-deck", "warning", "did you mean cards?"),
        ("unknown-framework", "error", "did you mean short?"),
        ("unknown-axis", "error", "did you mean talk?"),
        ("no-cards", "warning", "correct it, or remove `cards`"),
    ]
    assert [role.slug for role in checked.roles] == ["engineer"]
