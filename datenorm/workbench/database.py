"""The project file: a SQLite database with write-ahead log that several threads and processes may use.

The columns of `texts` say how each text stands now, so that filters and counts need one table; they follow
from `decisions` and `answers`, see `datenorm.workbench.standing`.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from datenorm.errors import InputError

SCHEMA_VERSION = 2

APPLICATION_ID = 0x64617465
"""Marks a SQLite file as a project of datenorm: "date" in ASCII."""

_WAIT = 60.0
"""Seconds that a change waits for one of another process."""

_MAPPED = 1 << 28  # bytes of the file that all connections share in memory

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER, stamp INTEGER, context INTEGER);
INSERT INTO state VALUES (1, 0, 0, NULL);
CREATE TABLE contexts (
    id INTEGER PRIMARY KEY, settings TEXT, model TEXT, locale TEXT, field_order TEXT, rules TEXT,
    sentence TEXT,
    UNIQUE (settings, model)
);
CREATE TABLE shapes (id INTEGER PRIMARY KEY, shape TEXT UNIQUE);
CREATE TABLE texts (
    id INTEGER PRIMARY KEY, text TEXT UNIQUE, folded TEXT, count INTEGER, first_row INTEGER, shape INTEGER,
    status TEXT, code TEXT NOT NULL DEFAULT '', value TEXT, confidence REAL, marks INTEGER NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT '', field_order TEXT NOT NULL DEFAULT '', kind TEXT, decided TEXT
);
CREATE INDEX texts_facets ON texts (status, code, marks, language, shape, count);
CREATE INDEX texts_count ON texts (count DESC, id);
CREATE INDEX texts_status ON texts (status, count DESC, id);
CREATE INDEX texts_shape ON texts (shape, count DESC, id);
CREATE INDEX texts_first ON texts (first_row);
CREATE INDEX texts_confidence ON texts (confidence, id);
CREATE TABLE answers (
    context INTEGER, text INTEGER, field_order TEXT, status TEXT, code TEXT, reason TEXT, value TEXT,
    confidence REAL, marks INTEGER, readings TEXT, first INTEGER, last INTEGER, is_located INTEGER,
    PRIMARY KEY (context, text, field_order)
) WITHOUT ROWID;
CREATE INDEX answers_unlocated ON answers (context, text) WHERE NOT is_located;
CREATE TABLE changes (
    revision INTEGER PRIMARY KEY, what TEXT, settings TEXT, is_undone INTEGER NOT NULL DEFAULT 0, made_at TEXT
);
CREATE TABLE decisions (
    text INTEGER, revision INTEGER, kind TEXT, value TEXT, PRIMARY KEY (text, revision)
) WITHOUT ROWID;
CREATE INDEX decisions_revision ON decisions (revision, text);
"""


class ProjectFile:
    """Connections to one project file, one for each thread."""

    def __init__(self, path: Path) -> None:
        """Open nothing yet; see `create` and `open`."""
        self.path = path
        self._own = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writing = threading.RLock()

    @classmethod
    def create(cls, path: Path) -> ProjectFile:
        """Make a new file.

        Raises:
            InputError: if there is one, or it cannot be written.
        """
        if path.exists():
            raise InputError(f"{path} exists already", hint="open it, or name another project file")
        project = cls(path)
        try:
            connection = project.connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; {_SCHEMA}"
            )
        except sqlite3.Error as error:
            project.close()
            raise InputError(f"cannot write {path}: {error}") from error
        return project

    @classmethod
    def open(cls, path: Path) -> ProjectFile:
        """Open a file.

        Raises:
            InputError: if there is none, or it is no project of this version.
        """
        if not path.is_file():
            raise InputError(f"there is no project file {path}")
        project = cls(path)
        try:
            application = project.connection.execute("PRAGMA application_id").fetchone()[0]
            version = project.connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.Error as error:
            project.close()
            raise InputError(f"{path} is not a project file: {error}") from None
        if application != APPLICATION_ID or version != SCHEMA_VERSION:
            project.close()
            known = application == APPLICATION_ID
            what = f"has version {version}, not {SCHEMA_VERSION}" if known else "is not a project file"
            raise InputError(f"{path} {what}")
        return project

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            found.text_factory = _text
            found.execute(f"PRAGMA mmap_size = {_MAPPED}")
            self._own.connection = found
            with self._lock:
                self._opened.append(found)
        return found

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection whose queries see one state of the project."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are kept together if the block succeeds, and not at all if it fails.

        Raises:
            InputError: if the file cannot be written, for example because the disk is full.
        """
        connection = self.connection
        try:
            with self._writing:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("UPDATE state SET stamp = stamp + 1")
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:  # SQLite may have ended it where the disk is full
                        connection.execute("ROLLBACK")
                    raise
        except sqlite3.OperationalError as error:
            raise InputError(f"cannot write {self.path}: {error}") from error

    def close(self) -> None:
        """Close all connections; no thread may use one any more."""
        with self._lock:
            for connection in self._opened:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._opened.clear()


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def is_project(path: Path) -> bool:
    """Whether a file is a project, of any version."""
    try:
        with path.open("rb") as stream:
            start = stream.read(_HEADER)
    except OSError:
        return False
    return start.startswith(_MAGIC) and start[-4:] == APPLICATION_ID.to_bytes(4, "big")


# The start of a SQLite file, and up to where the application id ends.
_MAGIC, _HEADER = b"SQLite format 3\0", 72


def state_of(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """The revision, the stamp of the last change of any kind, and the context of the answers."""
    revision, stamp, context = connection.execute("SELECT revision, stamp, context FROM state").fetchone()
    return revision, stamp, context


def read_meta(connection: sqlite3.Connection) -> dict[str, Any]:
    """What the project says about itself."""
    return dict(connection.execute("SELECT name, value FROM meta"))
