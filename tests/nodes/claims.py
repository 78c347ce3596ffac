"""What must hold on several nodes, and what it is broken with."""

import re
import subprocess
import threading
import time

from harness import Claims as Plain
from harness import until
from load import CLIENTS, Load
from place import WORKERS
from visitor import Visitor

SAVES = 50
WANTED = "Robot deburring cells for die castings"  # offered abroad in the demonstration data
SHOWN_MOST = 1.0         # seconds until every node shows what one has saved
CUT_MOST = 25            # until a node without its database says so: 3 + 3 to notice, 15 waited
RECOVER_MOST = 2.0       # until it is back, once the database is
BUSY = {"en": "The database is busy", "da": "Databasen er optaget"}
UNSURE = "It is not certain whether this was stored"


class Claims(Plain):
    def __init__(self, place):
        super().__init__()
        self.place = place
        self.people = []
        self.organisations = []
        self.server = "primary"  # the one that may write

    def at(self, name):
        """The first manager, past the proxy, at that node."""
        return self.people[0].at(self.place.nodes[name].address)

    def sql(self, statement):
        return self.place.sql(statement, self.server)

    def load(self):
        return Load(self.place.front, self.people, self.organisations)


def open_all(c):
    place = c.place
    address = place.open_databases()
    place.fill(address)
    managers = [place.add_manager(address, f"manager{i}") for i in range(2)]
    place.open_relays("ABC")
    place.open_nodes("ABC")
    place.open_proxy()
    for i in range(CLIENTS):
        person = Visitor(place.nodes["ABC"[i % 3]].address)
        person.sign_in(managers[i % 2])
        c.people.append(person)
    c.manager = managers[0]
    c.organisations = [int(line) for line in c.sql(
        "SELECT m.organisation_id FROM membership AS m JOIN cluster AS c ON c.id = m.cluster_id"
        " WHERE c.key = 'alu-sonderjylland'"
        " ORDER BY 1 LIMIT 12")]


# ---- sessions

def signed_in(person):
    return person.get("/en/today").status == 200


def sessions(c):
    nodes = c.place.nodes
    at_a = Visitor(nodes["A"].address)
    at_a.sign_in(c.manager)
    at_b, at_c = at_a.at(nodes["B"].address), at_a.at(nodes["C"].address)
    c.check(signed_in(at_b) and signed_in(at_c), "a session begun at A holds at B and C")
    stranger = Visitor(nodes["B"].address, "session=" + "x" * 43)
    c.check(not signed_in(stranger), "  (one that was never begun holds nowhere)")
    at_b.post("/en/sign-out", {})
    c.check(not signed_in(at_a) and not signed_in(at_c), "signing out at B ends it at A and C")
    at_a = c.at("A")
    before = at_a.form_key
    c.check(c.at("C").form_key == before and c.at("C").add_need(
        c.organisations[0], "begun at A, sent at C", keep="yes").status == 303,
        "a form that A made is taken by C")
    each = c.sql("SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'handslag'"
                 " GROUP BY application_name")
    c.check(each == [str(WORKERS + 6)] * 3, f"each node holds {WORKERS} + 6 connections", each)


# ---- saves

def in_list(person, title, kind="listings"):
    """Found by its words, as a link to it: the words alone also stand in the field they came from."""
    slug = title.lower().replace(" ", "-")
    found = person.get(f"/en/{kind}?q=" + title.replace(" ", "+")).body
    return re.search(rf"href='/en/{kind}/\d+-[^']*{slug}'", found) is not None


def in_matches(person, organisation, word):
    return word in person.get(f"/en/organisations/{organisation}/partners").body


