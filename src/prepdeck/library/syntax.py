"""What libyaml's syntax errors mean to someone who writes cards."""

import yaml

from prepdeck.library.source import Source
from prepdeck.model.problem import Problem

_FLOW_END = ("did not find expected ',' or ']'", "did not find expected ',' or '}'")
_QUOTE_COLON = "quote the text that holds ': ', and give this line the indentation of its neighbours"
_QUOTE_WHOLE = (
    "give the line the indentation of its neighbours; quote a whole text that begins with a quote or bracket, "
    "and double an apostrophe inside '...'"
)


def syntax_problem(source: Source, error: yaml.YAMLError) -> tuple[int, Problem]:
    """A syntax error with its character index, its code by what people usually meant."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, source.problem(0, "yaml-syntax", " ".join(str(error).split()))
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(source.text)) if mark else 0
    what = error.problem or error.context or "not YAML"
    begins = source.text[index : index + 1]
    if "maximum nesting depth" in what:  # libyaml has bounds of its own from 0.2.6 on, and meets them first
        return index, source.problem(index, "too-deep", "nested too deep to be read")
    if "tab character" in what or (begins == "\t" and "cannot start any token" in what):
        return index, source.problem(index, "tab", "a tab stands where YAML allows only spaces")
    if "end of stream" in what and error.context_mark:
        index = error.context_mark.index
        return index, source.problem(index, "yaml-syntax", "the quote that opens here is not closed", "close it")
    if what in _FLOW_END and begins and begins in "[]{}":
        return index, source.problem(index, "split-text", f"{begins} splits this item of the list")
    return index, source.problem(index, "yaml-syntax", *_explained(what, begins, error.context or ""))


def _explained(what: str, begins: str, context: str) -> tuple[str, str]:
    """Message and hint of a plain syntax error."""
    if "mapping values are not allowed" in what:
        return "': ' cannot stand inside an unquoted text", _QUOTE_COLON
    if "cannot start any token" in what:
        return f"unquoted text cannot begin with {begins}", f"quote the text that begins with {begins}"
    if "alias" in context or "anchor" in context:
        return f"text that begins with {'*' if 'alias' in context else '&'} must be quoted", "write '...' around it"
    if "unknown escape" in what:
        return 'a backslash in "..." begins an escape', "use '...', in which a backslash is itself"
    if "expected key" in what or "'-' indicator" in what or "<document start>" in what:
        return "this does not fit what stands before it", _QUOTE_WHOLE
    return f"{what} {context}".strip(), ""
