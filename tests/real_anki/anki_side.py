"""What the real Anki does, in a process of its own: `make FOLDER NOTES` and `import FOLDER FILE...`.

`make` lets Anki's scheduler ask and take answers for some weeks, then exports packages and tells what Anki knows.
Days pass by moving the whole collection into the past; hours of the day vary. Both print one JSON document.
"""

import json
import random
import sys
import time
from pathlib import Path

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)

DAYS = 25
DAY_S = 86_400


def make(folder: Path, notes: int) -> dict:
    path = str(folder / "made.anki2")
    collection = _opened(path)
    collection.set_config("fsrs", True)
    preset = collection.decks.get_config(1)
    preset["new"]["perDay"] = notes // 12 + 1
    preset["rev"]["perDay"] = 9999
    preset["new"]["delays"] = [0.5, 12, 1440]
    preset["lapse"]["delays"] = [15]
    preset["new"]["bury"] = preset["rev"]["bury"] = False
    preset["rev"]["maxIvl"] = 400
    preset["desiredRetention"] = 0.87
    preset["easyDaysPercentages"] = [1, 1, 1, 1, 1, 0.5, 0.5]
    preset["fsrsParams6"] = [
        0.3,
        1.5,
        2.8,
        9.0,
        6.5,
        0.8,
        2.9,
        0.01,
        1.8,
        0.15,
        0.8,
        1.5,
        0.06,
        0.26,
        1.6,
        0.6,
        1.9,
        0.5,
        0.1,
        0.07,
        0.17,
    ]
    collection.decks.update_config(preset)
    _add_notes(collection, notes)
    collection.decks.select(collection.decks.id("Interviews"))
    dice = random.Random(7)
    for _ in range(DAYS):
        since_ms = int(time.time() * 1000)
        _study(collection, dice)
        _live_today_at_another_hour(collection, dice, since_ms)
        _move_into_the_past(collection)
        collection.close()
        collection = _opened(path)
    limited = collection.decks.by_name("Interviews::GPU")
    limited["newLimit"], limited["reviewLimit"], limited["desiredRetention"] = 7, 55, 93
    collection.decks.update(limited)
    above = collection.decks.by_name("Interviews")
    above["newLimit"] = 9
    collection.decks.update(above)
    ids = list(collection.find_cards("-is:new"))
    collection.sched.suspend_cards(ids[:5])
    collection.set_user_flag_for_cards(2, ids[5:9])
    collection.sched.schedule_cards_as_new(ids[9:19])
    known = _known(collection)
    everything = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, with_media=True, legacy=False)
    collection.export_anki_package(out_path=str(folder / "new.apkg"), options=everything, limit=None)
    everything.legacy = True
    collection.export_anki_package(out_path=str(folder / "old.apkg"), options=everything, limit=None)
    everything.with_deck_configs = everything.legacy = False
    collection.export_anki_package(out_path=str(folder / "bare.apkg"), options=everything, limit=None)
    collection.export_collection_package(str(folder / "new.colpkg"), include_media=True, legacy=False)
    collection = Collection(path)
    collection.export_collection_package(str(folder / "old.colpkg"), include_media=True, legacy=True)
    return known


def _opened(path: str) -> Collection:
    collection = Collection(path)
    collection.db.execute("PRAGMA synchronous = OFF")
    return collection


def _add_notes(collection: Collection, count: int) -> None:
    Path(collection.media.dir(), "warp.png").write_bytes(b"\x89PNG not really")
    kinds = ("Basic", "Basic (and reversed card)", "Cloze", "Basic (type in the answer)")
    for number in range(count):
        note = collection.new_note(collection.models.by_name(kinds[number % 4]))
        if number % 4 == 2:
            note["Text"] = (
                f"Fact {number}: {{{{c1::all-reduce {number}}}}} is <b>{{{{c2::two phases::how many?}}}}</b>."
            )
        else:
            picture = "<br><img src='warp.png'>" if number % 50 == 0 else ""
            note["Front"] = f"What is fact <i>{number}</i> of a &lt;T&gt; in \\(x_{{{number}}}\\)?{picture}"
            note["Back"] = f"Answer {number}"
        note.tags = ["gpu", f"t{number % 7}"]
        deck = collection.decks.id("Interviews::GPU" if number % 3 else "Interviews::Data")
        collection.add_note(note, deck)


