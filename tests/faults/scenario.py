"""What a manager does while things are refused: each act is one request, and what it must come to is known.

    prepare(): all that the act needs, asked for while nothing is refused
    act():     the one request
    judge():   "" where answer and database agree: all of it or nothing, and what was said holds
"""

import re

from harness import until
from refused import Visitor
from visitor import Fields

MEMBERS = 5
LONG = 400  # times, so that the text needs memory of its own wherever it is read
SETTLES_MOST = 10
TROUBLE = ("Something broke on our side", "The database is busy", "Too many people are waiting",
           "It is not certain whether this was stored", "Nothing can be stored just now",
           "Something that is stored is damaged")


def page_of(answer):
    """What is on it, without what is made anew each time."""
    text = re.sub(r"((?:name='(?:form_key|once)' value|data-challenge)=')[^']*", r"\1", answer.body)
    return re.sub(r"\d+ (seconds?|minutes?) ago", "", text)


def is_trouble(answer):
    """A page that says what happened and what to do."""
    return answer.status >= 500 and answer.title in TROUBLE and len(re.sub(r"<[^>]*>", " ", answer.body).split()) > 20


class Manager:
    """Who acts: signed in, and again after whatever happened to the session."""

    def __init__(self, instance):
        self.instance = instance
        self.number = 0
        self.person = None
        self.renew()
        self.listing, self.organisation = instance.rows(
            "SELECT l.id, l.organisation_id FROM listing AS l JOIN membership AS m ON"
            " m.organisation_id = l.organisation_id WHERE l.status = 'published' AND l.visibility = 'public' ORDER BY l.id LIMIT 1")[0]

    def renew(self):
        self.person = self.instance.visitor()

    def at_home(self):
        """The same person, also after the server came back at another port."""
        self.person.address = self.instance.address
        return self.person

    def next(self):
        self.number += 1
        return self.number


class Reading:
    """The same page as before, or as afterwards where what was stored last is shown by now; or none."""

    def __init__(self, manager, name, path, signed_in=True):
        self.manager, self.name, self.path, self.signed_in = manager, name, path, signed_in

    def who(self):
        return self.manager.at_home() if self.signed_in else Visitor(self.manager.instance.address)

    def prepare(self):
        self.wanted = self.who().get(self.path)

    def act(self):
        return self.who().get(self.path)

    @staticmethod
    def alike(one, other):
        return one.status == other.status and page_of(one) == page_of(other)

    def judge(self, answer):
        if answer is None or is_trouble(answer):
            return ""
        if not self.alike(answer, self.wanted) and not self.alike(answer, self.act()):
            return f"another page than before: {answer.status} {answer.title}, {len(answer.body)} bytes"
        return ""


class SigningIn:
    name = "signing in"

    def __init__(self, manager):
        self.manager = manager

    def prepare(self):
        """A try that broke counts as one of those after which people are asked to wait."""
        self.manager.instance.change("DELETE FROM attempt")
        self.person = Visitor(self.manager.instance.address)
        self.person.key_from("/en/sign-in")

    def act(self):
        mail, password = self.manager.instance.manager
        return self.person.post("/en/sign-in", {"mail": mail, "password": password})

    def judge(self, answer):
        if answer is None or is_trouble(answer):
            return ""
        self.person.address = self.manager.instance.address
        if answer.status == 429:
            return ""  # its password could not be looked at just now: it is asked to wait
        if answer.status != 303:
            return f"a right password is answered {answer.status} {answer.title}"
        return "" if self.person.get("/en/me").status == 200 else "signed in, and no session"


class Saving:
    name = "saving a need"

    def __init__(self, manager):
        self.manager = manager

    def prepare(self):
        person = self.manager.at_home()
        self.path = f"/en/listings/{self.manager.listing}/edit"
        self.fields = Fields(person.get(self.path).body).found
        self.before = self.stored()
        number = self.manager.next()
        self.fields.pop("form_key", None)
        self.fields.update({"title": f"Extruded profiles, lot {number}", "text": f"Lot {number}. " * LONG})
        self.wanted = (self.fields["title"], self.fields["text"].strip())

    def act(self):
        return self.manager.person.post(self.path, self.fields)

    def stored(self):
        return self.manager.instance.rows("SELECT title, body FROM listing WHERE id = ?", self.manager.listing)[0]

    def judge(self, answer):
        now = self.stored()
        if answer is not None and answer.status == 303:
            return "" if now == self.wanted else f"acknowledged, but stored is {now[0]}"
        if answer is not None and not is_trouble(answer):
            return f"answered {answer.status} {answer.title}"
        return "" if now in (self.before, self.wanted) else f"half written: {now[0]} {now[1][:20]}"


