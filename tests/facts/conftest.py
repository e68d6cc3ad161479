"""Proofs of what cards say about PyTorch, on the CPU with gloo; `make facts` installs torch and names their cards.

Without torch there is nothing to run, and `tests/content/test_facts.py` still compares the names.
"""

import importlib.util
from collections.abc import Iterator

import pytest

if importlib.util.find_spec("torch") is None:
    collect_ignore_glob = ["test_*.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """PyTorch warns of its own deprecations: here they are observations, not errors."""
    for item in items:
        if "tests/facts" in item.path.as_posix():
            item.add_marker(pytest.mark.filterwarnings("default"))


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Keep which cards the test backs with its report."""
    if call.when == "setup":
        for marker in item.iter_markers("proves"):
            item.user_properties.extend(("proves", key) for key in marker.args)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the cards that passing proofs back."""
    lines = sorted(_proven(terminalreporter))
    if lines:
        terminalreporter.write_sep("-", f"{len(lines)} proofs")
        for line in lines:
            terminalreporter.write_line(line)


def _proven(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for report in reporter.stats.get("passed", []):
        keys = [value for name, value in report.user_properties if name == "proves"]
        if keys:
            yield f"{', '.join(keys)}: {report.nodeid.rpartition('::')[2]}"
