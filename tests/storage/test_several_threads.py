"""A long write in one thread keeps no other from reading: it sees the file as it was."""

from threading import Event, Thread

from support.homes import Home

PATIENCE_S = 20.0


def test_reading_does_not_wait_for_a_writer_and_sees_what_was_there(home: Home) -> None:
    store = home.collection.store
    store.write_meta("word", "before")
    written, go_on = Event(), Event()
    read_in_between: list[str | None] = []
    seen_by_the_writer: list[str | None] = []

    def write() -> None:
        with store.writing():
            store.write_meta("word", "after")
            seen_by_the_writer.append(store.read_meta("word"))
            written.set()
            go_on.wait(PATIENCE_S)

    def read() -> None:
        read_in_between.append(store.read_meta("word"))

    writer, reader = Thread(target=write, daemon=True), Thread(target=read, daemon=True)
    writer.start()
    assert written.wait(PATIENCE_S)
    reader.start()
    reader.join(PATIENCE_S)
    assert read_in_between == ["before"]
    go_on.set()
    writer.join(PATIENCE_S)
    assert seen_by_the_writer == ["after"]
    assert store.read_meta("word") == "after"
