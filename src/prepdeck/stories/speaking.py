"""How long a text takes to say aloud, at the 130 to 150 words a minute of somebody who is listened to."""

import re
from dataclasses import dataclass

SLOW_WPM, FAST_WPM = 130, 150
_WORD = re.compile(r"[^\W_]+(?:['’.,:/%+-]*[^\W_]+)*")
_CODE_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Speaking:
    """The words of a text, and the seconds it takes at each end of the usual pace."""

    words: int

    @property
    def least_s(self) -> float:
        """Seconds at 150 words a minute."""
        return self.words * 60 / FAST_WPM

    @property
    def most_s(self) -> float:
        """Seconds at 130 words a minute."""
        return self.words * 60 / SLOW_WPM

    @property
    def span_text(self) -> str:
        """The time in words: `about 20 seconds`, `about 3 minutes`."""
        middle = (self.least_s + self.most_s) / 2
        if middle < 55:
            return f"about {max(5, round(middle / 5) * 5)} seconds"
        halves = max(2, round(middle / 30))
        whole, half = divmod(halves, 2)
        amount = f"{whole}½" if half else str(whole)
        return f"about {amount} minute{'' if halves == 2 else 's'}"

    def advice(self, seconds: int) -> str:
        """The time against what is aimed at: `about 3 minutes aloud: aim for 2`."""
        told = f"{self.span_text} aloud"
        if self.least_s > seconds:
            aim = f"{seconds} seconds" if seconds < 60 else f"{seconds // 60}"
            return f"{told}: aim for {aim}"
        return told


def speaking_of(text: str) -> Speaking:
    """Count the words of a text; `300x` and `follow-up` are one word each."""
    return Speaking(len(_WORD.findall(_CODE_FENCE.sub("", text))))


def words_for(seconds: int) -> tuple[int, int]:
    """How many words fit into a time, at the slow and at the fast end."""
    return seconds * SLOW_WPM // 60, seconds * FAST_WPM // 60
