"""Draws the pictures of the README from the program itself: `make pictures`."""

import asyncio
import re
import tempfile
from datetime import date, timedelta
from pathlib import Path

from prepdeck.paths import resolve_paths
from prepdeck.study.goals import DEFAULT_MINUTES, set_goal
from prepdeck.study.mock_opening import MockOpening
from prepdeck.study.mock_request import MockRequest
from prepdeck.study.opening import open_collection
from prepdeck.study.request import DrillRequest
from prepdeck.study.setup import Setup, prepare
from prepdeck.tui.app import PrepdeckApp

HERE = Path(__file__).parent


async def shown(app: PrepdeckApp, words: str) -> None:
    """Wait until the screen says so."""
    for _ in range(200):
        if words in app.export_screenshot().replace("&#160;", " "):
            return
        await asyncio.sleep(0.05)
    raise TimeoutError(f"the screen never showed {words!r}")


def keep(app: PrepdeckApp, name: str) -> None:
    """Write the screen as a picture that asks no server for its font."""
    drawn = re.sub(r"@font-face \{.*?\}", "", app.export_screenshot(title="prepdeck"), flags=re.DOTALL)
    drawn = re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)
    (HERE / name).write_text(drawn.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono"), "utf-8")


async def draw(setup: Setup) -> None:
    """Take Today, a card with its answer, a mock on its way."""
    app = PrepdeckApp(setup)
    async with app.run_test(size=(80, 24)):
        await shown(app, "nine steps")
        keep(app, "today.svg")
    app = PrepdeckApp(setup, DrillRequest(search="kind:basic tag:data deck:nine-step", limit=12))
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, "1 of")
        await pilot.press("space")
        await shown(app, "Again")
        keep(app, "drill.svg")
    app = PrepdeckApp(setup, MockOpening(MockRequest("short-video-feed")))
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, "RESTATE")
        for _ in range(6):
            await pilot.press("space")
        await pilot.press("m")
        await shown(app, "7 of 12")
        await pilot.pause(17)  # until what was marked is no longer told
        keep(app, "mock.svg")


def main() -> None:
    """Draw the pictures of a fresh home with a goal in three weeks."""
    with tempfile.TemporaryDirectory() as home:
        setup = prepare(resolve_paths(home))
        collection = open_collection(setup)
        set_goal(collection, date.today() + timedelta(days=23), DEFAULT_MINUTES, "senior-ml-engineer-research")
        collection.close()
        asyncio.run(draw(setup))


if __name__ == "__main__":
    main()
