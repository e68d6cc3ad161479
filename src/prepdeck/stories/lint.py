"""The claims lint: what an interviewer finds in two questions, told before.

Each rule looks at all stories together, because a number that is right in one is often another thing in the next.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from prepdeck.model.story import Claim, Passage, Story
from prepdeck.stories.figures import PERCENT, Figure, Sentence, figures_in, first_figure, ratio_agrees, sentences_of
from prepdeck.stories.meanings import (
    CHANGE,
    FIRST,
    PERIOD,
    RELATIVE_SAID,
    SHARES,
    VAGUE,
    is_identical_meaning,
    is_same_meaning,
    metrics_in,
)
from prepdeck.stories.speaking import speaking_of


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something an interviewer would ask about, at its place (line and column from 1)."""

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Stated:
    """A claim with its figure, and the story that makes it."""

    story: Story
    claim: Claim
    figure: Figure

    @property
    def where(self) -> str:
        return f"{self.story.path}:{self.claim.line}"

    def finding(self, code: str, message: str, hint: str = "") -> Finding:
        return Finding(self.story.path, self.claim.line, self.claim.column, code, message, hint)


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure in a text of a story, with its sentence."""

    story: Story
    passage: Passage
    sentence: Sentence
    figure: Figure

    def finding(self, code: str, message: str, hint: str = "") -> Finding:
        line, column = self.passage.place(self.sentence.start + self.figure.start)
        return Finding(self.story.path, line, column, code, message, hint)


@dataclass(frozen=True, slots=True)
class _Told:
    """All stories with their figures found."""

    stories: Sequence[Story]
    stated: tuple[_Stated, ...]
    said: tuple[_Said, ...]

    def claims_for(self, said: _Said) -> list[_Stated]:
        """The claims of the same story that make this figure."""
        return [one for one in self.stated if one.story is said.story and one.figure.is_same(said.figure)]


def lint(stories: Sequence[Story]) -> list[Finding]:
    """Everything to be mended, by place; one finding of a kind at a place."""
    told = _Told(stories, tuple(_stated(stories)), tuple(_said(stories)))
    return sorted({finding for rule in RULES for finding in rule(told)})


def _stated(stories: Sequence[Story]) -> Iterator[_Stated]:
    for story in stories:
        for claim in story.claims:
            if figure := first_figure(claim.figure):
                yield _Stated(story, claim, figure)


def _said(stories: Sequence[Story]) -> Iterator[_Said]:
    for story in stories:
        for passage in story.passages:
            for sentence in sentences_of(passage.text):
                for figure in figures_in(sentence.text):
                    yield _Said(story, passage, sentence, figure)


def two_meanings(told: _Told) -> Iterator[Finding]:
    """One figure that is two things: 300x of production in one story, of training in another."""
    living = [one for one in told.stated if not one.claim.retracted and one.figure.compares]
    for earlier, later in combinations(living, 2):
        same = earlier.figure.is_same(later.figure)
        if same and not is_same_meaning(earlier.claim.means, later.claim.means):
            message = (
                f'{later.claim.figure} means "{later.claim.means}" here, and "{earlier.claim.means}" in {earlier.where}'
            )
            yield later.finding("two-meanings", message)
    for said in told.said:
        metrics = metrics_in(said.sentence.text)
        others = [one.figure for one in told.said if one.sentence is said.sentence and one.figure is not said.figure]
        if not said.figure.compares or not metrics or any(figure.compares for figure in others):
            continue
        for one in told.claims_for(said):
            meant = metrics_in(one.claim.means)
            if meant and not meant & metrics:
                spelt = said.figure.spelling.strip()
                message = f'{spelt} is said of {_list(metrics)}, but its claim means "{one.claim.means}"'
                yield said.finding("two-meanings", message)


def two_figures(told: _Told) -> Iterator[Finding]:
    """One thing with two figures: five years in one story, seven in another."""
    living = [one for one in told.stated if not one.claim.retracted]
    for earlier, later in combinations(living, 2):
        means = metrics_in(earlier.claim.means), metrics_in(later.claim.means)
        named = earlier.claim.slug == later.claim.slug and not (all(means) and not means[0] & means[1])
        if (named or is_identical_meaning(earlier.claim.means, later.claim.means)) and (
            earlier.figure.unit == later.figure.unit and not earlier.figure.is_same(later.figure)
        ):
            message = f"{later.claim.means} is {later.claim.figure} here, and {earlier.claim.figure} in {earlier.where}"
            yield later.finding("two-figures", message)


def no_baseline(told: _Told) -> Iterator[Finding]:
    """A comparison with nothing."""
    for one in told.stated:
        if one.figure.compares and not one.claim.baseline and not one.claim.retracted:
            yield one.finding("no-baseline", f"{one.claim.figure} of what? {one.claim.slug} has no baseline")


def unmeasured(told: _Told) -> Iterator[Finding]:
    """A result nobody measured: a claim without how, a result without a number, a big word in place of one."""
    for one in told.stated:
        if not one.claim.measured and not one.claim.retracted:
            yield one.finding("unmeasured", f"nothing says how {one.claim.slug} ({one.claim.figure}) was measured")
    for story in told.stories:
        for passage in story.passages:
            if passage.name == "result" and not any(character.isdigit() for character in passage.text):
                line, column = passage.place(0)
                yield Finding(story.path, line, column, "unmeasured", "the result has no number in it")
        for passage in story.passages:
            for sentence in sentences_of(passage.text):
                vague = VAGUE.search(sentence.text)
                if vague and not any(map(str.isdigit, sentence.text)):
                    line, column = passage.place(sentence.start + vague.start())
                    told_as = f'"{vague[0]}" stands in the place of a number'
                    yield Finding(story.path, line, column, "unmeasured", told_as)


def retracted_in_use(told: _Told) -> Iterator[Finding]:
    """A number that was taken back, and is still said."""
    for dead in (one for one in told.stated if one.claim.retracted):
        why = f"was taken back in {dead.where}: {dead.claim.retracted}"
        replaced = [one for one in told.stated if not one.claim.retracted and one.figure.is_same(dead.figure)]
        for one in replaced:
            yield one.finding("retracted-in-use", f"{one.claim.figure} {why}")
        for said in told.said:
            if said.figure.is_same(dead.figure) and _is_about(said, dead):
                yield said.finding("retracted-in-use", f"{said.figure.spelling.strip()} {why}")


def _is_about(said: _Said, stated: _Stated) -> bool:
    """Whether a figure in a text is a claim's: `300x` is wherever it stands, `2 weeks` only where its story says it."""
    return said.figure.compares or said.story is stated.story


