"""How others write cards in Markdown: hashcards' brackets, Obsidian's `::` and `?`, headings, and org files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prepdeck.exchange.arrival import ArrivedNote

_BRACKET = re.compile(r"(?<![!\\\]])\[(?P<hidden>[^\[\]]{1,500})\](?![(\[:])")
_HIGHLIGHT = re.compile(r"==(?P<hidden>[^=\n](?:.{0,500}?[^=\n])?)==")
_CODE_SPAN = re.compile(r"(`{1,9})[^`]{1,1000}\1")
_SCHEDULE = re.compile(r"[ \t]{0,9}<!--SR:[^>]{0,300}-->")
_WIKI_IMAGE = re.compile(r"!\[\[([^\[\]|\n]{1,300})(?:\|[^\[\]\n]{0,300})?\]\]")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_ONLY_TAGS = re.compile(r"(?:#[\w/-]+[ \t]*)+\Z")
_LIST_SIGN = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_HEADINGS = {False: re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\Z"), True: re.compile(r"(\*{1,8})[ \t]+(.*?)\Z")}
_ORG_TAGS = re.compile(r"[ \t]+:[\w@#%:]+:\Z")
_ORG_LINE = re.compile(r"[ \t]*(?:#\+\w|:[\w-]+:|(?:SCHEDULED|DEADLINE|CLOSED):|#[ \t])")
_PARTS = re.compile(r"(?<!:)(:{2,3})(?!:)")


def front_matter(text: str) -> tuple[dict[str, str], str, int]:
    """What stands between `---` lines at the top (YAML or TOML, single lines only), the rest, and its first line."""
    lines = text.removeprefix("\ufeff").split("\n")
    sign = lines[0].strip()
    if sign not in ("---", "+++") or sign not in (line.strip() for line in lines[1:50]):
        return {}, "\n".join(lines), 1
    end = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == sign)
    found: dict[str, str] = {}
    for line in lines[1:end]:
        name, _, value = line.partition("=" if "=" in line and ":" not in line.split("=")[0] else ":")
        found[name.strip().lower()] = value.strip().strip("[]\"'").replace('"', "").replace("'", "")
    known = {"title": found.get("title") or found.get("name") or found.get("deck", ""), "tags": found.get("tags", "")}
    return known, "\n".join(lines[end + 1 :]), end + 2


def bracket_cloze(text: str) -> str:
    """hashcards' `[hidden]` as numbered gaps, each its own card; links and pictures stay."""
    return _numbered(_BRACKET, text).replace("\\[", "[").replace("\\]", "]")


def loose_notes(lines: Iterable[tuple[int, str]]) -> Iterator[ArrivedNote]:
    """Paragraphs that are cards: `question::answer`, `question:::answer` both ways, `?` between lines, `==gap==`."""
    for numbered in _paragraphs(lines):
        paragraph = [line for _, line in numbered]
        whole = _divided(paragraph)
        single = [] if whole else [(number, entry) for number, line in numbered if (entry := _two_sided(line))]
        gaps = None if whole or single else _gapped("\n".join(paragraph))
        found = [(numbered[0][0], entry) for entry in (whole, gaps) if entry] if numbered else []
        for number, entry in [*found, *single]:
            yield ArrivedNote(f"line {number}", entry, str(entry.get("front") or entry["cloze"]))


def notes_of_headings(lines: list[tuple[int, str]], title: str, is_org: bool) -> tuple[list[ArrivedNote], str]:
    """Each heading with text below it and no heading under it, as question and answer; and the file's title."""
    sections = list(_sections(lines, is_org))
    tops = [section for section in sections if section.level == 1]
    if len(tops) == 1 and len(sections) > 1 and not tops[0].text():
        title = tops[0].heading
    notes = []
    path: list[_Section] = []
    for at, section in enumerate(sections):
        path = [*(above for above in path if above.level < section.level), section]
        is_leaf = at + 1 == len(sections) or sections[at + 1].level <= section.level
        body = section.text()
        following = sections[at + 1] if not is_leaf else None
        if is_org and body and following is not None and following.heading.lower() in ("answer", "back"):
            notes.append(_headed(section.number, body, following.text()))
        elif is_leaf and body and section.heading.lower() not in ("answer", "back"):
            parents = [above.heading for above in path[:-1] if above.level > 1 or len(tops) > 1]
            is_question = section.heading.rstrip().endswith("?")
            front = section.heading if is_question or not parents else f"{parents[-1]}: {section.heading}"
            notes.append(_headed(section.number, front, body))
    return notes, title


