"""Files that would harm whoever imports them carelessly, each made in a moment."""

import io
import json
import os
import sqlite3
import stat
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

MEGABYTE = 1024 * 1024
TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer, mod integer, scm integer, ver integer, dty integer, usn integer,
  ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, usn integer, tags text, flds text,
  sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer, did integer, ord integer, mod integer, usn integer,
  type integer, queue integer, due integer, ivl integer, factor integer, reps integer, lapses integer, left integer,
  odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer, usn integer, ease integer, ivl integer, lastIvl integer,
  factor integer, time integer, type integer);
"""
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i"
MODELS = {"1": {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}],
                "tmpls": [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]}}  # fmt: skip


def collection(*statements: str, models: str = json.dumps(MODELS), notes: int = 1) -> bytes:
    """An old collection with a note, after these statements."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "collection")
        connection = sqlite3.connect(path)
        connection.executescript(TABLES)
        decks = json.dumps({"1": {"name": "Deck", "conf": 1}})
        connection.execute("INSERT INTO col VALUES (1,1600000000,0,0,11,0,0,0,'{}',?,?,'{}','')", (models, decks))
        for number in range(1, notes + 1):
            connection.execute(
                "INSERT INTO notes VALUES (?,?,1,0,0,'',?,0,0,0,'')", (number, f"g{number}", f"Q{number}\x1fA{number}")
            )
            connection.execute("INSERT INTO cards VALUES (?,?,1,0,0,0,0,0,1,0,0,0,0,0,0,0,0,'')", (number, number))
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        return path.read_bytes()


def package(entries: dict[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    """An archive of these entries."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items() if isinstance(entries, dict) else entries:
            archive.writestr(name, content)
    return made.getvalue()


def zip_bomb() -> bytes:
    return package({"collection.anki2": bytes(300 * MEGABYTE), "media": b"{}"})


def zip_slip() -> bytes:
    return package({"collection.anki2": collection(), "../../evil.yaml": b"deck: evil"})


def windows_slip() -> bytes:
    return package({"collection.anki2": collection(), "..\\evil.yaml": b"deck: evil"})


def absolute_path() -> bytes:
    return package({"collection.anki2": collection(), "/tmp/evil.yaml": b"deck: evil"})


def symlink() -> bytes:
    link = zipfile.ZipInfo("0")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return package([("collection.anki2", collection()), (link, b"/etc/passwd")])


def endless_view() -> bytes:
    view = f"CREATE VIEW notes AS {ENDLESS} AS id, 'g' AS guid, 1 AS mid, '' AS tags, 'f' AS flds FROM n"
    return package({"collection.anki2": collection("DROP TABLE notes", view.replace("SELECT i AS", "SELECT i AS"))})


def slow_view() -> bytes:
    view = f"CREATE VIEW revlog AS {ENDLESS} AS id, 1 AS cid, 1 AS ease, 1 AS ivl, 1 AS factor, 1 AS time, 1 AS type"
    view += " FROM n WHERE i < 0"
    return package({"collection.anki2": collection("DROP TABLE revlog", view)})


def generated_column() -> bytes:
    table = "CREATE TABLE notes (id integer, guid, mid, tags, flds AS (hex(zeroblob(100000000))))"
    return package({"collection.anki2": collection("DROP TABLE notes", table, "INSERT INTO notes VALUES (1,'g',1,'')")})


def generated_column_in_disguise() -> bytes:
    table = "CREATE TABLE notes (id integer PRIMARY KEY, guid, mid, tags, flds AS/**/(hex(zeroblob(10000000))))"
    rows = "INSERT INTO notes (id, guid, mid, tags) VALUES (1, 'g', 1, '')"
    return package({"collection.anki2": collection("DROP TABLE notes", table, rows)})


def many(values: str, most: int) -> str:
    """A query of these values for the numbers from 10 to `most`."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < {most})"
    return f"SELECT {values} FROM ({numbers} SELECT i FROM n)"


def million_cards_of_a_note() -> bytes:
    cards = many("i, 1, 1, i, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, ''", 1_000_000)
    return package({"collection.anki2": collection(f"INSERT INTO cards {cards}"), "media": b"{}"})


def million_answers_of_a_card() -> bytes:
    answers = many("1600000000000 + i, 1, 0, 3, 1, 1, 2500, 1, 1", 1_000_000)
    return package({"collection.anki2": collection(f"INSERT INTO revlog {answers}"), "media": b"{}"})


def page_that_leads_to_itself() -> bytes:
    content = bytearray(collection(notes=3000))
    for page in range(2, len(content) // 4096):
        if content[page * 4096] == 5:  # an inner page of a table: its last child is to be itself
            content[page * 4096 + 8 : page * 4096 + 12] = (page + 1).to_bytes(4, "big")
    return package({"collection.anki2": bytes(content), "media": b"{}"})


def virtual_table() -> bytes:
    table = "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, tags, flds)"
    return package({"collection.anki2": collection("DROP TABLE notes", table)})


def many_entries() -> bytes:
    """An archive of empty entries only, written by hand: zipfile would take a minute."""
    import struct

    count, local, central = 150_000, io.BytesIO(), io.BytesIO()
    for number in range(count):
        name = b"%06d" % number
        at = local.tell()
        local.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name)
        central.write(
            struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, at)
            + name
        )
    body, directory = local.getvalue(), central.getvalue()
    return body + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 65_535, 65_535, len(directory), len(body), 0)