def no_window(told: _Told) -> Iterator[Finding]:
    """An availability without the time over which it held."""
    for said in told.said:
        if said.figure.unit != PERCENT or "availability" not in metrics_in(said.sentence.text):
            continue
        claims = told.claims_for(said)
        if not PERIOD.search(said.sentence.text) and not any(map(_has_period, claims)):
            yield said.finding("no-window", f"{said.figure.spelling.strip()} over which time?")
    for one in told.stated:
        if one.figure.unit == PERCENT and "availability" in metrics_in(one.claim.means) and not _has_period(one):
            yield one.finding("no-window", f"{one.claim.figure} over which time?")


def ratio_differs(told: _Told) -> Iterator[Finding]:
    """A ratio that does not follow from its own before and after."""
    for one in told.stated:
        before, after = first_figure(one.claim.baseline), first_figure(one.claim.now)
        if before and after and ratio_agrees(one.figure, before, after) is False:
            message = f"{one.claim.figure} does not follow from {one.claim.baseline} and {one.claim.now}"
            yield one.finding("ratio-differs", message)
    seen: set[int] = set()
    for said in told.said:
        if id(said.sentence) in seen or not said.figure.compares:
            continue
        pair = _from_to(said.sentence)
        if pair is None or said.figure.start in (pair[0].start, pair[1].start):
            continue
        if ratio_agrees(said.figure, *pair) is False:
            seen.add(id(said.sentence))
            message = f"{said.figure.spelling.strip()} does not follow from {_spelt(pair[0])} and {_spelt(pair[1])}"
            yield said.finding("ratio-differs", message)


