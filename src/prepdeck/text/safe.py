"""Text that may be shown: what steers a terminal, or hides in a line, becomes visible characters.

Deck files, imported cards and program output are foreign text. A raw ESC reaches the terminal through every widget and
every print, so each text passes through `visible` once, on its way in to anything that shows it.
"""

import re

from prepdeck.text.cells import cell_width, cut

TAB_STOP = 4

_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_SCRIPTS_WITH_NON_JOINER = "\u0600-\u0dff"
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but newline, DEL, C1
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"  # soft hyphen, fillers, direction marks
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"  # separators, overrides, isolates, invisible operators
    "\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # lone surrogates, tags
    f"|(?<![{_SCRIPTS_WITH_NON_JOINER}])\u200c|\u200c(?![{_SCRIPTS_WITH_NON_JOINER}])"
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
)


def visible(text: str) -> str:
    """Return `text` with every control, override and invisible character spelled as characters one can see.

    C0 and DEL become their pictures (`␛`), the rest `<U+202E>`; a newline stays, a tab becomes spaces. Applying it
    twice changes nothing, so that rooms need not know whether another one already did.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _HIDDEN.sub(_picture, text.replace("\r\n", "\n"))
    return shown.expandtabs(TAB_STOP)


def one_line(text: str, width: int) -> str:
    """Return `text` as one safe line of at most `width` terminal cells, cut with `…` where it is longer."""
    line = " ".join(visible(text).split())
    if cell_width(line) <= width:
        return line
    return f"{cut(line, width - 1).rstrip()}…" if width > 0 else ""


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] == "\t":
        return "\t"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"
