"""A field of an Anki note, which is HTML, as Markdown: what it means stays, how it looked goes."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import unquote

MEDIA_FOLDER = "media"
_BREAK, _MATH_START, _MATH_END = "\ue000", "\ue001", "\ue002"
"""Private characters that stand for a line break and around a formula's number while the text is put together."""

_MATH = re.compile(
    r"\\\((?P<inline>.{1,600}?)\\\)|\\\[(?P<block>.{1,1200}?)\\\]|\[\$\](?P<dollar>.{1,600}?)\[/\$\]"
    r"|\[\$\$\](?P<dollars>.{1,1200}?)\[/\$\$\]|\[latex\](?P<latex>.{1,1200}?)\[/latex\]",
    re.DOTALL | re.IGNORECASE,
)
_SOUND = re.compile(r"\[sound:([^\]]{1,300})\]")
_MARKED = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CODE = frozenset(("code", "tt", "kbd", "samp"))
_HIDDEN = frozenset(("style", "script", "head", "title", "template"))
_SMALL = str.maketrans("0123456789+-=()n", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ")
_RAISED = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_TAG = re.compile(r"<[^<>]*>")
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_MAX_OPEN = 50
"""Tags that may stand inside one another: more are left out, as each of them costs all that it holds."""
_LISTED = re.compile(r"(?:[-*+] |\d{1,3}[.)] )")


@dataclass(slots=True)
class Found:
    """The media a field refers to: pictures, and sounds, which a terminal does not play."""

    pictures: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)


def html_to_markdown(source: str, found: Found | None = None) -> str:
    """The field as Markdown; never raises. What it refers to is added to `found`."""
    found = found if found is not None else Found()
    for private in (_BREAK, _MATH_START, _MATH_END):
        source = source.replace(private, "")
    found.sounds += _SOUND.findall(source)
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        is_block = match["block"] is not None or match["dollars"] is not None
        inner = html.unescape(_TAG.sub(" ", next(group for group in match.groups() if group is not None))).strip()
        formulas.append(f"$${inner}$$" if is_block else f"\\({inner}\\)")
        return f"{_MATH_START}{len(formulas) - 1}{_MATH_END}"

    writer = _Writer(found)
    writer.feed(_NO_TAG.sub("&lt;", _without_comments(_MATH.sub(keep, _SOUND.sub("", source)))))
    writer.close()
    text = re.sub(f"{_MATH_START}(\\d+){_MATH_END}", lambda at: formulas[int(at[1])], writer.text())
    return text.strip("\n").rstrip()


def _without_comments(source: str) -> str:
    """Without HTML comments; one that is never closed hides nothing."""
    first, *rest = source.split("<!--")
    return first + "".join(piece.split("-->", 1)[1] if "-->" in piece else piece for piece in rest)


