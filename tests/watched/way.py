"""What people do in a day, over HTTP: look at every page there is a link to, sign in, write, take tables in
and out, search, and leave again. Nothing here knows what the program is watched by."""

import html
import os
import re
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.append(os.path.join(ROOT, "tests", "nodes"))

from visitor import Fields, Visitor  # noqa: E402

SHAPE_MOST = 1
WAIT_MOST = 300
PATIENCE = 60
WORDS = ("aluminium", "svejsning", "Strangpressprofile", "xyzzyx")
TABLE = "key,name,country,visibility\n{0}a,{0} Guss GmbH,DE,public\n{0}b,{0} Drev ApS,DK,partners\n"


class Person(Visitor):
    """A browser that takes the form's key from each page, and remembers what went wrong."""

    def __init__(self, address, name="somebody"):
        super().__init__(address)
        self.name = name
        self.asked = 0
        self.broken = []

    def ask(self, method, path, form=None, files=None, wait=WAIT_MOST, headers=None):
        answer = super().ask(method, path, form, files, wait, headers)
        key = re.search(r"name='form_key' value='([^']+)'", answer.body)
        self.form_key = key.group(1) if key else self.form_key
        self.asked += 1
        if answer.status >= 500:
            self.broken.append(f"{self.name}: {method} {path} answers {answer.status} {answer.title}")
        return answer

    def come_in(self, mail, password):
        """Many who sign in at once from one place are asked to wait."""
        for _ in range(PATIENCE):
            self.get("/en/sign-in")
            answer = self.post("/en/sign-in", {"mail": mail, "password": password})
            if answer.status != 429:
                break
            time.sleep(1)
        if answer.status != 303:
            self.broken.append(f"{self.name}: signing in answers {answer.status} {answer.title}")


def shape(path):
    """Pages that differ by numbers and queries only are one."""
    bare = re.sub(r"/[A-Za-z0-9_-]{40,}", "/*", path.split("?")[0])
    return re.sub(r"/\d+[^/]*", "/1", bare)


def links(body):
    found = re.findall(r"(?:href|action)='(/en[/?][^'#]*)'", body)
    return [html.unescape(link) for link in found if "sign-out" not in link]


def look_around(person, most):
    """Every page that is led to, some of each kind, from the first on."""
    waiting = ["/en/", "/en/me", "/en/today", "/en/organisations", "/en/search?q=aluminium"]
    seen = {}
    while waiting and sum(seen.values()) < most:
        path = waiting.pop(0)
        kind = shape(path)
        if seen.get(kind, 0) >= SHAPE_MOST:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        waiting += links(person.get(path).body)
    return len(seen)


def own_organisation(person):
    page = person.get("/en/members")
    found = re.search(r"/organisations/(\d+)-", page.body)
    return found.group(1) if found else "1"


def write(person, mark):
    """A need, changed once, published, found again; and the organisation as it was."""
    member = own_organisation(person)
    made = person.add_need(member, f"Wheels of cast aluminium {mark}")
    found = re.search(r"/listings/(\d+)", made.headers.get("Location", ""))
    if found:
        listing = f"/en/listings/{found.group(1)}"
        fields = Fields(person.get(listing + "/edit").body).found
        person.post(listing + "/edit", {**fields, "text": f"About 500 of them, {mark}."})
        person.get(listing)
        person.post(listing + "/publish", {})
    fields = Fields(person.get(f"/en/organisations/{member}/edit").body).found
    person.post(f"/en/organisations/{member}/edit", {**fields, "city": "Aarhus"})
    person.get(f"/en/organisations/{member}/partners.json")
    return bool(found)


def take_in(person, mark):
    person.get("/en/import")
    sent = person.ask("POST", "/en/import", {}, files={"file": ("members.csv", TABLE.format(mark))})
    found = re.search(r"/imports/(\d+)", sent.headers.get("Location", ""))
    if not found:
        return False
    place = f"/en/imports/{found.group(1)}"
    columns = Fields(person.get(place).body).found
    columns.pop("form_key", None)
    person.post(place, columns)
    person.get(place + "/rows")
    person.post(place + "/apply", {"then": "apply"})
    return f"{mark} Guss" in person.get(f"/en/organisations?q={mark}").body


def take_out(person):
    files = ["organisations.csv", "listings.csv", "people.csv"]
    return all(person.get(f"/en/export/{file}").status in (200, 404) for file in files) \
        and person.get("/en/export/organisations.csv").status == 200


def search(person):
    for word in WORDS:
        person.get(f"/en/search?q={word}")
        person.get(f"/de/listings?q={word}")
    person.get("/da/partners")
    person.get("/en/new-matches")
    person.get("/en/gaps")
    person.get("/en/weights")


def ask_for_mail(person, mail):
    """A letter with a link, which waits in the outbox where no server is named."""
    person.get("/en/forgotten")
    person.post("/en/forgotten", {"mail": mail})
    person.get("/en/privacy/yours")
    person.post("/en/privacy/yours", {"mail": mail})


def leave(person):
    person.get("/en/me")
    person.post("/en/sign-out", {})
