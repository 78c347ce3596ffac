"""People at work through the proxy, all the time that something is being broken."""

import threading
import time

from visitor import Visitor

CLIENTS = 8
PAUSE = 0.03


class Event:
    """One request: when, what came of it, and who made the answer."""

    def __init__(self, title, path, person):
        self.title = title  # of the need that was to be stored; "" where it only reads
        self.path = path
        self.person = person
        self.begun = time.monotonic()
        self.ended = None
        self.status = 0
        self.said = ""
        self.made_by = ""

    @property
    def took(self):
        return self.ended - self.begun

    @property
    def well(self):
        return self.status == (303 if self.title else 200)

    def overlaps(self, begin, end):
        return self.begun <= end and self.ended >= begin

    def __str__(self):
        return (f"{'saving' if self.title else self.path} took {self.took:.2f} s: {self.status} "
                f"{self.said} (by {self.made_by or 'nobody'})")


class Load:
    count = 0

    def __init__(self, front, people, organisations):
        self.people = [Visitor(front, p.cookie, p.form_key) for p in people[:CLIENTS]]
        self.organisations = organisations
        self.events = []
        self.stopping = False
        self.threads = []
        Load.count += 1
        self.name = f"load{Load.count}"

    def __enter__(self):
        self.threads = [threading.Thread(target=self.work, args=(number, person), daemon=True)
                        for number, person in enumerate(self.people)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, broken, *_):
        self.stopping = True
        if broken:
            return  # nobody wants to know what came of it
        for thread in self.threads:
            thread.join(90)
        self.events.sort(key=lambda e: e.begun)

    def work(self, number, person):
        turn = number
        while not self.stopping:
            turn += 1
            if turn % 3 == 0:
                self.write(person, number, turn)
            else:
                path = ("/en/today", "/en/listings?q=aluminium", "/en/partners",
                        "/en/members")[turn % 4]
                self.read(person, number, path)
            time.sleep(PAUSE)

    def note(self, event, ask):
        try:
            answer = ask()
            event.status = answer.status
            event.said = answer.title
            event.made_by = answer.headers.get("Made-By", "")
        except Exception as fault:
            event.said = f"{type(fault).__name__} {fault}"
        event.ended = time.monotonic()
        self.events.append(event)

    def write(self, person, number, turn):
        event = Event(f"{self.name} wheel {number} {turn}", "", number)
        organisation = self.organisations[turn % len(self.organisations)]
        self.note(event, lambda: person.add_need(organisation, event.title))

    def read(self, person, number, path):
        event = Event("", path, number)
        self.note(event, lambda: person.get(path))

    # ---- what came of it

    @property
    def saved(self):
        return [e for e in self.events if e.title and e.well]

    @property
    def failed(self):
        return [e for e in self.events if not e.well]

    def in_flight(self, begin, end):
        return [e for e in self.events if e.overlaps(begin, end)]

    def begun_after(self, moment):
        return [e for e in self.events if e.begun > moment]
