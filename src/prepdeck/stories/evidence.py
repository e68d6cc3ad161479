"""What a story is worth as evidence, and what it lacks: every number asked about, answered, and contradicting none."""

from collections.abc import Iterable
from dataclasses import dataclass

from prepdeck.model.story import Claim, Story
from prepdeck.stories.lint import Finding

CONTRADICTIONS = ("two-meanings", "two-figures", "retracted-in-use", "ratio-differs")
"""The codes of what does not fit together: a story with one of them is not believed, however complete its claims."""


@dataclass(frozen=True, slots=True)
class StoryStanding:
    """How a story stands as evidence; `lacks` says what to do about it, empty where nothing is missing."""

    story: Story
    lacks: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it has claims, all of them complete, and none that contradicts."""
        return not self.lacks


def standing(story: Story, found: Iterable[Finding]) -> StoryStanding:
    """How a story stands, among what the lint found in all stories.

    What it lacks names the claim and the story, never a text: it is printed where others may look.
    """
    open_claims = [claim for claim in story.living_claims if not claim.is_complete]
    if open_claims:
        return StoryStanding(story, f"Write the {_missing(open_claims[0])} of {open_claims[0].slug} in {story.title}.")
    if not story.living_claims:
        return StoryStanding(story, f"Put a number into {story.title}: a claim with baseline, measurement and source.")
    codes = [finding.code for finding in found if finding.path == story.path and finding.code in CONTRADICTIONS]
    if codes:
        return StoryStanding(story, f"Mend what contradicts in {story.title} ({codes[0]}): prepdeck check says where.")
    return StoryStanding(story)


def best_standing(standings: Iterable[StoryStanding]) -> StoryStanding | None:
    """The one that counts of several: a complete one, else the one with fewest claims to complete, earlier first."""

    def order(each: StoryStanding) -> tuple[bool, bool, int]:
        claims = each.story.living_claims
        return not each.is_complete, not claims, sum(not claim.is_complete for claim in claims)

    return min(standings, key=order, default=None)


def _missing(claim: Claim) -> str:
    fields = (("baseline", claim.baseline), ("measurement", claim.measured), ("source", claim.source))
    names = [name for name, text in fields if not text]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
