"""Cards whose text tries to steer the terminal and the screen, in every field that is ever shown."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

MARKUP = ("list[int]", "x[i]=y[j]", "[@click=app.quit]", "[/]")
"""What Textual and rich would take for markup; it must be read as it was written."""

CLIPBOARD = "\x1b]52;c;aG9zdGlsZQ==\x07"
"""OSC 52 writes to the clipboard of whoever looks at it."""
CLIPBOARD_SHOWN = "␛]52;c;aG9zdGlsZQ==␇"

HOSTILE_ID = f"{CLIPBOARD}z[k]"
CONTROLS = {"evilid": HOSTILE_ID, "qESCq": "\x1b", "qBELq": "\x07", "qCSIq": "\x9b", "qRLOq": "\u202e", "qCRq": "\r"}
"""Placeholders and what stands in their place in the store: deck files with it are refused, so it comes another way."""

LEAKS = (b"\x1b]52", b"\x9d52;c", b"\x1b]0;gotcha", b"\x1b[8;1;1t", b"\xc2\x9b", b"\xe2\x80\xae")
"""Bytes that none of the program's own output holds; a terminal would act on each."""

_EVIL = " ".join(MARKUP) + " qESCq]52;c;aG9zdGlsZQ==qBELq qESCq]0;gotchaqBELq qESCq[8;1;1t qCSIq31m qRLOq qCRqover"

DECK = f"""\
deck: evil
title: 'Evil {_EVIL}'
tags: ['evil[/]qESCq[8;1;1t']
notes:
  - id: choices
    front: 'Which? {_EVIL}'
    choices: {{answer: 'Right {_EVIL}', others: ['Wrong {_EVIL}', 'Wronger {_EVIL}']}}
  - id: steps
    front: 'In order? {_EVIL}'
    steps: ['First {_EVIL}', {{step: 'Second {_EVIL}', why: 'Because {_EVIL}'}}]
    tier: deep
  - id: typed
    front: 'Type it. {_EVIL}'
    typed: ['Typed {_EVIL}']
    tier: stretch
  - id: code
    front: |-
      Read it. {_EVIL}

      ```python
      x[i] = y[j]  # {_EVIL}
      ```
    code:
      language: 'python'
      answer: |-
        x: list[int] = y[j]  # {_EVIL}
    tier: stretch
  - id: basic-evilid
    front: 'Front {_EVIL}'
    back: 'Back {_EVIL}'
    why: 'Why {_EVIL}'
    hint: 'Hint {_EVIL}'
    source: 'https://example.org/{_EVIL}'
    tier: stretch
"""


def infect(store: Path) -> None:
    """Put the control characters in the place of their placeholders, everywhere in an indexed store."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in ("card", "note", "deck", "review", "log"):
            columns = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')").fetchall()
            for name, kind in columns:
                if kind not in ("TEXT", "BLOB"):
                    continue
                value = f"CAST({name} AS TEXT)"
                for placeholder, control in CONTROLS.items():
                    # in a blob and in the log's body the text is JSON, where a control character is an escape
                    written = json.dumps(control)[1:-1] if kind == "BLOB" or name == "body" else control
                    value = f"replace({value}, '{placeholder}', '{written}')"
                connection.execute(f"UPDATE {table} SET {name} = CAST({value} AS {kind}) WHERE {name} IS NOT NULL")
        connection.commit()
