"""Four people who write as fast as they are answered, and what each of their writes has become.

A write is a form that was sent: acknowledged, refused (nothing of it may be there), or not answered (all of
it may be there, or nothing). Each person writes for an organisation of their own, so nobody comes in
another's way, and each need that is written carries the same mark in its title and its text.
"""

import http.client
import re
import threading
import time

UNSURE = "It is not certain whether this was stored"
ADDS_OF_FIVE = 3  # the others change one that is there already
SENTENCES = 40    # of text, so that a write is more than a page of the database


class Write:
    """One form, as it was sent and can be sent again."""

    def __init__(self, need, number, path, form):
        self.need = need
        self.number = number  # of the writes of this need; the first adds it
        self.path = path
        self.form = form
        self.status = 0  # of the answer; 0: there was none
        self.location = ""
        self.said = ""
        self.began = time.monotonic()
        self.ended = None

    @property
    def acknowledged(self):
        return self.status == 303

    @property
    def unanswered(self):
        return self.status == 0 or self.said == UNSURE


class Need:
    """What one writer wrote of one need, in order."""

    def __init__(self, mark, organisation):
        self.mark = mark
        self.organisation = organisation
        self.id = 0
        self.writes = []

    def least(self, before=None):
        """How many of its writes have to be there: of all, or of those acknowledged before that moment."""
        return max((w.number for w in self.writes if w.acknowledged and (before is None or w.ended < before)),
                   default=0)

    def most(self, until=None):
        """How many can be there: of all, or of those begun until that moment."""
        return max((w.number for w in self.writes if (w.acknowledged or w.unanswered)
                    and (until is None or w.began <= until)), default=0)

    def settled(self):
        return self.id and all(w.acknowledged for w in self.writes)


def title_of(mark, number):
    return f"{mark} state {number}."


def text_of(mark, number):
    return " ".join(f"Sentence {i} of {mark} in state {number}." for i in range(SENTENCES))


class Writer:
    def __init__(self, name, person, organisation):
        self.name = name
        self.person = person
        self.organisation = organisation
        self.needs = []
        self.turn = 0

    def form(self, need, number, more):
        return {"side": "need", "kind": "business", "title": title_of(need.mark, number),
                "text": text_of(need.mark, number), "language": "en", "visibility": "public", **more}

    def next_write(self):
        self.turn += 1
        settled = [n for n in self.needs[-6:] if n.settled()]
        if self.turn % 5 >= ADDS_OF_FIVE and settled:
            need = settled[self.turn % len(settled)]
            number = len(need.writes) + 1
            path = f"/en/listings/{need.id}/edit"
            more = {"version": number}  # publishing it was a version of its own
        else:
            need = Need(f"{self.name}n{len(self.needs)}", self.organisation)
            self.needs.append(need)
            number, more = 1, {}
            path = f"/en/organisations/{self.organisation}/listings/new"
        once = {"once": f"{need.mark}w{number}"}
        write = Write(need, number, path, self.form(need, number, {**more, **once}))
        need.writes.append(write)
        return write

    def send(self, write, person):
        """Whatever keeps the answer from coming: then there was none."""
        try:
            answer = person.post(write.path, write.form, wait=30)
        except (OSError, http.client.HTTPException):
            return None
        write.ended = time.monotonic()
        write.said = answer.title
        write.status = answer.status  # last, for others look at it meanwhile
        write.location = answer.headers.get("Location", "")
        found = re.search(r"/listings/(\d+)", write.location)
        write.need.id = int(found.group(1)) if found else write.need.id
        return answer

    def work(self, address, stopping, ready):
        person = self.person.at(address)
        ready.wait(30)
        while not stopping.is_set():
            if self.send(self.next_write(), person) is None:
                return  # killed: nobody answers any more

    def writes(self):
        return [w for n in self.needs for w in n.writes]


class Writers:
    """All of them at once, from start() until stop(), again and again."""

    def __init__(self, name, people, organisations):
        self.each = [Writer(f"{name}p{number}", person, organisation)
                     for number, (person, organisation) in enumerate(zip(people, organisations))]
        self.threads = []
        self.stopping = None

    def start(self, address):
        self.stopping = threading.Event()
        ready = threading.Barrier(len(self.each) + 1)
        self.threads = [threading.Thread(target=w.work, args=(address, self.stopping, ready), daemon=True)
                        for w in self.each]
        for thread in self.threads:
            thread.start()
        ready.wait(30)

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(60)
        return not any(thread.is_alive() for thread in self.threads)

    def writes(self):
        return [w for one in self.each for w in one.writes()]

    def needs(self):
        return [n for one in self.each for n in one.needs]
