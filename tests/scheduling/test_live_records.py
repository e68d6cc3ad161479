"""Undo and redo: which records count."""

from hypothesis import given
from hypothesis import strategies as st
from scheduling.log_building import live_records, mark, record, void, voided

from prepdeck.model.records import Mark, Record


def live_ids(*records: Record) -> list[str]:
    return [record.id for record in live_records(records)]


def test_without_voids_everything_counts() -> None:
    assert live_ids(mark(1, "flag"), mark(2, "suspend")) == ["r1", "r2"]


def test_an_undone_group_goes_whole() -> None:
    both = [record(n, Mark(f"deck/n{n}", "suspend"), group="bulk") for n in (1, 2)]
    assert live_ids(*both, mark(3, "flag"), void(4, "bulk")) == ["r3"]


def test_redo_undo_redo() -> None:
    log = [mark(1, "flag"), void(2, "g1")]
    assert live_ids(*log) == []
    log.append(void(3, "g2"))
    assert live_ids(*log) == ["r1"]
    log.append(void(4, "g3"))
    assert live_ids(*log) == []
    log.append(void(5, "g4"))
    assert live_ids(*log) == ["r1"]


def test_an_undo_of_two_machines_needs_both_to_be_redone() -> None:
    log = [mark(1, "flag"), void(2, "g1"), void(3, "g1"), void(4, "g2")]
    assert live_ids(*log) == []
    assert live_ids(*log, void(5, "g3")) == ["r1"]


def test_voids_of_what_is_not_here_yet_are_kept() -> None:
    assert voided([void(1, "elsewhere")]) == {"elsewhere"}
    assert live_ids(void(1, "elsewhere"), mark(2, "flag")) == ["r2"]


def test_voids_in_a_circle_or_of_themselves_have_no_effect() -> None:
    assert live_ids(void(1, "g2"), void(2, "g1"), mark(3, "flag")) == ["r3"]
    assert live_ids(void(1, "g1"), mark(3, "flag")) == ["r3"]


def test_ten_thousand_undos_and_redos_of_one_answer() -> None:
    log = [mark(0, "flag"), *(void(n, f"g{n - 1}") for n in range(1, 10_001))]
    assert live_ids(*log) == ["r0"]
    assert live_ids(*log[:-1]) == []


@given(st.lists(st.integers(0, 12), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(targets: list[int], dice) -> None:  # type: ignore[no-untyped-def]
    log = [mark(n, "flag") for n in range(6)] + [void(6 + n, f"g{target}") for n, target in enumerate(targets)]
    shuffled = dice.sample(log, len(log))
    assert voided(shuffled) == voided(log)
    assert sorted(live_ids(*shuffled)) == sorted(live_ids(*log))


@given(st.lists(st.booleans(), max_size=30))
def test_undo_and_redo_walk_the_log_like_a_stack(presses: list[bool]) -> None:
    """Undo voids the newest action that counts, redo voids the newest undo that does."""
    log = [mark(n, "flag") for n in range(5)]
    done, undone = [f"g{n}" for n in range(5)], []
    for number, is_undo in enumerate(presses, start=10):
        if is_undo and done:
            log.append(void(number, done[-1]))
            undone.append((f"g{number}", done.pop()))
        elif not is_undo and undone:
            undo, action = undone.pop()
            log.append(void(number, undo))
            done.append(action)
        assert [f"g{record.sequence}" for record in live_records(log)] == done
