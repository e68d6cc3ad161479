"""A mock as a Markdown report, on its own or as a file of the user's."""

from pathlib import Path

from prepdeck.config import write_privately
from prepdeck.errors import StoreError
from prepdeck.mocks.report import report
from prepdeck.model.study_day import date_of
from prepdeck.study.collection import Collection
from prepdeck.study.mock_history import PastMock
from prepdeck.study.mock_records import short_id


def report_of(mock: PastMock) -> str:
    """The Markdown report: of an unfinished or undebriefed mock without anything of its reference."""
    return report(mock.stored.run, mock.title, date_of(mock.stored.started.day).isoformat(), mock.result)


def write_report(collection: Collection, mock: PastMock) -> Path:
    """Write the report into the user's folder (0600) and say where; raises StoreError where that fails."""
    on = date_of(mock.stored.started.day).isoformat()
    name = f"{on}-{mock.stored.run.setup.scenario}-{short_id(mock.stored.id)}.md"
    path = collection.setup.paths.data / "mocks" / name
    try:
        write_privately(path, report_of(mock))
    except OSError as error:
        raise StoreError(
            f"{path} could not be written: {error.strerror}.", "Check the folder and its free space."
        ) from error
    return path
