"""Several processes on one file: no update is lost, nothing is answered twice."""

import subprocess
import sys
import textwrap

from support.homes import Home, numbered_deck

from prepdeck.study.lookup import details_of

PROCESSES = 4
ANSWERS = 40

WORKER = textwrap.dedent(
    """
    import sys
    sys.path[:0] = [{src!r}, {tests!r}]
    from pathlib import Path
    from support.homes import HandClock, Home
    from prepdeck.errors import StaleCardError, StoreError
    from prepdeck.model.rating import Rating
    from prepdeck.study.marking import answer_card
    home = Home(Path({folder!r}), HandClock({now}))
    won = 0
    for number in range({answers}):
        try:
            answer_card(home.collection, "a/q1", Rating(number % 4 + 1))
            won += 1
        except (StaleCardError, StoreError):  # answered elsewhere meanwhile, or in use for too long: nothing stored
            pass
    print(won)
    """
)


def test_no_answer_is_lost_and_none_overwrites_another(home: Home) -> None:
    home.write("a.yaml", numbered_deck("a", 1))
    assert home.collection.find_note("a/q1")
    here = __file__.partition("/tests/")[0]
    program = WORKER.format(
        src=f"{here}/src",
        tests=f"{here}/tests",
        folder=str(home.folder),
        now=home.clock.at_ms,
        answers=ANSWERS,
    )
    workers = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(PROCESSES)
    ]
    won = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    details = details_of(home.collection, "a/q1")
    assert len(details.reviews) == sum(won)
    assert details.state.reps == sum(won)
    assert sum(won) >= ANSWERS // 2  # whoever runs alone wins each of its own
    store = home.collection.store
    before = store.projection_digests()
    assert store.rebuild_and_compare(home.collection.scheduler_of, keep=False)[1] == before
