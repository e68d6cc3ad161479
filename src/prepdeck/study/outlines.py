"""Outlines of the library, as they were last read well."""

from prepdeck.library.file_codec import decode_file
from prepdeck.model.outline import Outline
from prepdeck.storage.content import contents_holding
from prepdeck.study.collection import Collection


def outlines_of(collection: Collection) -> tuple[Outline, ...]:
    """Every outline, in the order of the search path; of two with one name the first."""
    with collection.store.reading() as rows:
        contents = contents_holding(rows, "outline")
    outlines: dict[str, Outline] = {}
    for content in contents:
        if outline := decode_file(content).outline:
            outlines.setdefault(outline.slug, outline)
    return tuple(outlines.values())
