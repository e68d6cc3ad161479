"""Reading search queries: every string is one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prepdeck.model.query import (
    FIELDS,
    MAX_TERMS,
    STATES,
    And,
    Everything,
    Field,
    Not,
    Or,
    Phrase,
    Property,
    Query,
    Rated,
    Word,
    parse_query,
    query_hints,
    unparse_query,
)
from prepdeck.model.rating import Rating

pieces = st.sampled_from(
    ["(", ")", "-", '"', " ", " or ", " and ", ":", "*", "is:", "deck:", "due", "prop:", "lapses<7", "rated:7", "--x"]
)
queries = st.one_of(st.text(), st.lists(st.one_of(pieces, st.text(max_size=3)), max_size=25).map("".join))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ('""', Everything()),
        ("shard", Word("shard")),
        ("a b", And((Word("a"), Word("b")))),
        ("a and b", And((Word("a"), Word("b")))),
        ("a b or c", Or((And((Word("a"), Word("b"))), Word("c")))),
        ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
        ("(a b) c", And((Word("a"), Word("b"), Word("c")))),
        ('"reduce scatter"', Phrase("reduce scatter")),
        ('"say ""hi"""', Phrase('say "hi"')),
        ("-nccl", Not(Word("nccl"))),
        ("-(a or b)", Not(Or((Word("a"), Word("b"))))),
        ('-"a b"', Not(Phrase("a b"))),
        ("all-gather", Word("all-gather")),
        ("--nproc", Word("--nproc")),
        ("f(x) (g(y))", And((Word("f(x)"), Word("g(y)")))),
        ("c++ $5 [/]", And((Word("c++"), Word("$5"), Word("[/]")))),
        ("DECK:fsdp", Field("deck", "fsdp")),
        ('deck:"my deck" x', And((Field("deck", "my deck"), Word("x")))),
        ("tag:dist*", Field("tag", "dist*")),
        ("is:Due", Field("is", "due")),
        ("kind:numeric -tier:stretch", And((Field("kind", "numeric"), Not(Field("tier", "stretch"))))),
        ("covers:nine.6.3", Field("covers", "nine.6.3")),
        ("key:fsdp/zero3#c1", Field("key", "fsdp/zero3#c1")),
        ("front:f(x) back:https://a.b", And((Field("front", "f(x)"), Field("back", "https://a.b")))),
        ("prop:stability<7", Property("stability", "<", 7)),
        ("prop:retrievability>=0.85", Property("retrievability", ">=", 0.85)),
        ("prop:due=-1", Property("due", "=", -1)),
        ("rated:7", Rated(7)),
        ("rated:7:1", Rated(7, Rating.AGAIN)),
        ("rated:30:easy", Rated(30, Rating.EASY)),
    ],
)
def test_what_a_query_means(text: str, tree: Query) -> None:
    assert parse_query(text) == tree
    assert query_hints(text) == ()
    assert parse_query(unparse_query(tree)) == tree


@pytest.mark.parametrize(
    ("text", "tree", "hint"),
    [
        ("is:foo", Word("is:foo"), "is:foo is not known: is:due, is:new"),
        ("kind:bug", Word("kind:bug"), "kind:basic, kind:cloze"),
        ("prop:ease>2", Word("prop:ease>2"), "prop:stability<7"),
        ("rated:0", Word("rated:0"), "rated:7:again"),
        ("rated:7:fine", Word("rated:7:fine"), "rated:7:again"),
        ("deck: fsdp", And((Word("deck:"), Word("fsdp"))), "deck: needs a value"),
        ("dek:fsdp", Word("dek:fsdp"), "did you mean deck:fsdp?"),
        ('is:"so so"', Phrase('is:"so so"'), "is:so so is not known"),
        ('"open', Phrase("open"), "quotation mark is not closed"),
        ("(a or b", Or((Word("a"), Word("b"))), "parenthesis is not closed"),
    ],
)
def test_what_is_not_understood_is_words_with_a_hint(text: str, tree: Query, hint: str) -> None:
    assert parse_query(text) == tree
    assert hint in "\n".join(query_hints(text))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("or", Phrase("or")),
        ("or a", And((Phrase("or"), Word("a")))),
        ("a or", And((Word("a"), Phrase("or")))),
        ("a or or b", Or((And((Word("a"), Phrase("or"))), Word("b")))),
        ("-or", Not(Phrase("or"))),
        ("-", Word("-")),
        ("()", Phrase("()")),
        ("a)", And((Word("a"), Phrase(")")))),
        ("f(x", Phrase("f(x")),
        ("12:30 std::vector", And((Word("12:30"), Word("std::vector")))),
        ("a\x00b\ud800", And((Word("a"), Word("b")))),
    ],
)
def test_leftover_syntax_is_searched(text: str, tree: Query) -> None:
    assert parse_query(text) == tree


@given(queries)
@example("-(-)")
@example("-(--x)")
@example('(y or f(x ) ")"')
@example("(" * 5000 + "a or b c)" * 3)
@example("-(" * 5000)
@example('deck:"" is:"')
@example("-(deck:( )")
def test_reading_back_what_is_written_gives_the_same_tree(text: str) -> None:
    tree = parse_query(text)
    assert parse_query(unparse_query(tree)) == tree
    query_hints(text)


operands = st.one_of(
    st.builds(Word, st.text("abcäß.*=[]", min_size=1)),
    st.builds(Phrase, st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)),
    st.builds(Field, st.sampled_from(["deck", "tag", "front"]), st.text('ab ()"*-', min_size=1)),
    st.builds(Field, st.just("is"), st.sampled_from(STATES)),
    st.builds(Property, st.just("lapses"), st.sampled_from(["<", ">="]), st.integers(-9, 99).map(lambda n: n / 8)),
    st.builds(Rated, st.integers(1, 99), st.sampled_from([None, *Rating])),
)


def joined(join: type[And] | type[Or], parts: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    unlike = parts.filter(lambda part: not isinstance(part, join))
    return st.lists(unlike, min_size=2, max_size=4).map(lambda chosen: join(tuple(chosen)))


trees = st.recursive(
    operands, lambda inner: st.one_of(inner.map(Not), joined(And, inner), joined(Or, inner)), max_leaves=12
)


@given(trees)
def test_every_tree_can_be_written(tree: Query) -> None:
    assert parse_query(unparse_query(tree)) == tree


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_is_read(name: str) -> None:
    value = {"is": "due", "kind": "code", "tier": "core"}.get(name, "x y")
    assert parse_query(f'{name}:"{value}"') == Field(name, value)


def test_a_long_text_is_cut_and_said() -> None:
    text = "word " * 10_000
    tree = parse_query(text)
    assert isinstance(tree, And)
    assert len(tree.parts) == MAX_TERMS
    assert query_hints(text) == (f"only the first {MAX_TERMS} words are searched",)