def two_of_one_name() -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return package([("collection.anki2", collection()), ("collection.anki2", collection(notes=2))])


def encrypted() -> bytes:
    made = bytearray(package({"collection.anki2": collection()}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(sign) + at] |= 1
    return bytes(made)


def no_collection() -> bytes:
    return package({"readme.txt": b"hello"})


def no_archive() -> bytes:
    return b"PK\x03\x04 and nothing more"


def torn_archive() -> bytes:
    return zip_slip()[:-400]


def no_database() -> bytes:
    return package({"collection.anki2": b"SQLite format 3\0" + os.urandom(5000)})


def damaged_pages() -> bytes:
    content = bytearray(collection(notes=3000))
    content[8192:-4096] = bytes(len(content) - 12288)
    return package({"collection.anki2": bytes(content)})


def deep_models() -> bytes:
    return package({"collection.anki2": collection(models="[" * 200_000)})


def wrong_models() -> bytes:
    return package({"collection.anki2": collection(models='{"1": {"flds": 3, "tmpls": null}}')})


def huge_text() -> bytes:
    return package(
        {"collection.anki2": collection("UPDATE notes SET flds = hex(randomblob(9000000)) || hex(randomblob(9000000))")}
    )


def zstd_bomb() -> bytes:
    import zstandard

    return package({"collection.anki21b": zstandard.compress(bytes(600 * MEGABYTE), 3), "meta": b"\x08\x03"})


def zstd_window() -> bytes:
    import zstandard

    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    packed = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    return package({"collection.anki21b": packed.compress(os.urandom(MEGABYTE)) + packed.flush(), "meta": b"\x08\x03"})


def zstd_in_zstd() -> bytes:
    import zstandard

    inner = zstandard.compress(bytes(200 * MEGABYTE), 3)
    return package({"collection.anki21b": zstandard.compress(inner * 50, 3), "meta": b"\x08\x03"})


def zstd_of_empty_frames() -> bytes:
    import zstandard

    return package({"collection.anki21b": zstandard.compress(b"", 1) * 5_000_000, "meta": b"\x08\x03"})


def exhausting_template(question: str) -> bytes:
    """A note type that is filled in for a hundred notes."""
    front_and_back = {"name": "Basic", "type": 0, "flds": [{"name": "Front"}, {"name": "Back"}]}
    models = {"1": {**front_and_back, "tmpls": [{"qfmt": question, "afmt": "{{Back}}"}]}}
    long = "UPDATE notes SET flds = hex(zeroblob(20000)) || char(31) || 'A'"
    return package({"collection.anki2": collection(long, models=json.dumps(models), notes=100), "media": b"{}"})


def names_that_steer() -> bytes:
    """Control bytes, escape codes and direction overrides wherever a name can stand."""
    decks = json.dumps({"1": {"name": "De\x1b]0;own\x07\u202eck::../../evil", "conf": 1}})
    return package(
        {
            "collection.anki2": collection(
                f"UPDATE col SET decks = '{decks}'",
                "UPDATE notes SET flds = 'Q\u202e \x1b[2J <img src=\"ev\u202eil.png\">' || char(31) || 'A'",
                "UPDATE notes SET tags = ' a\u202eb \x1b[1m x'",
            ),
            "media": json.dumps({"0": "ev\u202eil.png"}).encode(),
            "0": b"\x89PNG",
        }
    )


def million_media() -> bytes:
    listed = json.dumps({str(number): f"{number}.png" for number in range(1_000_000)}).encode()
    content = collection("UPDATE notes SET flds = 'Q <img src=\"a.png\">' || char(31) || 'A'")
    return package({"collection.anki2": content, "media": listed})


def hostile_media() -> bytes:
    front = "Q <img src='../../evil.png'><img src='.hidden.png'><img src='run.sh'>\x1fA"
    listed = {"0": "../../evil.png", "1": ".hidden.png", "2": "run.sh"}
    content = collection(f"UPDATE notes SET flds = '{front.replace(chr(39), chr(39) * 2)}'")
    return package({"collection.anki2": content, "media": json.dumps(listed).encode(), "0": b"a", "1": b"b", "2": b"c"})


REFUSED: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        zip_bomb, zip_slip, windows_slip, absolute_path, symlink, endless_view, slow_view, generated_column,
        generated_column_in_disguise, million_cards_of_a_note, million_answers_of_a_card, page_that_leads_to_itself,
        virtual_table, many_entries, two_of_one_name, encrypted, no_collection, no_archive, torn_archive, no_database,
        damaged_pages, deep_models, wrong_models, huge_text,
    )
}  # fmt: skip
REFUSED_ZSTD = {made.__name__: made for made in (zstd_bomb, zstd_window, zstd_in_zstd, zstd_of_empty_frames)}
