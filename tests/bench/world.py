"""Writes a large invented world as the CSV files of an import: world.py FOLDER ORGANISATIONS [SEED].

One cluster for every 100 organisations, three needs or offers each, in the seven languages; a
title of 3 to 5 and a text of 8 to 16 terms of the lexicon, drawn by Zipf's law (rank^-0.9) over a
shuffled list, around two or three themes that an organisation keeps. Good for measuring speed, of
no use for judging quality: nobody writes like this.
"""
import bisect
import csv
import glob
import itertools
import os
import random
import sys

folder, count = sys.argv[1], int(sys.argv[2])
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261123
draw = random.Random(seed)
COUNTRIES = {"da": "DK", "sv": "SE", "nb": "NO", "de": "DE", "fr": "FR", "en": "GB", "zh": "CN"}
COLUMNS = ["en", "de", "sv", "da", "nb", "fr", "zh"]  # as they stand in the lexicon's head
KINDS = ["company"] * 8 + ["research", "association"]
SIZES = ["1-9", "10-49", "50-249", "250-499", "500+"]
SECTORS = ["22", "24", "25", "26", "27", "28", "29", "30", "32", "62", "71", "72"]


def concepts():
    for path in sorted(glob.glob("lexicon/*.tsv")):
        with open(path, encoding="utf-8") as rows:
            head = None
            for line in rows:
                cells = line.rstrip("\n").split("\t")
                if head is None or line.startswith(("#", "id\t")):
                    head = [c.lstrip("#") for c in cells]
                    continue
                row = dict(zip(head, cells))
                yield {c: row[c].split(";")[0].strip(" !~=-") for c in COLUMNS if row.get(c)}


def zipf(items):
    draw.shuffle(items)
    edges = list(itertools.accumulate((rank + 1) ** -0.9 for rank in range(len(items))))
    return lambda: items[bisect.bisect(edges, draw.random() * edges[-1])]


pick = zipf([c for c in concepts() if len(c) == len(COLUMNS) and all(c.values())])
glue = {"zh": ""}


def words(lang, themes, least, most):
    chosen = [draw.choice(themes) if draw.random() < 0.5 else pick()
              for _ in range(draw.randint(least, most))]
    return glue.get(lang, " ").join(c[lang] for c in chosen)


def table(name, head, most=100_000):
    """A writer that begins a new file after so many rows, as an import wants them."""
    rows = itertools.count()
    out = None

    def write(row):
        nonlocal out
        part, first = divmod(next(rows), most)
        if first == 0:
            path = os.path.join(folder, f"{name}-{part}.csv")
            out = csv.writer(open(path, "w", encoding="utf-8", newline=""), lineterminator="\n")
            out.writerow(head)
        out.writerow(row)

    return write


os.makedirs(folder, exist_ok=True)
clusters = max(1, count // 100)
cluster_row = table("clusters", ["key", "name", "language", "country", "place", "latitude",
                                     "longitude", "languages", "profile"])
tongues = [list(COUNTRIES)[i % 7] for i in range(clusters)]
for i, lang in enumerate(tongues):
    cluster_row([f"c{i}", f"Cluster {i}", lang, COUNTRIES[lang], f"Place {i}",
                 round(draw.uniform(44, 62), 4), round(draw.uniform(-2, 20), 4), f"{lang};en", ""])

organisation_row = table("organisations", [
    "key", "clusters", "kind", "name", "language", "country", "place", "sectors", "size",
    "languages", "visibility", "profile"])
listing_row = table("listings", [
    "key", "side", "organisation", "kind", "title", "text", "language", "status", "visibility",
    "sectors", "customer_sectors"])
for i in range(count):
    lang = tongues[i % clusters]
    themes = [pick() for _ in range(draw.randint(2, 3))]
    sector = draw.choice(SECTORS)
    name = f"{words(lang, themes, 1, 2)} {draw.choice('ABCDEFGHIJKLMNOPRSTUVÅÄÖÆØ')}{i}"
    organisation_row([f"o{i}", f"c{i % clusters}", draw.choice(KINDS), name, lang, COUNTRIES[lang],
                      f"Place {i % 5000}", sector, draw.choice(SIZES), f"{lang};en", "public", ""])
    for n in range(3):
        side = "need" if (i + n) % 2 else "offer"
        visibility = "confidential" if draw.random() < 0.05 else "public"
        listing_row([f"o{i}-{n}", side, f"o{i}", "business", words(lang, themes, 3, 5),
                     words(lang, themes, 8, 16) + ".", lang, "published", visibility, sector,
                     draw.choice(SECTORS) if side == "offer" else ""])
print(f"{count} organisations in {clusters} clusters, seed {seed}")
