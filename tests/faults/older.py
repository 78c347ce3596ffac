"""Databases as older programs left them: the first steps of sql/, with rows in what they made."""

import glob
import os
import re
import sqlite3

from instance import ROOT

ORGANISATIONS = 1500
LISTINGS = 3000
TEXT = "Deep drawn parts of aluminium, degreased and packed in boxes of fifty. " * 6

# Rows that the steps after them find there: they are carried over, altered or counted.
ROWS = {
    1: [("INSERT INTO cluster (key, name, lang, country, created, updated) VALUES (?, ?, 'en', 'DK', 1, 1)",
         [(f"c{i}", f"Cluster {i}") for i in range(4)]),
        ("INSERT INTO organisation (key, kind, name, lang, created, updated) VALUES (?, 'company', ?, 'en', 1, 1)",
         [(f"o{i}", f"Works {i}") for i in range(ORGANISATIONS)]),
        ("INSERT INTO membership (organisation_id, cluster_id) VALUES (?, ?)",
         [(i + 1, i % 4 + 1) for i in range(ORGANISATIONS)]),
        ("INSERT INTO person (key, organisation_id, name, created, updated) VALUES (?, ?, ?, 1, 1)",
         [(f"p{i}", i + 1, f"Person {i}") for i in range(ORGANISATIONS)]),
        ("INSERT INTO listing (key, organisation_id, side, kind, title, body, lang, status, visibility, created,"
         " updated) VALUES (?, ?, 'need', 'business', ?, ?, 'en', 'published', 'public', 1, 1)",
         [(f"l{i}", i % ORGANISATIONS + 1, f"Need {i}", f"{i}: {TEXT}") for i in range(LISTINGS)])],
    2: [("INSERT INTO account (mail, name, password, created) VALUES (?, ?, 'x', 1)",
         [(f"a{i}@older.example", f"Account {i}") for i in range(200)]),
        ("INSERT INTO role (account_id, kind, cluster_id, reach) VALUES (?, 'manager', ?, 1)",
         [(i + 1, i % 4 + 1) for i in range(200)]),
        ("INSERT INTO session (token, account_id, form_key, created, seen) VALUES (?, ?, 'x', 1, 1)",
         [(f"t{i}", i + 1) for i in range(200)])],
    11: [("INSERT INTO channel_weight VALUES (?, 10, 20, 30, 40)", [(i + 1,) for i in range(4)])],
}
KEPT = ("cluster", "organisation", "membership", "person", "listing", "account", "role", "session")


def steps():
    """The scripts, in their order."""
    names = sorted(glob.glob(os.path.join(ROOT, "sql/*.sql")))
    found = []
    for name in names:
        with open(name, encoding="utf-8") as script:
            found.append(re.sub(r"/\*.*?\*/", "", script.read(), flags=re.S).replace("{id}", "INTEGER PRIMARY KEY"))
    return found


STEPS = steps()
NEWEST = len(STEPS)


def first_columns(table):
    """Those it had from the beginning."""
    columns = re.search(rf"CREATE TABLE {table} \((.*?)\n\);", "".join(STEPS[:2]), re.S).group(1)
    return ", ".join(n for n in re.findall(r"^    (\w+)", columns, re.M) if n not in ("PRIMARY", "UNIQUE"))


def take_step(line, number):
    line.executescript(STEPS[number - 1])
    line.execute("INSERT INTO schema_step (step, at) VALUES (?, 1)", (number,))


def make_older(path, last):
    line = sqlite3.connect(path)
    line.execute("PRAGMA journal_mode=WAL")
    line.execute("CREATE TABLE schema_step (step BIGINT PRIMARY KEY, at BIGINT NOT NULL)")
    for number in range(1, last + 1):
        take_step(line, number)
        for statement, rows in ROWS.get(number, []):
            line.executemany(statement, rows)
    line.commit()
    line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    line.close()


class Look:
    """What a database file is, in a form that can be compared."""

    def __init__(self, path):
        line = sqlite3.connect(path)
        try:
            self.flaw = "; ".join(row[0] for row in line.execute("PRAGMA integrity_check(3)"))
            self.step = self.number(line, "SELECT COALESCE(MAX(step), 0) FROM schema_step")
            self.taken = self.number(line, "SELECT COUNT(*) FROM schema_step")
            self.shape = line.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
                                      " AND name <> 'schema_step' ORDER BY 1, 2").fetchall()
            self.rows = self.old_columns(line)
        except sqlite3.DatabaseError as fault:
            self.flaw, self.step, self.taken, self.shape, self.rows = str(fault), -1, -1, [], {}
        finally:
            line.close()

    @staticmethod
    def number(line, statement):
        return line.execute(statement).fetchone()[0]

    @staticmethod
    def old_columns(line):
        """Every row of the tables that all steps keep, in the columns they had from the beginning."""
        found = {}
        for table in KEPT:
            exists = line.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            rows = line.execute(f"SELECT {first_columns(table)} FROM {table} ORDER BY 1, 2") if exists else ()
            found[table] = hash(tuple(rows)) if exists else 0
        return found

    def sound(self):
        return self.flaw == "ok"

    def same_rows(self, other):
        """As far as the older one had the table."""
        return all(value in (0, self.rows[table]) for table, value in other.rows.items())
