"""Made-up stories: one without a flaw, and eight each of which contradicts itself or its neighbour in one way."""

CLEAN = """\
kind: story
story: nightly-forecast
title: The nightly forecast
one_liner: I cut the nightly demand forecast of a chain of garden centers from 8 hours to 10 minutes.
scope: team
situation: |-
  The forecast for 120 shops ran 8 hours a night and failed twice a month,
  so that shops ordered blind until noon.
task: I was to have the orders of all shops ready before six, on the machine there was.
action: I profiled the run first, found 70 % of its time in a loop over rows, and replaced that loop first.
result: The run takes 10 minutes instead of 8 hours, 48x less wall-clock time, and has not failed in three months.
reflection: I would profile on the first day. I spent two weeks on a cache that gave almost nothing.
tellings:
  30s: Orders came too late, since a forecast ran all night. I rewrote one loop; it takes 10 minutes now, not 8 hours.
  120s: |-
    Our 120 shops ordered blind until noon, because the forecast ran 8 hours a night.
    I had to have all orders ready before six, on the machine there was.

    I profiled before I changed anything. One loop over rows took 70 % of the time.
    I replaced it, measured again, and found the next one.
    The run went from 8 hours to 10 minutes, 48x, and has not failed since.
probes:
  - {probe: On the same hardware?, answer: 'Yes, on the same 16 cores.'}
  - probe: How did you know where the time went?
competencies: {driving-results: strong, perseverance: ok}
claims:
  - claim: forecast-speedup
    value: 48
    unit: x
    means: wall-clock time of one nightly run
    baseline: 8 hours, on the same 16 cores
    now: 10 minutes
    measured: median of 30 nights before and after
    source: run log of the scheduler
  - claim: row-loop-share
    value: 70
    unit: '%'
    means: share of the wall-clock time in the row loop
    baseline: the whole run of 8 hours
    measured: profile of one night
    source: profile kept beside the run log
domains: [forecasting]
"""
"""The clean story; `garden` and `garden centers` stand in its text alone."""

SECRETS = ("garden centers", "ordered blind until noon", "a cache that gave almost nothing", "On the same hardware?")
"""Texts of the clean story that nothing given away may hold."""


def story(slug: str, result: str, claims: str = "", extra: str = "") -> str:
    """A short story of one result."""
    head = f"kind: story\nstory: {slug}\ntitle: The story of {slug}\nsituation: It was slow.\ntask: Mine to mend.\n"
    return f"{head}action: I looked first.\nresult: {result}\n{extra}{claims and 'claims:' + chr(10) + claims}"


def claim(slug: str, value: str, means: str, **fields: str) -> str:
    """A claim with everything one asks for, but for what `fields` say otherwise; an empty one is left out."""
    whole = {"baseline": "the build before", "measured": "median of 20 runs over a month", "source": "the run log"}
    shown = "".join(f"    {name}: {text}\n" for name, text in {**whole, **fields}.items() if text)
    return f"  - claim: {slug}\n    value: {value}\n    means: {means}\n{shown}"


PLANTED = {
    "two-meanings": {
        # one 300x: of a search in production, then of a training run
        "search": story(
            "search", "Answers came 300x sooner.", claim("answers", "300x", "latency of an answer in production")
        ),
        "training": story("training", "Runs ended 300x sooner.", claim("runs", "300x", "cost of a training run")),
    },
    "two-figures": {
        "early": story("early", "I shipped 4 models.", claim("years", "5 years", "paid work with the framework")),
        "late": story("late", "I shipped 9 models.", claim("years-again", "7 years", "paid work with the framework")),
    },
    "no-baseline": {
        "gain": story("gain", "Tickets closed 44 % sooner.", claim("gain", "44 %", "time to close", baseline="")),
    },
    "unmeasured": {
        "chat": story("chat", "It held for 3 months.", extra="reflection: Satisfaction skyrocketed.\n"),
    },
    "retracted-in-use": {
        "old": story(
            "old", "We served 12 customers.",
            claim("old-speed", "60x", "time of one batch", retracted="the first build was a debug build"),
        ),
        "new": story("new", "It ran 60x sooner.", claim("batch-speed", "61x", "wall-clock of a nightly export")),
    },
    "no-window": {
        "uptime": story(
            "uptime", "The service had 99.9 % uptime.",
            claim("uptime", "99.9 %", "availability of the service", measured="probes from two regions"),
        ),
    },
    "ratio-differs": {
        "ratio": story(
            "ratio", "It went from 8 hours to 2 minutes, 300x less.", claim("ratio", "300x", "wall-clock of a run")
        ),
    },
    "unclear-percent": {
        "percent": story(
            "percent", "Accuracy improved by 44.8 % in 6 weeks.", claim("gain", "44.8 %", "held-out accuracy")
        ),
    },
}  # fmt: skip
"""The eight kinds of contradiction, each by its code, as files by name."""
