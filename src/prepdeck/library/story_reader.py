"""From the root of a story file to a story."""

import re
from collections.abc import Iterable
from typing import Any

from prepdeck.library.events import Mapping, Node, value_at
from prepdeck.library.names_once import report_repeated
from prepdeck.library.reading import Reading
from prepdeck.library.source import Source
from prepdeck.library.story_tables import CLAIM, MAX_CLAIMS, MAX_PROBES, PROBE, STORY
from prepdeck.model.story import PARTS, TELLINGS, Claim, Passage, Probe, Story, TextRow

_WORD = re.compile(r"\S+")


def build_story(root: Mapping, reading: Reading) -> Story | None:
    """A story, or None after reporting any error: nobody should rehearse half of one."""
    values = STORY.read_entries(root, reading)
    probe_nodes = _at_most(values.get("probes", []), MAX_PROBES, "probes", reading)
    claim_nodes = _at_most(values.get("claims", []), MAX_CLAIMS, "claims", reading)
    probes = _probes(probe_nodes, reading)
    claims = _claims(claim_nodes, reading)
    report_repeated(claim_nodes, "claim", reading)
    if reading.errors:
        return None
    place = reading.place(root.entries["story"].value)
    return Story(
        slug=values["story"],
        title=values["title"],
        path=reading.source.path,
        passages=tuple(_passages(root, values, probe_nodes, probes, reading)),
        scope=values.get("scope", "self"),
        probes=probes,
        competencies=values.get("competencies", ()),
        evidence_for=values.get("evidence_for", ()),
        claims=claims,
        domains=values.get("domains", ()),
        used_in=values.get("used_in", ()),
        was=values.get("was", ()),
        line=place.line,
        column=place.column,
    )


def _at_most(nodes: list[Node], most: int, words: str, reading: Reading) -> list[Node]:
    if len(nodes) > most:
        reading.report(nodes[most], "too-many-items", f"{len(nodes)} {words}, at most {most} are allowed")
    return nodes[:most]


def _probes(nodes: list[Node], reading: Reading) -> tuple[Probe, ...]:
    read = (PROBE.read(node, reading) for node in nodes)
    return tuple(Probe(values["probe"], values.get("answer", "")) for values in read if values is not None)


def _claims(nodes: list[Node], reading: Reading) -> tuple[Claim, ...]:
    claims = []
    for node in nodes:
        values = CLAIM.read(node, reading)
        if values is not None:
            place = reading.place(value_at(node, "value"))
            others = {name: text for name, text in values.items() if name != "claim"}
            claims.append(Claim(slug=values["claim"], line=place.line, column=place.column, **others))
    return tuple(claims)


def _passages(
    root: Mapping, values: dict[str, Any], probe_nodes: list[Node], probes: tuple[Probe, ...], reading: Reading
) -> Iterable[Passage]:
    """Every text that is said aloud, in a story that was read without an error."""
    for name in ("one_liner", *PARTS):
        if name in values:
            yield _passage(name, values[name], root.entries[name].value, reading)
    told = values.get("tellings", {})
    for name in TELLINGS:
        if name in told:
            yield _passage(name, told[name], value_at(root, "tellings", name), reading)
    for number, (node, probe) in enumerate(zip(probe_nodes, probes, strict=True), start=1):
        if probe.answer:
            yield _passage(f"probe-{number}", probe.answer, value_at(node, "answer"), reading)


def _passage(name: str, text: str, node: Node, reading: Reading) -> Passage:
    return Passage(name, text, text_rows(reading.source, node, text))


def text_rows(source: Source, node: Node, text: str) -> tuple[TextRow, ...]:
    """Where the rows of a scalar's text stand in its file: its words are found again one after another.

    Folding changes only the white space between words, so this holds for every way of writing a text but for words
    with an escape, which are passed over.
    """
    rows: list[TextRow] = []
    cursor = node.start
    for word in _WORD.finditer(text):
        index = source.text.find(word[0], cursor, node.end)
        if index < 0:
            continue
        cursor = index + len(word[0])
        place = source.place(index)
        newest = rows[-1] if rows else None
        if newest is None or (place.line, place.column - word.start()) != (newest.line, newest.column - newest.offset):
            rows.append(TextRow(word.start(), place.line, place.column))
    place = source.place(node.start)
    return tuple(rows) or (TextRow(0, place.line, place.column),)