@dataclass(slots=True)
class _Section:
    number: int
    level: int
    heading: str
    body: list[str] = field(default_factory=list)

    def text(self) -> str:
        return "\n".join(self.body).strip("\n").rstrip()


def _sections(lines: list[tuple[int, str]], is_org: bool) -> Iterator[_Section]:
    section: _Section | None = None
    fenced = False
    for number, line in lines:
        fenced ^= line.lstrip().startswith(("```", "~~~")) and not is_org
        heading = None if fenced else _HEADINGS[is_org].match(line)
        if heading:
            if section:
                yield section
            text = _ORG_TAGS.sub("", heading[2]) if is_org else heading[2]
            section = _Section(number, len(heading[1]), _cleaned(text))
        elif section is not None and not (is_org and _ORG_LINE.match(line)):
            section.body.append(_cleaned(line))
    if section:
        yield section


def _headed(number: int, front: str, back: str) -> ArrivedNote:
    return ArrivedNote(f"line {number}", {"front": front, "back": back}, front)


def _paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Lines between empty ones, with their numbers; schedules of other programs and lines of tags left out."""
    paragraph: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        kept = _SCHEDULE.sub("", line)
        if kept.strip() and not _ONLY_TAGS.match(kept.strip()):
            paragraph.append((number, kept))
        elif not line.strip() and paragraph:
            yield paragraph
            paragraph = []


def _divided(paragraph: list[str]) -> dict[str, object] | None:
    """Obsidian's cards over several lines: `?` on a line of its own, `??` for both ways."""
    signs = [at for at, line in enumerate(paragraph) if line.strip() in ("?", "??")]
    if len(signs) != 1:
        return None
    front = _cleaned("\n".join(paragraph[: signs[0]])).strip()
    back = _cleaned("\n".join(paragraph[signs[0] + 1 :])).strip()
    if not front or not back:
        return None
    return {"front": front, "back": back} | ({"reverse": True} if paragraph[signs[0]].strip() == "??" else {})


def _two_sided(line: str) -> dict[str, object] | None:
    """`front::back` on a line, `front:::back` both ways; not within code, and not the `::` of a gap."""
    parts = None if "{{c" in line else _PARTS.search(_CODE_SPAN.sub(lambda code: " " * len(code[0]), line))
    if parts is None:
        return None
    front = _LIST_SIGN.sub("", line[: parts.start()], count=1).strip()
    back = line[parts.end() :].strip()
    if not front or not back:
        return None
    return {"front": _cleaned(front), "back": _cleaned(back)} | ({"reverse": True} if parts[1] == ":::" else {})


def _gapped(text: str) -> dict[str, object] | None:
    """A paragraph with gaps: `{{c1::...}}`, or what is highlighted."""
    if "{{c" in text and "::" in text:
        return {"cloze": _cleaned(text)}
    if _HIGHLIGHT.search(_CODE_SPAN.sub(lambda code: " " * len(code[0]), text)):
        return {"cloze": _numbered(_HIGHLIGHT, _cleaned(text))}
    return None


def _numbered(pattern: re.Pattern[str], text: str) -> str:
    """What the pattern hides as gaps 1, 2, ...; code spans are left alone."""
    number = 0

    def gap(match: re.Match[str]) -> str:
        nonlocal number
        if any(start <= match.start() < end for start, end in spans):
            return match[0]
        number += 1
        return f"{{{{c{number}::{match['hidden']}}}}}"

    spans = [code.span() for code in _CODE_SPAN.finditer(text)]
    return pattern.sub(gap, text)


def _cleaned(text: str) -> str:
    """Obsidian's links and pictures as Markdown's."""
    return _WIKI_LINK.sub(r"\1", _WIKI_IMAGE.sub(r"![\1](\1)", text))
