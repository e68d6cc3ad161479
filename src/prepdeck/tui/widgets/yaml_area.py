"""A note's YAML being typed, each problem on rows of its own under the line it belongs to."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.content import Content
from textual.document._document import DocumentBase, Location
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.strip import Strip
from textual.widgets import TextArea

from prepdeck.model.problem import Problem
from prepdeck.tui.widgets.problem_lines import problem_lines

_KEY = re.compile(r"\s*(?:- +)?([A-Za-z_][\w-]*)(?=:(?:\s|$))")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_OPENS = re.compile(r":(?:\s*[|>][0-9+-]*)?\s*$")
_INDENT = 2


class AnnotatedDocument(WrappedDocument):
    """A wrapped document with rows below some lines that are no text: the cursor never stands on them.

    Rows are kept by where they are on screen; from line to row and back goes as in any wrapped document.
    """

    def __init__(self, document: DocumentBase, width: int = 0, tab_width: int = 4) -> None:
        self.problems: dict[int, list[Problem]] = {}
        """The problems by line (from 0)."""
        self.notes: dict[int, Content] = {}
        """The rows that are no text, by their place from the top."""
        super().__init__(document, width, tab_width)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Wrap all lines, and put the problems below theirs."""
        super().wrap(width, tab_width)
        self.notes = {}
        if not self.problems or not width:
            return
        info: list[tuple[int, int]] = []
        offsets: list[list[int]] = []
        for line, sections in enumerate(self._line_index_to_offsets):
            offsets.append(list(range(len(info), len(info) + len(sections))))
            info += [(line, section) for section in range(len(sections))]
            for problem in self.problems.get(line, ()):
                for row in problem_lines(problem, width):
                    self.notes[len(info)] = row
                    info.append((line, len(sections) - 1))
        self._offset_to_line_info = info
        self._line_index_to_offsets = offsets

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Wrap anew after an edit: a note is short. Problems below the edit go with their lines."""
        grown = new_end[0] - old_end[0]
        if grown:
            self.problems = {
                line + grown if line > old_end[0] else min(line, start[0] if line > start[0] else line): found
                for line, found in self.problems.items()
            }
        self.wrap(self._width)

    @property
    def height(self) -> int:
        """All rows."""
        return len(self._offset_to_line_info)


class YamlArea(TextArea):
    """Keys in colour, an indentation kept on Enter, problems where they are."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"yaml-area--key", "yaml-area--comment"}
    DEFAULT_CSS = """
    YamlArea {
        border: none;
        padding: 0 1;
        background: $background;
        scrollbar-size-vertical: 1;
        & .text-area--cursor-line { background: $surface; }
        & .text-area--gutter { color: $muted; background: $background; }
        & .text-area--cursor-gutter { color: $foreground; background: $surface; }
        & .yaml-area--key { color: $accent; }
        & .yaml-area--comment { color: $muted; text-style: italic; }
        &:focus { border: none; background-tint: $background 0%; }
    }
    """

    def __init__(self, text: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(text, id=id, show_line_numbers=True, tab_behavior="indent", compact=True)
        self.indent_width = _INDENT

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = AnnotatedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems (lines from 1), and no others."""
        by_line: defaultdict[int, list[Problem]] = defaultdict(list)
        for problem in problems:
            by_line[min(problem.line, self.document.line_count) - 1].append(problem)
        annotated = self.wrapped_document
        if not isinstance(annotated, AnnotatedDocument) or annotated.problems == by_line:
            return
        annotated.problems = dict(by_line)
        self._line_cache.clear()
        self._rewrap_and_refresh_virtual_size()
        self._recompute_cursor_offset()  # type: ignore[no-untyped-call]
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """A line with its key and its comment in colour."""
        line = super().get_line(line_index)
        if key := _KEY.match(line.plain):
            line.stylize(self.get_component_rich_style("yaml-area--key", partial=True), key.start(1), key.end(1))
        elif comment := _COMMENT.match(line.plain.lstrip()):
            indent = len(line.plain) - len(line.plain.lstrip())
            style = self.get_component_rich_style("yaml-area--comment", partial=True)
            line.stylize(style, indent + comment.start(), indent + comment.end())
        return line

    def render_line(self, y: int) -> Strip:
        """A row of text, or of a problem."""
        annotated = self.wrapped_document
        note = annotated.notes.get(y + self.scroll_offset.y) if isinstance(annotated, AnnotatedDocument) else None
        if note is None:
            return super().render_line(y)
        row = Content.assemble(" " * self.gutter_width, note)
        strip = Strip(row.render_segments(self.visual_style), row.cell_length)
        return strip.adjust_cell_length(self.scrollable_content_region.width, self.rich_style)

    async def _on_key(self, event: events.Key) -> None:
        """Enter keeps the indentation, and goes in one step below a key that opens a block."""
        if event.key != "enter" or self.read_only:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        row, column = self.cursor_location
        before = self.document.get_line(row)[:column]
        indent = len(before) - len(before.lstrip(" "))
        self.insert("\n" + " " * (indent + _INDENT * bool(_OPENS.search(before))))
