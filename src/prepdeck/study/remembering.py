"""Answers about the whole library that take long to find and seldom change, kept beside what they follow from."""

import json
from collections.abc import Sequence
from typing import Any

from prepdeck.library.search_path import content_hash
from prepdeck.library.similar import similar_pairs
from prepdeck.model.query import Query, unparse_query
from prepdeck.model.query_match import finds
from prepdeck.storage.search import any_key_found, condition_of
from prepdeck.study.collection import Collection

_FOUND = "found_by_query"
_SIMILAR = "similar_questions"


class RememberedAnswers:
    """What linking asks of the content index, in the transaction in which that changes.

    Nothing remembered is trusted: a card is looked at again, and pairs are of exactly these questions. With `anew`
    nothing is remembered from before.
    """

    def __init__(self, collection: Collection, *, anew: bool) -> None:
        self._collection = collection
        self._found: dict[str, str] = {} if anew else json.loads(collection.store.read_meta(_FOUND) or "{}")
        self._pairs: dict[str, Any] = {} if anew else json.loads(collection.store.read_meta(_SIMILAR) or "{}")
        self._now = collection.now()

    def finds_any(self, query: Query) -> bool:
        """Whether a query by what notes say finds any card; the one that it found last is looked at first."""
        name = unparse_query(query)
        known = self._collection.find_card(self._found.get(name, ""))
        if known is not None and finds(query, known):
            return True
        with self._collection.store.reading() as rows:
            found = any_key_found(rows, condition_of(query, self._now, self._collection.parameters))
        if found is not None:
            self._found[name] = found
            self._collection.store.write_meta(_FOUND, json.dumps(self._found))
        return found is not None

    def similar_pairs(self, questions: Sequence[str]) -> list[tuple[int, int]]:
        """As the library's: looked for anew only where a question is another one."""
        digest = content_hash("\n".join(questions).encode("utf-8", "surrogatepass"))
        if self._pairs.get("questions") == digest:
            return [(earlier, later) for earlier, later in self._pairs["pairs"]]
        pairs = similar_pairs(questions)
        self._collection.store.write_meta(_SIMILAR, json.dumps({"questions": digest, "pairs": pairs}))
        return pairs
