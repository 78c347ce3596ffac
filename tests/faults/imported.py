"""A table of thousands of lines is being imported when the server is killed, again and again."""

import http.client
import re
import time

from instance import START_MOST  # before the next: it knows where that is
from visitor import Fields

ROWS = 3000        # more than are done within a request
APPLYING = 2.0     # seconds in which the kills come, most of them early
WORD = 8


def name_of(number):
    """No two of them are alike, so that none is taken for another's double."""
    left = (number + 1) * 0x9E3779B97F4A7C15 % 2 ** 64
    word = ""
    for _ in range(WORD):
        word += chr(ord("a") + left % 26) + "aeiouy"[left // 26 % 6]
        left >>= 8
    return word


def table(mark):
    rows = (f"{mark}-{i},{name_of(i)} {mark},DE" for i in range(ROWS))
    return "key,name,country\n" + "\n".join(rows) + "\n"


class Import:
    """One table at one server, from the upload to what came of it."""

    def __init__(self, person, instance, mark):
        self.database = instance.database
        self.person = person.at(instance.address)
        self.mark = mark
        self.number = 0

    def state(self):
        rows = self.database.rows("SELECT state FROM import_order WHERE import_id = ?", self.number)
        return rows[0][0] if rows else ""

    def stored(self):
        """Lines that are there, and how many different ones."""
        return self.database.rows("SELECT COUNT(*), COUNT(DISTINCT key) FROM organisation WHERE key LIKE ?",
                                  self.mark + "-%")[0]

    def until_done(self):
        end = time.monotonic() + START_MOST
        while self.state() != "done" and time.monotonic() < end:
            time.sleep(0.05)
        return self.state() == "done"

    def send(self):
        """Read in, and its columns named: all that is left is to apply it."""
        sent = self.person.ask("POST", "/en/import", {}, files={"file": ("members.csv", table(self.mark))})
        self.number = int(re.search(r"/imports/(\d+)", sent.headers["Location"]).group(1))
        columns = Fields(self.person.get(f"/en/imports/{self.number}").body).found
        columns.pop("form_key", None)
        self.person.post(f"/en/imports/{self.number}", columns)
        return self.until_done()

    def apply(self):
        try:
            form = {"then": "apply", "once": self.mark}
            return self.person.post(f"/en/imports/{self.number}/apply", form).status == 303
        except (OSError, http.client.HTTPException):
            return False


class Imports:
    """What came of all of them."""

    def __init__(self, run, count):
        self.run = run
        self.count = count
        self.unread = 0
        self.before = 0   # nothing was there when the server was back
        self.behind = 0   # all was
        self.wrong = []

    def one(self, number, instance):
        i = Import(self.run.template.people[0], instance, f"werk{number}")
        if not i.send():
            self.unread += 1
            return
        taken = i.apply()
        time.sleep(APPLYING * (number / self.count) ** 2)
        instance.kill()
        found = i.stored()
        instance.start()
        self.before += found == (0, 0)
        self.behind += found == (ROWS, ROWS)
        if found not in ((0, 0), (ROWS, ROWS)):
            self.wrong.append(f"after the kill {found} of {ROWS} lines are there")
        if not taken:
            i.person = i.person.at(instance.address)
            i.apply()
        if not i.until_done() or i.stored() != (ROWS, ROWS):
            self.wrong.append(f"at the end it is {i.state()}, and {i.stored()} of {ROWS} lines are there")


def imports(c, run, count):
    instance, _ = run.begin_life()
    of = Imports(run, count)
    for number in range(count):
        of.one(number, instance)
    flaw = instance.database.flaw()
    instance.kill()
    c.check(of.before and not of.unread, f"{count} kills while {ROWS} lines were being imported: then nothing of it"
            f" was there {of.before} times, all of it {of.behind} times", of.unread)
    c.check(not of.wrong and not flaw, "never a part of it, and after the next start all of it, once", *of.wrong, flaw)
