"""What a pasted take tells: words a minute and filler words, computed here and sent nowhere."""

import re
from dataclasses import dataclass

from prepdeck.stories.speaking import FAST_WPM, SLOW_WPM, speaking_of

_FILLERS = re.compile(
    r"\b(?:(?:u+h+m*|u+m+|e+r+m*|h+m+|you know|i mean|sort of|kind of|basically|actually|literally|obviously"
    r"|to be honest|at the end of the day|and stuff|so yeah)\b|like,)",
    re.IGNORECASE,
)
_MANY_A_MINUTE = 4
_HURRIED_WPM = 170


@dataclass(frozen=True, slots=True)
class Take:
    """A transcript: its words, the seconds it took (0: unknown), and each filler with how often it was said."""

    words: int
    seconds: float
    fillers: tuple[tuple[str, int], ...]

    @property
    def wpm(self) -> int:
        """Words a minute; 0 where the time is not known."""
        return round(self.words * 60 / self.seconds) if self.seconds > 0 else 0

    @property
    def filler_count(self) -> int:
        """How many fillers were said in all."""
        return sum(count for _, count in self.fillers)

    @property
    def pace_text(self) -> str:
        """The pace, judged: `183 words a minute: too fast to follow`."""
        if not self.wpm:
            return f"{self.words} words"
        told = f"{self.wpm} words a minute"
        if self.wpm > _HURRIED_WPM:
            return f"{told}: too fast to follow, {SLOW_WPM} to {FAST_WPM} is a good pace"
        if self.wpm < SLOW_WPM - 30:
            return f"{told}: slow, {SLOW_WPM} to {FAST_WPM} is a good pace"
        return told

    @property
    def filler_text(self) -> str:
        """The fillers, most frequent first: `7 fillers: um 4, you know 3`."""
        if not self.fillers:
            return "no filler words"
        listed = ", ".join(f"{word} {count}" for word, count in self.fillers[:5])
        count = self.filler_count
        many = self.seconds > 0 and count * 60 / self.seconds > _MANY_A_MINUTE
        return f"{count} filler{'s' * (count != 1)}{', a pause says more' if many else ''}: {listed}"


def take_of(transcript: str, seconds: float = 0) -> Take:
    """Read a transcript; `uhm` counts as `um`."""
    counts: dict[str, int] = {}
    for found in _FILLERS.finditer(transcript):
        word = _plain(found[0].lower())
        counts[word] = counts.get(word, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Take(speaking_of(transcript).words, max(0.0, seconds), tuple(ordered))


def _plain(filler: str) -> str:
    """One spelling of each sound: `uhmm` is um, `errr` is er."""
    for pattern, word in ((r"u+h*m+", "um"), (r"u+h+", "uh"), (r"e+r+m*", "er"), (r"h+m+", "hm")):
        if re.fullmatch(pattern, filler):
            return word
    return filler.rstrip(",")
