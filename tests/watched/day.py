"""A day with Handslag: people look at its pages and write, then whoever keeps the machine runs commands."""

import os
import subprocess

import way
from place import CLUSTERS, ROOT

REQUESTS_LEAST = 60


def files(place):
    """Small tables to match; where the other files are that commands read."""
    with open(place.path("needs.csv"), "w", encoding="utf-8") as file:
        file.write("organisation,title,text,language,country\nAlfa,Profile aus Aluminium,Für Türen,de,DE\n")
    with open(place.path("offers.csv"), "w", encoding="utf-8") as file:
        file.write("organisation,title,text,language,country\nBeta,Aluminiumsprofiler,Til døre,da,DK\n")
    return os.path.join(ROOT, "tests", "fuzz", "corpus")


def on_database(place, kept):
    """One after the other: what an earlier one made, a later one takes away."""
    whom = ("--mail", "guest@watched.example")
    gold = os.path.join(kept, "gold")
    return (
        ("export", place.path("out")), ("check",), ("backup", place.path("copy.db")),
        ("import", os.path.join(ROOT, "demo", "maritim-vest"), "--preview"),
        ("import", os.path.join(ROOT, "demo", "maritim-vest")), ("import", "--undo"),
        ("match-all", "--cluster", CLUSTERS[0], "--out", place.path("all.json")),
        ("user", "add", *whom, "--name", "Guest"), ("user", "list"), ("user", "suspend", *whom),
        ("user", "resume", *whom), ("user", "password", *whom), ("user", "remove", *whom),
        ("lexicon", "import", os.path.join(kept, "skos", "small.ttl"), "--scheme", "small", "--title", "Small",
         "--licence", "CC0", "--attribution", "Nobody"),
        ("lexicon", "schemes"), ("lexicon", "eval", "--gold", os.path.join(gold, "labels")),
        ("lexicon", "import", os.path.join(kept, "taught", "two"), "--taught", "--from", "there", "--preview"),
        ("lexicon", "export", "--taught", "--who"), ("lexicon", "export", "--skos", place.path("all.ttl")),
        ("lexicon", "remove", "--scheme", "small"), ("embeddings",))


def without_database(place, kept):
    return (
        ("match", "--needs", place.path("needs.csv"), "--offers", place.path("offers.csv")),
        ("restore", place.path("copy.db"), "--db", place.path("restored.db")), ("lexicon", "lint"),
        ("lexicon", "coverage", "--gold", os.path.join(kept, "gold", "notices")),
        ("trust", "eval", "--edges", os.path.join(kept, "edges", "ten")))


def commands(place, check):
    """What is run from the command line, after the server has ended."""
    kept = files(place)
    done = [place.run(*words, check=False) for words in on_database(place, kept)]
    done += [subprocess.run([*place.before, place.program, *words], cwd=ROOT, text=True, check=False,
                            capture_output=True, stdin=subprocess.DEVNULL, env=place.surroundings)
             for words in without_database(place, kept)]
    wrong = [" ".join(d.args) + f": {d.returncode} {d.stderr}" for d in done if d.returncode]
    check(not wrong, f"{len(done)} commands do what they are told" + "".join("\n        " + w for w in wrong))


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
