"""Opening a collection with its deck files read."""

from prepdeck.study.collection import Collection
from prepdeck.study.refreshing import refresh
from prepdeck.study.setup import Setup


def open_collection(setup: Setup) -> Collection:
    """Open the store and read the deck files that changed since; raises StoreError with what to do."""
    collection = Collection.open(setup)
    try:
        refresh(collection)
    except BaseException:
        collection.close()
        raise
    return collection
