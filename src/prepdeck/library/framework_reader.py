"""From the root of a framework file to a framework."""

from prepdeck.library.events import Mapping, Node, value_at
from prepdeck.library.mock_tables import AXIS, FRAMEWORK, FRAMEWORK_PHASE
from prepdeck.library.names_once import report_repeated
from prepdeck.library.reading import Reading
from prepdeck.model.framework import Axis, Framework, FrameworkPhase


def build_framework(root: Mapping, reading: Reading) -> Framework | None:
    """A framework, or None after reporting any error: a clock or a score must not go by half a framework."""
    values = FRAMEWORK.read_entries(root, reading)
    phase_nodes: list[Node] = values.get("phases", [])
    axis_nodes: list[Node] = values.get("axes", [])
    errors = reading.errors
    phases = _phases(phase_nodes, reading)
    if "phases" in values and reading.errors == errors:
        _check_minutes(phases, phase_nodes, root, reading)
    errors = reading.errors
    axes = _axes(axis_nodes, reading)
    if "axes" in values and reading.errors == errors:
        _check_weights(axes, root, reading)
    report_repeated(phase_nodes, "phase", reading)
    report_repeated(axis_nodes, "axis", reading)
    if reading.errors:
        return None
    place = reading.place(root.entries["framework"].value)
    return Framework(
        slug=values["framework"],
        title=values["title"],
        path=reading.source.path,
        phases=phases,
        axes=axes,
        note=values.get("note", ""),
        sources=values.get("source", ()),
        line=place.line,
        column=place.column,
    )


def _phases(nodes: list[Node], reading: Reading) -> tuple[FrameworkPhase, ...]:
    read = (FRAMEWORK_PHASE.read(node, reading) for node in nodes)
    return tuple(
        FrameworkPhase(
            slug=values["phase"],
            title=values["title"],
            minutes=values["minutes"],
            done_when=values.get("done_when", ""),
            nudge=values.get("nudge", ""),
            graded=values.get("graded", True),
        )
        for values in read
        if values is not None
    )


def _axes(nodes: list[Node], reading: Reading) -> tuple[Axis, ...]:
    read = (AXIS.read(node, reading) for node in nodes)
    return tuple(
        Axis(values["axis"], values["title"], values["weight"], values["mid"], values["senior"], values["staff"])
        for values in read
        if values is not None
    )


def _check_minutes(phases: tuple[FrameworkPhase, ...], nodes: list[Node], root: Mapping, reading: Reading) -> None:
    """Every phase has minutes for every length, and they sum to it; there is at least one graded phase."""
    if not any(phase.graded for phase in phases):
        told = "a framework needs a phase that is graded"
        reading.report(root.entries["phases"].key, "too-few-items", told, "add a phase without graded: false")
    lengths = sorted({length for phase in phases for length, _ in phase.minutes})
    missing = False
    for phase, node in zip(phases, nodes, strict=True):
        for length in sorted(set(lengths) - {length for length, _ in phase.minutes}):
            missing = True
            reading.report(value_at(node, "minutes"), "missing-length", f"{phase.slug} has no minutes for {length}")
    for length in () if missing else lengths:
        total = sum(dict(phase.minutes)[length] for phase in phases)
        if total != length:
            told = f"for a length of {length} the phases sum to {total} minutes"
            reading.report(root.entries["phases"].key, "minutes-sum", told)


def _check_weights(axes: tuple[Axis, ...], root: Mapping, reading: Reading) -> None:
    total = sum(axis.weight for axis in axes)
    if total != 100:
        reading.report(root.entries["axes"].key, "weights-sum", f"the weights sum to {total}, not to 100")