def unclear_percent(told: _Told) -> Iterator[Finding]:
    """A change of a share, by percent: of itself, or points?"""
    for said in told.said:
        text = said.sentence.text
        if said.figure.unit != PERCENT or RELATIVE_SAID.search(text) or not CHANGE.search(text):
            continue
        shares = metrics_in(text) & SHARES - {"availability"}
        if shares and not any(RELATIVE_SAID.search(one.claim.means) or one.claim.now for one in told.claims_for(said)):
            message = f"{said.figure.spelling.strip()} of {_list(shares)}: relative, or points?"
            yield said.finding("unclear-percent", message)


def no_claim(told: _Told) -> Iterator[Finding]:
    """A comparison in a text that no claim stands behind; of a retracted one more is told elsewhere."""
    dead = [one.figure for one in told.stated if one.claim.retracted]
    seen: set[tuple[str, float, str]] = set()
    for said in told.said:
        mark = (said.story.slug, said.figure.number, said.figure.unit)
        if not said.figure.compares or mark in seen or any(map(said.figure.is_same, dead)):
            continue
        if not told.claims_for(said) and not _is_from_to(said):
            seen.add(mark)
            yield said.finding("no-claim", f"no claim stands behind {said.figure.spelling.strip()}")


def unproven_first(told: _Told) -> Iterator[Finding]:
    """A superlative that one counterexample ends."""
    for story in told.stories:
        for passage in story.passages:
            for found in FIRST.finditer(passage.text):
                line, column = passage.place(found.start())
                yield Finding(story.path, line, column, "unproven-first", f'"{found[0]}": who else was there?')


def long_telling(told: _Told) -> Iterator[Finding]:
    """A telling that cannot be said in its time."""
    for story in told.stories:
        for name, seconds in (("30s", 30), ("120s", 120)):
            for passage in (passage for passage in story.passages if passage.name == name):
                speaking = speaking_of(passage.text)
                if speaking.least_s > seconds:
                    line, column = passage.place(0)
                    message = (
                        f"{speaking.words} words take {speaking.span_text} aloud, where {seconds} seconds are meant"
                    )
                    yield Finding(story.path, line, column, "long-telling", message)


RULES: tuple[Callable[[_Told], Iterable[Finding]], ...] = (
    two_meanings,
    two_figures,
    no_baseline,
    unmeasured,
    retracted_in_use,
    no_window,
    ratio_differs,
    unclear_percent,
    no_claim,
    unproven_first,
    long_telling,
)


def _has_period(one: _Stated) -> bool:
    return bool(PERIOD.search(f"{one.claim.means} {one.claim.measured} {one.claim.figure}"))


def _from_to(sentence: Sentence) -> tuple[Figure, Figure] | None:
    """The two figures of `from 8 hours to 10 minutes`, where a sentence has exactly one such pair."""
    figures = figures_in(sentence.text)
    pairs = []
    for before, after in pairwise(figures):
        led = sentence.text[: before.start].rstrip().lower().endswith("from")
        between = sentence.text[before.start + len(before.spelling) : after.start].lower().split()
        glued = before.spelling.lower().endswith(" to")
        if led and (glued or (between and between[-1] == "to" and len(between) <= 4)):
            pairs.append((before, after))
    return pairs[0] if len(pairs) == 1 else None


def _is_from_to(said: _Said) -> bool:
    """Whether the figure is one end of a change whose ratio is what counts."""
    pair = _from_to(said.sentence)
    return pair is not None and said.figure.start in (pair[0].start, pair[1].start)


def _spelt(figure: Figure) -> str:
    return figure.spelling.removesuffix(" to").strip()


def _list(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))


CODES = ("two-meanings", "two-figures", "no-baseline", "unmeasured", "retracted-in-use", "no-window", "ratio-differs",
         "unclear-percent", "no-claim", "unproven-first", "long-telling")  # fmt: skip
"""Every code a finding may have."""
