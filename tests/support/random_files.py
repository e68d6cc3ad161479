"""Files of every kind for hypothesis: small, often wrong, and about one another; and what may happen to them."""

from hypothesis import strategies as st

from support.stories import claim, story

LONG = "alpha beta gamma delta epsilon zeta eta theta iota kappa"
FRONTS = (
    LONG,
    f"{LONG} lambda",
    LONG.replace("beta", "mu"),
    "What is a queue?",
    "What is the queue",
    "Who shards?",
    "7?",
)
BACKS = ("A line.", "Each of them, in turn.", "Nobody does.")
SLUGS = ("one", "two", "three", "stories")
IDS = ("q1", "q2", "q3", "q4")
QUERIES = ("deck:one", "tag:hot", "queue", "tier:deep deck:two", "-kind:basic", "deck:stories", "x")
PATHS = ("a.yaml", "b.yaml", "c.yaml", "sub/d.yaml", "z.yaml", "other.yaml")


def some(values: tuple[str, ...], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


@st.composite
def note(draw: st.DrawFn, note_id: str) -> str:
    front = draw(st.sampled_from(FRONTS))
    fields = [f"id: {note_id}"] if note_id else []
    if draw(st.booleans()):
        fields += [f"cloze: '{front} {{{{c1::x}}}} {{{{c2::y}}}}'"]
    else:
        fields += [f"front: '{front}'", f"back: '{draw(st.sampled_from(BACKS))}'"]
        fields += draw(some(("reverse: true",), 1))
    fields += draw(some(("tags: [hot]", "tier: deep", "why: because", "bakc: 1"), 1))
    fields += [f"was: {was}" for was in [draw(some(("one/q1", "two/q2", "three/q4", "gone/q1"), 1))] if was]
    fields += [f"covers: {covers}" for covers in [draw(some(("x.1", "x.2", "x.3"), 1))] if covers]
    return f"  - {{{', '.join(fields)}}}\n"


@st.composite
def notes(draw: st.DrawFn) -> str:
    listed = "".join(draw(note(note_id)) for note_id in draw(some((*IDS, ""), 4)))
    return f"notes:\n{listed}" if listed else ""


@st.composite
def deck(draw: st.DrawFn) -> str:
    slug, was = draw(st.sampled_from(SLUGS)), draw(some((*SLUGS, "gone"), 1))
    options = draw(st.sampled_from(("", "options: {new_per_day: 3}\n", "title: A title\n", "tags: [hot]\n")))
    return f"deck: {slug}\n{options}{f'was: {was}{chr(10)}' if was else ''}{draw(notes())}"


@st.composite
def extension(draw: st.DrawFn) -> str:
    hide = draw(some((*IDS, "q11"), 2))
    was = draw(some((*SLUGS, "gone"), 1))
    return (
        f"extends: {draw(st.sampled_from((*SLUGS, 'onee')))}\n{f'hide: {hide}{chr(10)}' if hide else ''}"
        f"{f'was: {was}{chr(10)}' if was else ''}{draw(st.sampled_from(('', 'options: {new_per_day: 5}' + chr(10))))}"
        f"{draw(notes())}"
    )


@st.composite
def outline(draw: st.DrawFn) -> str:
    ids = draw(st.sampled_from((("x.1",), ("x.1", "x.2"), ("x.3",))))
    items = ", ".join(f"{{id: {each}, title: T}}" for each in ids)
    return f"kind: outline\noutline: {draw(st.sampled_from(('o', 'p')))}\ntitle: O\nsource: S\nitems: [{items}]\n"


@st.composite
def framework(draw: st.DrawFn) -> str:
    phase = draw(st.sampled_from(("model", "data")))
    return (
        "kind: framework\nframework: short\ntitle: Short\n"
        f"phases: [{{phase: {phase}, title: Model, minutes: {{20: 20}}}}]\n"
        "axes: [{axis: modeling, title: Modeling, weight: 100, mid: Picks., senior: Argues., staff: Doubts.}]\n"
    )


@st.composite
def scenario(draw: st.DrawFn) -> str:
    cards = draw(some(("one/q1", "two/q2", "one/q3#c2", "stories/s#30s", "one/q1#reverse"), 2))
    return (
        f"kind: scenario\nscenario: {draw(st.sampled_from(('feed', 'ads')))}\ntitle: Feed\nframework: short\n"
        f"siblings: [ads]\nprompt: Rank.\nphases:\n  model:\n    hints: [one, two, three]\n    must:\n"
        f"      - {{item: baseline, text: First, axis: modeling, cards: {cards or ['one/q2']}}}\n"
        "      - {item: loss, text: The loss, axis: modeling, cards: [two/q1]}\n    reference: Popularity.\n"
        "curveballs:\n  - {curveball: cold, after: model, text: New.}\n"
        "  - {curveball: slow, after: model, text: Half.}\n"
        "source: [https://a.example, A book]\n"
    )


@st.composite
def role(draw: st.DrawFn) -> str:
    query = draw(st.sampled_from(QUERIES))
    return (
        "kind: role\nrole: engineer\ntitle: E\nrequirements:\n  - {requirement: model, title: Model, class: must, "
        f"weight: 4, cards: '{query}', axes: [short/modeling]}}\n"
    )


@st.composite
def told(draw: st.DrawFn) -> str:
    slug, value = draw(st.sampled_from(("s", "t"))), draw(st.sampled_from(("3", "4")))
    competencies = draw(st.sampled_from(("", "competencies: {driving-results: strong}\n")))
    return story(slug, f"It is {value}x as fast.", claim("speed", value, "speed"), competencies)


BROKEN = st.sampled_from(("deck: [\n", "", "kind: nonsense\n", "deck: one\nnotes: [unclosed\n", "\x00"))
TEXT = st.one_of(
    deck(), deck(), deck(), deck(), extension(), extension(), outline(), framework(), scenario(), role(), told(), BROKEN
)
PATH = st.sampled_from(PATHS)
STEP = st.one_of(
    st.tuples(st.just("write"), PATH, TEXT),
    st.tuples(st.just("write"), PATH, TEXT),
    st.tuples(st.just("write"), PATH, TEXT),
    st.tuples(st.just("append"), PATH, st.sampled_from(("# a remark\n", "  - {id: q9, front: More?, back: More.}\n"))),
    st.tuples(st.just("lines down"), PATH, st.just("# a remark\n")),
    st.tuples(st.just("remove"), PATH, st.just("")),
    st.tuples(st.just("move"), PATH, PATH),
    st.tuples(st.just("answer"), st.sampled_from(("one/q1", "two/q2", "one/q3#c1")), st.just("")),
    st.tuples(st.just("undo"), st.just(""), st.just("")),
    st.tuples(st.just("paths"), st.just(""), st.just("")),
)