class Import:
    """One of the three steps of it; those before it are gone through while nothing is refused."""

    def __init__(self, manager, name, step, members=MEMBERS):
        self.manager, self.name, self.step, self.members = manager, name, step, members

    def table(self):
        rows = [f"{self.key}-{i},{word(self.number * 10000 + i)},DK" for i in range(self.members)]
        return "key,name,country\n" + "\n".join(rows) + "\n"

    def send(self):
        return self.manager.at_home().ask("POST", "/en/import", {}, files={"file": (f"{self.key}.csv", self.table())})

    def columns(self):
        return self.manager.at_home().post(f"/en/imports/{self.id}", self.fields)

    def apply(self):
        return self.manager.at_home().post(f"/en/imports/{self.id}/apply", {"then": "apply"})

    def take(self, answer):
        self.id = int(re.search(r"/imports/(\d+)", answer.headers["Location"]).group(1))
        self.fields = Fields(self.manager.at_home().get(f"/en/imports/{self.id}").body).found
        self.fields.pop("form_key", None)

    def prepare(self):
        self.number = self.manager.next()
        self.key = f"run{self.number}"
        if self.step > 0:
            self.take(self.send())
        if self.step > 1:
            self.columns()

    def act(self):
        return (self.send, self.columns, self.apply)[self.step]()

    def counts(self):
        rows = self.manager.instance.rows
        imports = rows("SELECT id, state FROM import WHERE file_name = ?", f"{self.key}.csv")
        lines = rows("SELECT COUNT(*) FROM import_row AS r JOIN import AS i ON i.id = r.import_id"
                     " WHERE i.file_name = ?", f"{self.key}.csv")[0][0]
        members = rows("SELECT COUNT(*) FROM organisation WHERE key LIKE ?", f"{self.key}-%")[0][0]
        waiting = rows("SELECT COUNT(*) FROM import_order AS o JOIN import AS i ON i.id = o.import_id"
                       " WHERE i.file_name = ? AND o.state NOT IN ('done', 'broke')", f"{self.key}.csv")[0][0]
        return len(imports), lines, members, waiting

    def judge(self, answer):
        until(lambda: self.counts()[3] == 0, SETTLES_MOST, 0.02)
        imports, lines, members, waiting = self.counts()
        shown = f"{imports} import, {lines} lines, {members} members, {waiting} waiting"
        if imports > 1 or lines not in (0, self.members) or members not in (0, self.members) or waiting:
            return "half written: " + shown
        if answer is None or is_trouble(answer):
            return ""
        if answer.status != 303:
            return f"answered {answer.status} {answer.title}"
        done = imports == 1 and (self.step < 2 or members == self.members)
        return "" if done or self.said_broken() else "acknowledged, but stored is " + shown

    def said_broken(self):
        """What is done after the answer may break; then the page of the import says so."""
        rows = self.manager.instance.rows(
            "SELECT o.state FROM import_order AS o WHERE o.import_id = ? ORDER BY 1", getattr(self, "id", 0))
        return ("broke",) in rows


def word(number):
    """No two of them are alike, so that none is taken for another's double."""
    left = (number + 1) * 0x9E3779B97F4A7C15 % 2 ** 64
    out = ""
    for _ in range(8):
        out += chr(ord("a") + left % 26) + "aeiouy"[left // 26 % 6]
        left >>= 8
    return out.capitalize()


def acts(manager):
    """In the order in which a manager goes through them."""
    m = manager
    return [Reading(m, "the form to sign in", "/en/sign-in", signed_in=False), SigningIn(m),
            Reading(m, "the form of a need", f"/en/listings/{m.listing}/edit"), Saving(m),
            Import(m, "sending a table", 0), Import(m, "naming its columns", 1), Import(m, "applying it", 2),
            Reading(m, "partners abroad", f"/en/organisations/{m.organisation}/partners"),
            Reading(m, "searching", "/en/search?q=aluminium"),
            Reading(m, "an export", "/en/export/organisations.csv")]