def _study(collection: Collection, dice: random.Random) -> None:
    for _ in range(600):
        queued = collection.sched.get_queued_cards().cards
        if not queued or dice.random() < 0.002:
            return
        card = collection.get_card(queued[0].card.id)
        card.start_timer()
        rating = dice.choices((1, 2, 3, 4), (2, 1, 7, 1))[0]
        answer = collection.sched.build_answer(card=card, states=queued[0].states, rating=rating - 1)
        collection.sched.answer_card(answer)


def _live_today_at_another_hour(collection: Collection, dice: random.Random, since_ms: int) -> None:
    """Move what was answered just now to another hour of the same study day."""
    end_s = collection.sched.day_cutoff
    now_s = int(time.time())
    _shift(collection, dice.randint(end_s - DAY_S - now_s + 900, end_s - now_s - 900), since_ms)


def _move_into_the_past(collection: Collection) -> None:
    collection.db.execute("UPDATE col SET crt = crt - ?", DAY_S)
    _shift(collection, -DAY_S, 0)


def _shift(collection: Collection, seconds: int, since_ms: int) -> None:
    """Move all answers since an instant, and what is remembered of them."""
    far = 10**12  # by way of numbers that no row has, because an id must be free when it is taken
    collection.db.execute("UPDATE revlog SET id = id + ? WHERE id >= ?", far + seconds * 1000, since_ms)
    collection.db.execute("UPDATE revlog SET id = id - ? WHERE id >= ?", far, 2 * 10**12 + 5 * 10**11)
    changed = []
    for card, queue, due, data in collection.db.all("SELECT id, queue, due, data FROM cards WHERE data LIKE '%lrt%'"):
        values = json.loads(data)
        if values["lrt"] * 1000 < since_ms - 1000:
            continue
        values["lrt"] += seconds
        due += seconds if queue == 1 else 0
        changed.append((json.dumps(values, separators=(",", ":")), due, card))
    collection.db.executemany("UPDATE cards SET data = ?, due = ? WHERE id = ?", changed)


def _known(collection: Collection) -> dict:
    today = collection.sched.today
    cards = []
    for guid, ord_, kind, queue, due, interval, flags, data, answers in collection.db.all(
        "SELECT n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.flags, c.data,"
        " (SELECT count() FROM revlog r WHERE r.cid = c.id AND r.ease > 0) FROM cards c JOIN notes n ON n.id = c.nid"
    ):
        memory = json.loads(data or "{}")
        cards.append(
            {
                "guid": guid,
                "ord": ord_,
                "type": kind,
                "queue": queue,
                "in_days": due - today if kind == 2 else None,
                "interval": interval,
                "flags": flags,
                "s": memory.get("s"),
                "d": memory.get("d"),
                "answers": answers,
            }
        )
    return {
        "notes": collection.note_count(),
        "cards": cards,
        "answers": collection.db.scalar("SELECT count() FROM revlog WHERE ease > 0"),
    }


def import_all(folder: Path, packages: list[str]) -> list[dict]:
    collection = Collection(str(folder / "imported.anki2"))
    told = []
    for package in packages:
        options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False)
        done = collection.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))
        log = {field.name: len(value) for field, value in done.log.ListFields() if hasattr(value, "__len__")}
        told.append({"log": log, **_known(collection)})
    told[-1]["fields"] = dict(collection.db.all("SELECT guid, flds FROM notes"))
    told[-1]["empty"] = len(collection.get_empty_cards().notes)
    collection.close()
    return told


if __name__ == "__main__":
    action, folder, *rest = sys.argv[1:]
    document = make(Path(folder), int(rest[0])) if action == "make" else import_all(Path(folder), rest)
    print(json.dumps(document))
