"""Where LaTeX begins and ends in Markdown: `$..$`, `$$..$$`, `\\(..\\)` and `\\[..\\]`.

`$` follows pandoc's rule, so that "$5 and $6" are prices: the opening one has no space after it, the closing one none
before it and no digit after it. Besides, the opening one does not follow a letter or digit ("US$5").
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_INLINE = re.compile(
    r"\$\$(?P<display>(?:\\.|[^$\\])+)\$\$"
    r"|(?<![0-9A-Za-z])\$(?P<dollars>(?!\s)(?:\\.|[^$\\])+)(?<![\s\\])\$(?![0-9])"
    r"|\\\((?P<parentheses>(?:\\[^()]|[^\\])+)\\\)",
    re.DOTALL,
)
_FENCES = {"$$": "$$", "\\[": "\\]"}


def add_math(parser: MarkdownIt) -> None:
    """Teach the parser the tokens `math_inline` and `math_block`, with the LaTeX as their content."""
    parser.inline.ruler.before("escape", "math_inline", _math_inline)
    parser.block.ruler.before("fence", "math_block", _math_block, {"alt": ["paragraph", "blockquote", "list"]})


def _math_inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    match = _INLINE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = match["display"] or match["dollars"] or match["parentheses"]
    state.pos = match.end()
    return True


def _math_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """A formula that begins a line with `$$` and ends one with it, over one line or several."""
    begin = state.bMarks[start_line] + state.tShift[start_line]
    end_mark = _FENCES.get(state.src[begin : begin + 2])
    if not end_mark or state.is_code_block(start_line):
        return False
    lines: list[str] = []
    for line in range(start_line, end_line):
        if line > start_line and (state.isEmpty(line) or state.sCount[line] < state.blkIndent):
            return False
        first = begin + 2 if line == start_line else state.bMarks[line] + state.tShift[line]
        content = state.src[first : state.eMarks[line]].rstrip()
        closed = content.endswith(end_mark)
        lines.append(content.removesuffix(end_mark))
        if end_mark in lines[-1]:
            return False
        if closed:
            break
    else:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block = True
        token.content = "\n".join(lines)
        token.map = [start_line, line + 1]
    state.line = line + 1
    return True
