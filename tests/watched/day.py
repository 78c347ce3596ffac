"""A day with Handslag: people look at its pages and write, then whoever keeps the machine runs commands."""

import os
import subprocess

import way
from place import CLUSTERS, ROOT

REQUESTS_LEAST = 60


def commands(place, check):
    """What is run from the command line, after the server has ended."""
    out = place.path("out")
    restored = place.path("restored.db")
    table = place.path("needs.csv")
    offers = place.path("offers.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("organisation,title,text,language,country\nAlfa,Profile aus Aluminium,Für Türen,de,DE\n")
    with open(offers, "w", encoding="utf-8") as file:
        file.write("organisation,title,text,language,country\nBeta,Aluminiumsprofiler,Til døre,da,DK\n")
    told = [("export", out), ("backup", place.path("copy.db")), ("check",),
            ("import", os.path.join(ROOT, "demo", "maritim-vest"), "--preview"),
            ("match-all", "--cluster", CLUSTERS[0], "--out", place.path("all.json"))]
    codes = {words[0]: place.run(*words, check=False).returncode for words in told}
    for name, words in (("match", ["match", "--needs", table, "--offers", offers]),
                        ("restore", ["restore", place.path("copy.db"), "--db", restored])):
        codes[name] = subprocess.run([*place.before, place.program, *words], cwd=ROOT, check=False,
                                     capture_output=True, stdin=subprocess.DEVNULL,
                                     env=place.surroundings).returncode
    for name, code in sorted(codes.items()):
        check(code == 0, f"handslag {name}: {code}")


def journey(place, people, pages, check):
    """One person after the other; what each saw is counted."""
    asked, broken = 0, []
    for name, words in (("visitor", None), ("alu", people[0]), ("auto", people[1]), ("admin", people[2])):
        person = way.Person(place.address, name)
        if words:
            person.come_in(*words)
            way.search(person)
        kinds = way.look_around(person, pages)
        if name == "alu":
            check(way.write(person, "w1"), "a need is written, changed and published")
            check(way.take_in(person, "w2"), "a table is taken in")
            check(way.take_out(person), "and one taken out")
            way.ask_for_mail(person, words[0])
        if words:
            way.leave(person)
        asked += person.asked
        broken += person.broken
        print(f"        {name}: {kinds} kinds of pages, {person.asked} requests", flush=True)
    check(asked > REQUESTS_LEAST, f"{asked} requests were made")
    check(not broken, "all were answered" + "".join("\n        " + b for b in broken[:10]))