def word_of(number):
    """A word that nobody else uses."""
    return "qx" + "".join("bdfgklmnprstvz"[number // 14 ** i % 14] + "aeo"[i] for i in range(3))


def shown_everywhere(c, people, organisation, word, since):
    """How long until the last of them shows it; None where that is too long."""
    waiting = list(people)

    def all_show():
        waiting[:] = [p for p in waiting
                      if not (in_list(p, word) and in_matches(p, organisation, word))]
        return not waiting
    return time.monotonic() - since if until(all_show, SHOWN_MOST + 2, 0.01) else None


def saves(c):
    at_a = c.at("A")
    others = [c.at("B"), c.at("C")]
    organisation = c.organisations[2]
    took = []
    for number in range(SAVES):
        word = word_of(number)
        answer = at_a.add_need(organisation, f"{WANTED} {word}")
        since = time.monotonic()
        if answer.status != 303:
            c.check(False, "a need is saved at A", answer.status, answer.title)
            return
        took.append(shown_everywhere(c, others, organisation, word, since))
        listing = re.search(r"/listings/(\d+)", answer.headers["Location"]).group(1)
        at_a.post(f"/en/listings/{listing}/withdraw", {})
    late = [t for t in took if t is None or t > SHOWN_MOST]
    known = sorted(t for t in took if t is not None)
    c.check(not late, f"{SAVES} needs saved at A show at B and C within {SHOWN_MOST:.0f} second,"
            " in the list and among the matches", f"{len(late)} were late: {took}")
    if known:
        c.note(f"p50 {known[len(known) // 2] * 1000:.0f} ms, most {known[-1] * 1000:.0f} ms")

    gone = until(lambda: not any(in_list(p, word) for p in others), SHOWN_MOST)
    c.check(gone, "what is withdrawn at A is gone at B and C")

    # Stored behind the back of the log of changes: the pages come from memory, and the test sees
    # that they do not show it.
    word = word_of(SAVES + 1)
    c.sql(f"UPDATE listing SET status = 'published', title = '{WANTED} {word}'"
          f" WHERE id = {listing}")
    unnoted = shown_everywhere(c, others[:1], organisation, word, time.monotonic())
    c.check(unnoted is None, "  (what is not noted in the log of changes does not show)")

    c.sql(f"BEGIN; INSERT INTO change (unit, object, object_id) VALUES (77, 'listing', {listing});"
          "INSERT INTO change_unit (unit, at) VALUES (77, 0); COMMIT")
    unheard = shown_everywhere(c, others, organisation, word, time.monotonic())
    c.check(unheard is not None and unheard < SHOWN_MOST,
            "a change whose notice was lost shows within a second as well")
    at_a.post(f"/en/listings/{listing}/withdraw", {})


# ---- somebody else who holds what all wait for

# Whoever keeps something that was noted in the log of changes waits for this.
THE_LOG = "SELECT pg_advisory_xact_lock(7233183901389055086)"


def blocked(c):
    """Which nodes wait for it, once for each connection."""
    return c.sql("SELECT application_name FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                 " AND usename = 'handslag' ORDER BY 1")


class Held:
    def __init__(self, c, statement):
        self.c = c
        self.statement = statement

    def __enter__(self):
        self.psql = self.c.place.spawn(
            "psql", "-qAt", "-h", self.c.place.path(self.c.server), "-U", "postgres", "-d",
            "handslag", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        print(f"BEGIN; {self.statement}; SELECT 'held';", file=self.psql.stdin, flush=True)
        while self.psql.stdout.readline() not in ("held\n", ""):
            pass
        return self

    def let_go(self):
        if self.psql.poll() is None:
            self.psql.stdin.close()
            self.psql.wait(10)

    def __exit__(self, *_):
        self.let_go()


# ---- the line lost in the moment of keeping

class Saving:
    """Some saves at one node, each in a thread of its own."""

    def __init__(self, c, name, title):
        self.c = c
        self.titles = [f"{title} {i}" for i in range(3)]
        self.came = {}
        self.threads = [threading.Thread(target=self.save, args=(p.at(c.place.nodes[name].address), t))
                        for p, t in zip(c.people, self.titles)]
        for thread in self.threads:
            thread.start()

    def save(self, person, title):
        answer = person.add_need(self.c.organisations[0], title)
        self.came[title] = (answer.status, answer.title)

    def check(self, claim):
        for thread in self.threads:
            thread.join(60)
        there = [self.c.sql(f"SELECT COUNT(*) FROM listing WHERE title = '{t}'")[0]
                 for t in self.titles]
        well = [self.came.get(t, (0, ""))[0] == 303 for t in self.titles]
        self.c.check(all(well) and there == ["1"] * len(there),
                     f"{claim}: {len(there)} saves are answered, and there once each", self.came, there)


def unsure(c):
    """Nobody can tell the node whether it was kept: neither the line, nor at first the database."""
    place = c.place
    with Held(c, THE_LOG):
        saving = Saving(c, "A", "lost before it was kept")
        until(lambda: len(blocked(c)) == 3, 5)
        place.tell_relay("break", "A")
        time.sleep(0.3)
    saving.check("line lost before the keeping")

    with Held(c, THE_LOG):
        saving = Saving(c, "A", "lost after it was kept")
        until(lambda: len(blocked(c)) == 3, 5)
        place.tell_relay("deafen", "A")
    kept = until(lambda: not blocked(c), 5)
    place.tell_relay("break", "A")
    place.tell_relay("mend", "A")
    c.check(kept, "  (the database has kept it, and nobody heard)")
    saving.check("line lost after the keeping")

    with Held(c, THE_LOG):
        saving = Saving(c, "A", "server process ended")
        until(lambda: len(blocked(c)) == 3, 5)
        c.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              " WHERE application_name = 'node-A'")
    saving.check("the server's processes ended in the middle of the keeping")


# ---- what was stored of what was said to be

def stored(c, load):
    rows = c.sql(f"SELECT title, COUNT(*) FROM listing WHERE title LIKE '{load.name} %' GROUP BY 1")
    return {title: int(number) for title, number in (row.rsplit("|", 1) for row in rows)}


def missing(c, load):
    found = stored(c, load)
    return [e for e in load.saved if found.get(e.title) != 1]


def check_stored(c, load, claim):
    found = stored(c, load)
    wrong = missing(c, load)
    c.check(load.saved and not wrong, f"{claim}: all {len(load.saved)} saves that were answered are"
            " there, once each", *[f"{found.get(e.title, 0)} times: {e}" for e in wrong[:8]])
    twice = [title for title, number in found.items() if number > 1]
    denied = [e for e in load.failed if e.title and e.said == BUSY["en"] and e.title in found]
    c.check(not twice and not denied, f"{claim}: nothing is there twice, and nothing that was said"
            " not to be", *twice[:5], *denied[:5])


def check_failed(c, load, begin, end, claim):
    """Only what was under way between those moments may have failed."""
    flight = load.in_flight(begin, end)
    failed = load.failed
    beyond = [e for e in failed if not e.overlaps(begin, end)]
    c.check(not beyond and len(failed) <= len(flight), f"{claim}: {len(failed)} of {len(load.events)}"
            f" requests failed, of {len(flight)} in flight just then", *beyond[:8])
    for event in failed[:6]:
        c.note(f"failed: {event}")


def check_went_on(c, load, moment, claim, least=5):
    after = [e for e in load.begun_after(moment) if e.well]
    longest = max((e.took for e in load.events), default=0)
    c.check(len(after) >= least, f"{claim}: {len(after)} requests went well after it, the longest"
            f" took {longest:.1f} s")


# ---- a node killed

def kill(c):
    """In a moment when several saves are being kept, at A and elsewhere."""
    place = c.place
    with c.load() as load:
        time.sleep(1.5)
        with Held(c, THE_LOG):
            until(lambda: len(blocked(c)) >= 3 and "node-A" in blocked(c), 5)
            begin = time.monotonic()
            place.kill_node("A")
            end = time.monotonic()
        time.sleep(2)
    check_stored(c, load, "A killed")
    check_failed(c, load, begin, end, "A killed")
    check_went_on(c, load, end, "A killed")
    last = load.saved[-1].title
    c.sql(f"UPDATE listing SET title = 'gone' WHERE title = '{last}'")
    c.check([e.title for e in missing(c, load)] == [last], "  (one that is taken away is missed)")
    c.sql(f"UPDATE listing SET title = '{last}' WHERE title = 'gone'")
    lost = [e for e in load.events if e.title and not e.well]
    c.note(f"{len(lost)} saves got no answer")
    place.open_nodes("A")
    place.follow_nodes()
    c.check(in_list(c.at("A"), load.saved[-1].title), "A started again knows what was saved meanwhile")


# ---- a node stopped and started, as for an upgrade

def upgrade(c):
    place = c.place
    codes = []
    with c.load() as load:
        time.sleep(0.5)
        for name in "BC":
            codes.append(place.stop_node(name))
            place.open_nodes(name)
            place.follow_nodes()
        time.sleep(0.5)
    check_stored(c, load, "B and C restarted in turn")
    c.check(not load.failed, f"B and C restarted in turn: {len(load.failed)} of {len(load.events)}"
            " requests failed", *load.failed[:8])
    c.check(codes == [0, 0], "and both ended as they should", codes)


# ---- a node cut off from the database

def busy_in_danish(person):
    began = time.monotonic()
    answer = person.get("/da/today", wait=40)
    return answer.status, answer.title, time.monotonic() - began


def cut(c):
    place = c.place
    at_b = c.at("B")
    nodes = place.nodes
    with c.load() as load:
        time.sleep(1)
        begin = time.monotonic()
        place.tell_relay("cut", "B")
        status, title, took = busy_in_danish(at_b)
        c.check(status == 503 and title == BUSY["da"] and took < CUT_MOST,
                f"cut off, B says so to a Danish reader after {took:.1f} s", status, title)
        since = time.monotonic()
        health = at_b.get("/health", wait=30)
        c.check(health.status == 503, f"its /health says 503 after {time.monotonic() - since:.1f} s",
                health.status)
        status, _, took = busy_in_danish(at_b)
        c.check(status == 503 and took < 5, f"the next reader there waits {took:.1f} s")
        settled = time.monotonic()
        time.sleep(2)
        place.tell_relay("mend", "B")
        mended = time.monotonic()
        well = until(lambda: at_b.get("/health").status == 200 and signed_in(at_b), RECOVER_MOST)
        c.check(well, f"B is well {time.monotonic() - mended:.1f} s after the line is mended,"
                " without a restart")
        last = load_last_saved(load)
        shown = until(lambda: in_list(at_b, last), RECOVER_MOST)
        c.check(shown, f"and shows what was saved meanwhile after {time.monotonic() - mended:.1f} s")
        time.sleep(0.5)
    check_stored(c, load, "B cut off")
    later = [e for e in load.begun_after(settled) if e.ended < mended]
    tried = [e for e in later if nodes["B"].address in e.made_by]
    c.check(all(e.well for e in later) and len(tried) < 5, f"nginx has taken B out: it tries it with"
            f" {len(tried)} of {len(later)} requests, and no reader sees it", *tried[:8])
    check_failed(c, load, begin, begin + 0.5, "B cut off")
    others = [e for e in load.events if begin < e.begun < settled and e.well]
    c.check(len(others) > 50, f"meanwhile {len(others)} requests went well at the others")
    slow = sorted((e.took for e in load.events), reverse=True)
    c.note(f"{sum(t > 1 for t in slow)} requests took more than a second, the longest {slow[0]:.1f} s")


def load_last_saved(load):
    return [e for e in list(load.events) if e.title and e.well][-1].title


# ---- the database restarted, and lost to its standby

def restart(c):
    place = c.place
    with c.load() as load:
        time.sleep(1.5)
        begin = time.monotonic()
        place.postgres("stop", place.path("primary"))
        down = time.monotonic()
        time.sleep(1)
        place.postgres("start", place.path("primary"))
        up = time.monotonic()
        time.sleep(2.5)
    c.note(f"the database was away for {up - begin:.1f} s")
    check_stored(c, load, "PostgreSQL restarted")
    check_failed(c, load, begin, down, "PostgreSQL restarted")
    check_went_on(c, load, up, "PostgreSQL restarted")
    waited = [e for e in load.in_flight(down, up) if e.ended > up]
    c.check(waited and all(e.well for e in waited),
            f"{len(waited)} requests waited for it to come back and went well", *waited[:5])
    alive = all(node.process.poll() is None for node in place.nodes.values())
    c.check(alive, "no node was restarted for it")


def failover(c):
    place = c.place
    if not until(lambda: c.sql("SELECT sync_state FROM pg_stat_replication") == ["sync"], 10):
        c.check(False, "the standby follows")
        return
    with c.load() as load:
        time.sleep(1.5)
        begin = time.monotonic()
        place.postgres("kill", place.path("primary"))
        down = time.monotonic()
        time.sleep(0.5)
        place.postgres("promote", place.path("standby"))
        up = time.monotonic()
        time.sleep(3)
    c.server = "standby"
    c.note(f"the database was away for {up - begin:.1f} s")
    check_stored(c, load, "failed over")
    check_failed(c, load, begin, down, "failed over")
    check_went_on(c, load, up, "failed over")
    shows = [in_list(c.at(name), load.saved[-1].title) for name in "ABC"]
    alive = all(node.process.poll() is None for node in place.nodes.values())
    c.check(alive and all(shows), "all three nodes went on with the new primary, without a restart",
            shows)


# ---- background work

PAST_DAY = ("UPDATE listing SET valid_until = '2020-01-01', status = 'published', version = 1"
            " WHERE id IN (SELECT id FROM listing ORDER BY id LIMIT 200)")


def lapsed(c):
    return int(c.sql("SELECT COUNT(*) FROM listing WHERE valid_until = '2020-01-01'"
                     " AND status = 'expired'")[0])


def check_lapsed_once(c, claim):
    done = until(lambda: lapsed(c) == 200, 8)
    c.check(done, f"{claim}: what is past its day lapses", lapsed(c))
    more = c.sql("SELECT COUNT(*) FROM listing WHERE valid_until = '2020-01-01' AND version <> 2")
    c.check(more == ["0"], f"{claim}: each by one node, once", more)


def hour(c):
    """Each node does the hour's work when it starts, so three that start at once all want it."""
    place = c.place
    for name in "ABC":
        place.stop_node(name)
    c.sql(PAST_DAY)
    place.open_nodes("ABC")
    check_lapsed_once(c, "three nodes at once")

    for name in "ABC":
        place.stop_node(name)
    c.sql(PAST_DAY)
    with Held(c, "SELECT id FROM listing WHERE id = (SELECT MAX(id) FROM listing WHERE"
                 " valid_until = '2020-01-01') FOR UPDATE"):
        first = place.begin_node("A")
        c.check(until(lambda: blocked(c), 10), "  (A is in the middle of it)")
        later = [place.begin_node(name) for name in "BC"]
        for node in later:
            place.await_node(node)
        place.await_node(first)
        place.kill_node("A")
        time.sleep(0.5)
    check_lapsed_once(c, "A killed in the middle of it")
    place.open_nodes("A")
    place.follow_nodes()