class _Writer(HTMLParser):
    """Writes Markdown while tags open and close; `open` holds the marked tags and where their text begins."""

    def __init__(self, found: Found) -> None:
        super().__init__(convert_charrefs=True)
        self.found = found
        self.pieces: list[str] = []
        self.open: list[tuple[str, int, str]] = []
        self.lists: list[int] = []  # 0 for bullets, else the next number
        self.hidden = 0
        self.cells = 0
        self.has_rows = False

    def text(self) -> str:
        """Everything, with breaks as line ends."""
        while self.open:
            self._close(self.open[-1][0])
        text = re.sub(f"[ \t]*\n[ \t]*{_BREAK}|{_BREAK}[ \t]*\n", "\n", "".join(self.pieces))
        text = re.sub(f"[ \t]*{_BREAK}(?:[ \t]*{_BREAK})+[ \t]*", "\n\n", text.strip(f"{_BREAK}\n "))
        lines = re.split(f"[ \t]*{_BREAK}[ \t]*", text)
        broken = [
            line if not at else ("\n" if _LISTED.match(line) or not line else "\\\n") + line
            for at, line in enumerate(lines)
        ]
        return re.sub(r"\n{3,}", "\n\n", "".join(broken))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag == "br":
            self.pieces.append("\n" if self._inside("pre") else _BREAK)
        elif tag == "img":
            self._picture(given)
        elif tag in _MARKED or tag in _CODE or tag in ("sub", "sup", "pre", "a"):
            if tag == "pre":
                self._block()
            if tag in _CODE and self._inside("pre"):
                self.open[-1] = (*self.open[-1][:2], given.get("class", "") or self.open[-1][2])
            elif len(self.open) < _MAX_OPEN:
                self.open.append((tag, len(self.pieces), given.get("href", "") or given.get("class", "")))
        elif tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else 0)
            self.pieces.append("\n" if len(self.lists) > 1 else "\n\n")
        elif tag == "li":
            self._list_item()
        elif tag == "div":
            self._line()
        elif tag in ("p", "blockquote", "table", "hr") or re.fullmatch(r"h[1-6]", tag):
            self._block()
            self.has_rows &= tag != "table"
            self.pieces.append("---\n\n" if tag == "hr" else "### " if tag[0] == "h" else "")
        elif tag == "tr":
            self.pieces.append("\n")
            self.cells = 0
        elif tag in ("td", "th"):
            self.cells += 1
            self.pieces.append("| " if self.cells == 1 else " | ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        elif any(opened == tag for opened, _, _ in self.open):
            self._close(tag)
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.pieces.append("\n" if self.lists else "\n\n")
        elif tag == "div":
            self._line()
        elif tag in ("p", "blockquote", "table") or re.fullmatch(r"h[1-6]", tag):
            self._block()
        elif tag == "tr" and self.cells:
            self.pieces.append(" |" + ("" if self.has_rows else "\n" + "| --- " * self.cells + "|"))
            self.has_rows = True

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if self._inside("pre"):
            self.pieces.append(data)
            return
        text = re.sub(r"[ \t\n\r\f\xa0]+", " ", data)
        if any(tag in _CODE for tag, _, _ in self.open):
            self.pieces.append(text)
            return
        at_start = not self.pieces or self.pieces[-1].endswith((_BREAK, "\n"))
        self.pieces.append(_escaped(text.lstrip(" ") if at_start else text, at_start))

    def _inside(self, tag: str) -> bool:
        return any(opened == tag for opened, _, _ in self.open)

    def _close(self, tag: str) -> None:
        """End a marked tag, and those that were left open inside it."""
        while self.open:
            opened, start, attribute = self.open.pop()
            inner = "".join(self.pieces[start:])
            self.pieces[start:] = [_marked(opened, inner, attribute)]
            if opened == tag:
                return

    def _picture(self, given: dict[str, str]) -> None:
        name = PurePosixPath(unquote(given.get("src", "")).replace("\\", "/")).name
        if not name:
            return
        if given.get("src", "").startswith(("http:", "https:", "data:")):
            target = given["src"] if len(given["src"]) < 500 else ""
        else:
            self.found.pictures.append(name)
            target = f"{MEDIA_FOLDER}/{name}"
        alt = " ".join(given.get("alt", "").split()) or PurePosixPath(name).stem.replace("_", " ").replace("-", " ")
        alt = re.sub(r"[\[\]]", "", alt)
        self.pieces.append(f"![{alt}](<{target}>)" if " " in target or ")" in target else f"![{alt}]({target})")

    def _list_item(self) -> None:
        depth = max(0, len(self.lists) - 1)
        if not self.lists:
            self.lists.append(0)
        number = self.lists[-1]
        self.lists[-1] += bool(number)
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append("\n")
        self.pieces.append("   " * depth + (f"{number}. " if number else "- "))

    def _line(self) -> None:
        if self.pieces and not self.pieces[-1].endswith(("\n", _BREAK)):
            self.pieces.append(_BREAK)

    def _block(self) -> None:
        if self.pieces and not self.pieces[-1].endswith("\n\n"):
            self.pieces.append("\n\n")


def _marked(tag: str, inner: str, attribute: str) -> str:
    """The text of a tag with the marks Markdown has for it."""
    if tag == "pre":
        code = inner.replace(_BREAK, "\n").strip("\n")
        fence = "`" * max(3, max((len(run) for run in re.findall("`+", code)), default=0) + 1)
        language = re.search(r"(?:language-|lang-)([a-z0-9+#]{1,20})", attribute)
        return f"{fence}{language[1] if language else ''}\n{code}\n{fence}\n\n"
    core = inner.strip(f" {_BREAK}\n")
    if not core:
        return inner
    before, after = inner[: inner.index(core)], inner[inner.index(core) + len(core) :]
    if tag in _CODE:
        code = core.replace(_BREAK, " ").replace("\n", " ")
        ticks = "`" * (max((len(run) for run in re.findall("`+", code)), default=0) + 1)
        pad = " " if code.startswith("`") or code.endswith("`") else ""
        return f"{before}{ticks}{pad}{code}{pad}{ticks}{after}"
    if tag in ("sub", "sup"):
        small = core.translate(_SMALL if tag == "sub" else _RAISED)
        sign = "_" if tag == "sub" else "^"
        return (
            before + (small if not any(a == b for a, b in zip(small, core, strict=True)) else f"{sign}({core})") + after
        )
    if tag == "a":
        return f"{before}[{core}]({attribute}){after}" if attribute.startswith(("http:", "https:")) else inner
    if _BREAK in core or "\n" in core:
        return inner
    return f"{before}{_MARKED[tag]}{core}{_MARKED[tag]}{after}"


def _escaped(text: str, at_start: bool) -> str:
    """Text whose characters mean nothing in Markdown."""
    text = re.sub(r"\\(?=[!-/:-@\[-`{-~])", r"\\\\", text)
    text = re.sub(r"[*`]|(?<!\w)_|_(?!\w)|~~|\](?=\()|&(?=#?\w{1,31};)|!(?=\[)", r"\\\g<0>", text)
    if text.count("$") > 1:
        text = text.replace("$", "\\$")
    return re.sub(r"^(#{1,6} |>|\+ |=+$)", r"\\\1", text) if at_start else text
