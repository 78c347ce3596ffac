#!/usr/bin/env python3
"""Writes the countries, regions, languages and currencies of Debian's iso-codes as one table:
codes.py REGIONS.tsv ALIASES.tsv OUT.tsv

Columns: kind, code, parent, level, the name in the seven languages, further names split by |.
What iso-codes lacks or writes otherwise than people do comes from the two tables of our own.
tools/codes.c takes the names of countries, languages and currencies from ICU, if it has one."""
import gettext
import json
import os
import re
import sys

HOME = "/usr/share"
TONGUES = {"en": None, "da": "da", "de": "de", "fr": "fr", "nb": "nb", "sv": "sv", "zh": "zh_CN"}
# Withdrawn by the Norwegian reform of 2024; their successors stand in our own table.
WITHDRAWN = {"NO-30", "NO-38", "NO-54"}
# Bokmål is the Norwegian the platform speaks; the umbrella code is another name of it.
UMBRELLA = {"no"}


def need(path):
    if not os.path.exists(path):
        sys.exit(f"{path} is missing: install the package iso-codes")
    return path


def iso(standard):
    name = "iso_" + standard
    with open(need(f"{HOME}/iso-codes/json/{name}.json"), encoding="utf-8") as file:
        return json.load(file)[standard], translators(name)


def translators(domain):
    """For each language what gives a text in it, or the text as it is; bokmål asks Danish next."""
    found = {}
    for tongue, folder in TONGUES.items():
        path = f"{HOME}/locale/{folder}/LC_MESSAGES/{domain}.mo"
        if folder and os.path.exists(path):
            with open(path, "rb") as file:
                found[tongue] = gettext.GNUTranslations(file)
        else:
            found[tongue] = gettext.NullTranslations()
    found["nb"].add_fallback(found["da"])
    return found


def own(path):
    with open(path, encoding="utf-8") as file:
        head, *lines = [line.rstrip("\n").split("\t") for line in file]
    return [dict(zip(head, line)) for line in lines]


def plain(name):
    """The name without what stands in brackets, and what stood there if it is a name too."""
    inside = [m for m in re.findall(r"\[([^\]]*)\]", name) if not re.search(r"\d|[A-Z]{2}-", m)]
    return re.sub(r"\s*\[[^\]]*\]", "", name).strip(" *"), inside


def straight(name):
    """Comunidad de Madrid for "Madrid, Comunidad de"."""
    parts = name.split(", ")
    return f"{parts[1]} {parts[0]}" if len(parts) == 2 else name


def in_all(text, translate):
    return {tongue: plain(translate[tongue].gettext(text))[0] for tongue in TONGUES}


def row(kind, code, names, others, parent="", level=0):
    unique = dict.fromkeys(other for other in others if other and "|" not in other)
    cells = [kind, code, parent, str(level)] + [names[t] for t in TONGUES] + ["|".join(unique)]
    return [re.sub(r"\s+", " ", cell) for cell in cells]


def countries():
    entries, translate = iso("3166-1")
    for entry in entries:
        texts = [entry[f] for f in ("name", "common_name", "official_name") if f in entry]
        others = [n for text in texts for n in in_all(text, translate).values()]
        names = in_all(entry.get("common_name", entry["name"]), translate)
        yield row("country", entry["alpha_2"], names, [entry["alpha_3"]] + others)
    yield row("country", "XK", dict.fromkeys(TONGUES, "Kosovo"), ["XKX"])


def regions(path):
    entries, translate = iso("3166-2")
    ours = {r["code"]: {t: r[t] or r["en"] for t in TONGUES} for r in own(path)}
    codes = {entry["code"] for entry in entries}
    for entry in entries:
        code, country = entry["code"], entry["code"][:2]
        parent = entry.get("parent", "")
        parent = parent if parent in codes else f"{country}-{parent}" if parent else ""
        parent = parent if parent in codes else ""
        names = in_all(entry["name"], translate)
        name, inside = plain(entry["name"])
        others = [name, *inside, *names.values(), *name.split(", ")[:1]]
        names = {tongue: straight(names[tongue]) for tongue in names}
        if code not in WITHDRAWN:
            names = ours.pop(code, names)
            yield row("region", code, names, others, parent, 2 if parent else 1)
    for code, names in ours.items():
        yield row("region", code, names, [], "", 1)


def languages():
    entries, translate = iso("639-2")
    for entry in entries:
        if "alpha_2" in entry and entry["alpha_2"] not in UMBRELLA:
            names = in_all(entry["name"], translate)
            others = [entry["alpha_3"], entry.get("bibliographic", "")]
            for name in list(names.values()) + [entry["name"]]:
                others += [part.strip() for part in name.split(";")]
            yield row("language", entry["alpha_2"], names, others)


def currencies():
    entries, translate = iso("4217")
    for entry in entries:
        code = entry["alpha_3"]
        if not code.startswith("X") or code in ("XAF", "XCD", "XOF", "XPF"):
            names = in_all(entry["name"], translate)
            yield row("currency", code, names, names.values())


def main():
    regions_path, aliases_path, out = sys.argv[1:]
    aliases = {(a["kind"], a["code"]): a["names"] for a in own(aliases_path)}
    rows = [*countries(), *regions(regions_path), *languages(), *currencies()]
    for r in rows:
        further = aliases.pop((r[0], r[1]), "")
        r[-1] = "|".join(filter(None, [further, r[-1]]))
    if aliases:
        sys.exit(f"{aliases_path}: no such codes: {sorted(aliases)}")
    with open(out, "w", encoding="utf-8") as table:
        table.writelines("\t".join(r) + "\n" for r in rows)


main()
