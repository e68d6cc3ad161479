"""Frameworks and a scenario to rehearse in tests, and whole runs made of random actions."""

from collections.abc import Callable

from hypothesis import strategies as st

from prepdeck.mocks import session
from prepdeck.mocks.setup import prepared
from prepdeck.mocks.timetable import timetable
from prepdeck.model.framework import Axis, Framework, FrameworkPhase
from prepdeck.model.scenario import Clarification, Curveball, RubricItem, Scenario, ScenarioPhase

MINUTE = 60_000

LENGTHS: dict[str, dict[int, tuple[int, ...]]] = {
    "nine-step": {
        35: (1, 4, 2, 2, 4, 3, 8, 2, 2, 2, 4, 1),
        45: (1, 6, 3, 3, 5, 4, 9, 3, 2, 3, 5, 1),
        60: (1, 7, 4, 4, 7, 6, 12, 4, 3, 4, 7, 1),
    },
    "seven-step": {35: (4, 4, 4, 7, 9, 4, 3), 45: (5, 5, 5, 9, 11, 6, 4), 60: (7, 6, 7, 12, 14, 8, 6)},
    "meta-signals": {
        35: (5, 2, 5, 4, 9, 6, 3, 1),
        45: (7, 3, 6, 5, 11, 7, 5, 1),
        60: (8, 4, 8, 7, 14, 10, 8, 1),
    },
    "ml-infra": {
        35: (1, 4, 5, 6, 7, 6, 4, 1, 1),
        45: (1, 5, 7, 8, 9, 8, 5, 1, 1),
        60: (1, 6, 9, 11, 12, 11, 7, 2, 1),
    },
    "coding-pattern": {20: (2, 2, 5, 8, 3), 25: (2, 2, 5, 10, 6)},
}


def framework(slug: str) -> Framework:
    lengths = LENGTHS[slug]
    count = len(next(iter(lengths.values())))
    phases = tuple(
        FrameworkPhase(
            f"p{place}",
            f"Phase {place}",
            tuple((length, minutes[place]) for length, minutes in lengths.items()),
            graded=place < count - 1,
        )
        for place in range(count)
    )
    return Framework(slug, slug.title(), "", phases, ())


FRAMEWORKS = [framework(slug) for slug in LENGTHS]


def axis(slug: str, weight: int) -> Axis:
    return Axis(slug, slug.title(), weight, "mid", "senior", "staff")


SMALL = Framework(
    "small",
    "Small",
    "",
    (
        FrameworkPhase("open", "Opening", ((20, 2),), graded=False),
        FrameworkPhase("design", "Architecture", ((20, 4),)),
        FrameworkPhase("data", "Data and labels", ((20, 6),)),
        FrameworkPhase("model", "Model", ((20, 7),)),
        FrameworkPhase("wrap", "Wrap-up", ((20, 1),), graded=False),
    ),
    (axis("navigation", 30), axis("training-data", 30), axis("modeling", 40)),
)

FEED = Scenario(
    slug="feed",
    title="Home feed",
    path="",
    framework="small",
    prompt="Design it.",
    phases=(
        ScenarioPhase(
            "design",
            hints=("boxes", "two paths", "train and serve"),
            items=(
                RubricItem("paths", "A training path and a serving path", "navigation", "must", cards=("a/paths",)),
                RubricItem("stages", "Retrieval before ranking", "navigation", "should", cards=("a/stages",)),
            ),
        ),
        ScenarioPhase(
            "data",
            hints=("think of labels", "and their delay", "name a window"),
            items=(
                RubricItem(
                    "negatives",
                    "Negatives differ by stage",
                    "training-data",
                    "must",
                    cards=("d/negatives", "d/sampling"),
                ),
                RubricItem("delay", "Label delay and its window", "training-data", "must", cards=("d/delay",)),
                RubricItem("split", "Split by time", "training-data", "should", cards=("d/split", "d/negatives")),
                RubricItem("slice", "A counterfactual logging slice", "training-data", "bonus", "staff", ("d/slice",)),
            ),
        ),
        ScenarioPhase(
            "model",
            items=(
                RubricItem("baseline", "A simple baseline first", "modeling", "must", cards=("m/baseline",)),
                RubricItem("loss", "Name the loss", "modeling", "must", cards=("m/loss",)),
                RubricItem("calibration", "Calibrated probabilities", "modeling", "should", cards=("m/calibration",)),
            ),
        ),
    ),
    curveballs=(
        Curveball("cold-start", "design", "Creators are new."),
        Curveball("latency", "data", "Latency halves."),
        Curveball("never", "wrap", "Comes after the end."),
    ),
    siblings=("events", "games"),
    clarifications=(
        Clarification(("scale", "users", "daily active users"), "100M daily users"),
        Clarification(("latency", "p99"), "200 ms"),
    ),
)

Act = Callable[[session.Step, int], session.Step]


def acted(kind: str, text: str, place: int) -> Act:
    """One action of a person, on the run at an instant."""

    def act(step: session.Step, at_ms: int) -> session.Step:
        run = step.run
        match kind:
            case "tick":
                return session.tick(run, at_ms)
            case "next":
                return session.next_phase(run, at_ms)
            case "enter":
                return session.enter(run, at_ms, place)
            case "mark":
                return session.mark(run, at_ms)
            case "note":
                return session.note(run, at_ms, text, place)
            case "hint":
                return session.hint(run, at_ms, FEED)
            case "ask":
                return session.ask(run, at_ms, text, FEED)
            case "park":
                return session.park(run, at_ms, text)
            case "pause":
                return session.pause(run, at_ms)
            case "resume":
                return session.resume(run, 5000)
            case "gap":
                return session.notice_gap(run, at_ms, 60_000)
            case "finish":
                return session.finish(run, at_ms)
            case _:
                return session.abandon(run, at_ms)

    return act


OFTEN = ["tick", "tick", "next", "next", "enter", "mark", "note", "hint", "ask", "park", "pause", "resume", "resume"]
ACTS = st.builds(
    acted,
    st.sampled_from([*OFTEN * 3, "gap", "finish", "abandon"]),
    st.sampled_from(["", "two towers", "how many users", "latency?"]),
    st.integers(0, len(SMALL.phases) - 1),
)
SPANS = st.integers(0, 4 * MINUTE)
STARTS = st.builds(
    lambda mode, strict, seed: session.start(
        prepared(SMALL, FEED, timetable(SMALL, 20), mode, strict=strict, seed=seed)
    ),
    st.sampled_from(["guided", "real"]),
    st.booleans(),
    st.integers(0, 50),
)


def started(**options: object) -> session.Step:
    """A run of the small framework that has just begun."""
    return session.start(prepared(SMALL, FEED, timetable(SMALL, 20), **options))  # type: ignore[arg-type]
