"""A long import is an order in the database: taken by one node, and by another should that die."""

import re
import time

from claims import in_list
from harness import until
from visitor import Fields

ROWS = 3000  # more than are done within a request


def table():
    rows = (f"werk-{i},{name_of(i)},DE" for i in range(ROWS))
    return "key,name,country\n" + "\n".join(rows) + "\n"


def name_of(number):
    """No two of them are alike, so that none is taken for another's double."""
    left = (number + 1) * 0x9E3779B97F4A7C15 % 2 ** 64
    word = ""
    for _ in range(8):
        word += chr(ord("a") + left % 26) + "aeiouy"[left // 26 % 6]
        left >>= 8
    return word


def order(c, number):
    """state, tries and how far it is"""
    rows = c.sql(f"SELECT state, tries, done FROM import_order WHERE import_id = {number}")
    state, tries, done = rows[0].split("|") if rows else ("", 0, 0)
    return state, int(tries), int(done)


def worker(c, number):
    """The node that has the lock of that order."""
    found = c.sql("SELECT a.application_name FROM pg_locks AS l JOIN pg_stat_activity AS a"
                  " ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted"
                  f" AND (l.classid::bigint << 32) + l.objid::bigint = hashtextextended(current_schema() || '.import {number}', 0)"
                  " & x'ffffffffffffffff'::bigint")
    return found[0][-1] if found else ""


def imports(c):
    at_a = c.at("A")
    sent = at_a.ask("POST", "/en/import", {}, files={"file": ("members.csv", table())})
    number = int(re.search(r"/imports/(\d+)", sent.headers["Location"]).group(1))
    columns = Fields(at_a.get(f"/en/imports/{number}").body).found
    columns.pop("form_key", None)
    at_a.post(f"/en/imports/{number}", columns)
    c.check(until(lambda: order(c, number)[0] == "done", 30, 0.1),
            f"{ROWS} lines are read by one of the nodes", order(c, number))

    at_a.post(f"/en/imports/{number}/apply", {"then": "apply"})
    begun = until(lambda: order(c, number)[2] > 0 or order(c, number)[0] == "done", 20)
    busy = worker(c, number)
    if not c.check(begun and busy, "  (one of them is in the middle of applying it)",
                   order(c, number), busy):
        return
    c.place.kill_node(busy)
    killed = time.monotonic()
    done = until(lambda: order(c, number)[0] == "done", 40, 0.1)
    c.check(done and order(c, number)[1] == 2, f"node {busy} killed in it: another has done it"
            f" {time.monotonic() - killed:.1f} s later", order(c, number))
    count = c.sql("SELECT COUNT(*), COUNT(DISTINCT key) FROM organisation WHERE key LIKE 'werk-%'")
    c.check(count == [f"{ROWS}|{ROWS}"], "each line is there once", count)
    others = [c.at(name) for name in "ABC" if name != busy]
    shown = until(lambda: all(in_list(p, name_of(ROWS - 1), "organisations") for p in others), 5)
    c.check(shown, "and the other two show the last of them")
    c.place.open_nodes(busy)
    c.place.follow_nodes()
