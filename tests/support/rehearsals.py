"""A framework, two scenarios and their cards, small; what is hidden until a debrief has HIDDEN in it."""

from support.homes import Home

HIDDEN = "xyzzy"
"""Stands in everything of a scenario that is not to be seen before the attempt."""

SECRETS = (
    HIDDEN,
    *(f"-{item}" for item in ("negatives", "delay", "bias", "baseline", "loss", "tenfold")),
    "A million users a day",
    "Half of the creators",
    "latency budget",
)
"""That word, the names of what is asked for, what is only told when asked, and curveballs that have not come."""

FRAMEWORK = """
kind: framework
framework: small
title: Small design
phases:
  - {phase: open, title: Opening, minutes: {20: 2}, graded: false, done_when: the plan is said}
  - {phase: data, title: Data and labels, minutes: {20: 8}, done_when: negatives said, nudge: No feature lists yet.}
  - {phase: model, title: Model, minutes: {20: 9}, done_when: the loss is said, nudge: Name the loss and move.}
  - {phase: wrap, title: Wrap-up, minutes: {20: 1}, graded: false}
axes:
  - {axis: training-data, title: Training data, weight: 50, mid: Names logs., senior: Names bias., staff: Closes it.}
  - {axis: modeling, title: Modeling, weight: 50, mid: Picks a model., senior: Argues., staff: Says where it breaks.}
"""

SCENARIO = """
kind: scenario
scenario: {slug}
title: {title}
framework: small
siblings: [{sibling}]
prompt: Rank the {title}.
clarifications:
  - {{ask: [scale, users], say: A million users a day.}}
phases:
  data:
    given: The goal is watch time.
    hints: [first xyzzy hint, second xyzzy hint, third xyzzy hint]
    must:
      - item: {slug}-negatives
        text: xyzzy negatives differ by stage
        axis: training-data
        cards: [mock-cards/q1, mock-cards/q2]
      - {{item: {slug}-delay, text: xyzzy label delay has a window, axis: training-data, cards: [mock-cards/q3]}}
    should:
      - {{item: {slug}-bias, text: xyzzy position bias is logged, axis: training-data, cards: [mock-cards/q4]}}
    listen_for: [xyzzy window]
    reference: The xyzzy reference on data.
    diagram: 'logs -> xyzzy -> labels'
  model:
    hints: [fourth xyzzy hint, fifth xyzzy hint, sixth xyzzy hint]
    must:
      - {{item: {slug}-baseline, text: xyzzy popularity baseline first, axis: modeling, cards: [mock-cards/q5]}}
      - {{item: {slug}-loss, text: xyzzy weighted logistic loss, axis: modeling, cards: [mock-cards/q6, mock-cards/q1]}}
    bonus:
      - item: {slug}-tenfold
        text: xyzzy towers at ten times the load
        axis: modeling
        level: staff
        cards: [mock-cards/q7]
    reference: The xyzzy reference on models.
curveballs:
  - {{curveball: cold, after: open, text: Half of the creators are new., good: [xyzzy goal first]}}
  - {{curveball: slow, after: data, text: The latency budget is halved., good: [xyzzy distillation]}}
numbers:
  - {{number: rate, answer: users/86400, given: {{users: 1e6}}, unit: requests/s}}
source: [https://example.org/xyzzy-paper, A book on feeds]
"""


def cards_deck(notes: int = 20, header: str = "") -> str:
    lines = ["deck: mock-cards", *([header] if header else []), "notes:"]
    for number in range(1, notes + 1):
        lines += [
            f"  - id: q{number}",
            f"    front: What is mock fact number {number}?",
            f"    back: It is statement {number * 7919}.",
        ]
    return "\n".join(lines) + "\n"


def write_rehearsals(home: Home, header: str = "") -> None:
    """Put framework, scenarios `feed` and `events`, and their cards into the home's library."""
    home.write("small.yaml", FRAMEWORK)
    home.write("feed.yaml", SCENARIO.format(slug="feed", title="Home feed", sibling="events"))
    home.write("events.yaml", SCENARIO.format(slug="events", title="Local events", sibling="feed"))
    home.write("mock-cards.yaml", cards_deck(header=header))
