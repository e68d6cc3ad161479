"""The app over a home of the test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from support.homes import Home
from support.screen import OpenApp, today_of, until
from textual.pilot import Pilot

from prepdeck.config import Config
from prepdeck.study.request import DrillRequest
from prepdeck.tui.app import PrepdeckApp


@pytest.fixture
def open_app(home: Home) -> OpenApp:
    """The app, with its collection open and Today read."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (80, 24), config: Config | None = None, request: DrillRequest | None = None
    ) -> AsyncIterator[Pilot[object]]:
        setup = replace(home.setup, config=config) if config else home.setup
        app = PrepdeckApp(setup, request)
        app.animation_level = "none"
        async with app.run_test(size=size, tooltips=False, notifications=True) as pilot:
            await until(pilot, lambda: app.collection is not None or app.failure is not None, "an open collection")
            if app.failure is None and request is None:
                await until(pilot, lambda: today_of(app).page is not None, "Today's page")
                await pilot.pause()
            yield pilot
        if app.collection is not None:
            app.collection.close()

    return opened
