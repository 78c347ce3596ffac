#!/usr/bin/env python3
"""Compiles PO files into the C catalogue of the program: po.py OUT.c DA.po DE.po ...

A file is named after its language. Fuzzy, obsolete and empty entries are left out, so that a
translation is shown only once somebody has stood for it."""
import os
import re
import sys

TONGUES = ["en", "da", "de", "fr", "nb", "sv", "zh"]
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def unquote(text, where):
    found = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', text.strip())
    if not found:
        sys.exit(f"{where}: not a quoted text: {text}")
    return re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), found[1])


def entries(path):
    """Yields each entry as a dictionary of its fields; "fuzzy" says whether it is."""
    entry, field = {}, None
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{path}:{number}"
            line = line.strip()
            starts = re.match(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(.*)", line)
            if line.startswith("#"):
                if line.startswith("#,") and "fuzzy" in line:
                    entry["fuzzy"] = True
            elif not line:
                if "msgid" in entry:
                    yield entry
                entry, field = {}, None
            elif starts:
                field = starts[1]
                if field == "msgctxt":
                    sys.exit(f"{where}: contexts are not used here")
                entry[field] = unquote(starts[2], where)
            elif field:
                entry[field] += unquote(line, where)
            else:
                sys.exit(f"{where}: not understood: {line}")
    if "msgid" in entry:
        yield entry


def sayings(path):
    """The finished entries as (key, said, many), sorted as strcmp sorts."""
    found = []
    for entry in entries(path):
        key = entry["msgid"]
        if not key or entry.get("fuzzy"):
            continue
        if "msgid_plural" in entry:
            said = entry.get("msgstr[0]")
            many = entry.get("msgstr[1]", said)
            if said and many:
                found.append((key, said, many))
        elif entry.get("msgstr"):
            found.append((key, entry["msgstr"], None))
    return sorted(found, key=lambda saying: saying[0].encode())


def c_text(text):
    if text is None:
        return "NULL"
    for plain, escaped in ("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"):
        text = text.replace(plain, escaped)
    return f'"{text}"'


def main():
    out, paths = sys.argv[1], sys.argv[2:]
    by_tongue = {os.path.splitext(os.path.basename(path))[0]: sayings(path) for path in paths}
    strange = set(by_tongue) - set(TONGUES)
    if strange:
        sys.exit(f"po: no such language: {', '.join(sorted(strange))}")
    with open(out, "w", encoding="utf-8") as c:
        c.write('#include "lang/catalogue.h"\n\n')
        for tongue, found in by_tongue.items():
            if found:
                c.write(f"static const struct saying in_{tongue}[] = {{\n")
                for saying in found:
                    c.write("        {" + ", ".join(map(c_text, saying)) + "},\n")
                c.write("};\n\n")
        c.write("const struct catalogue catalogues[TONGUE_COUNT] = {\n")
        for tongue, found in by_tongue.items():
            if found:
                c.write(f"        [{tongue.upper()}] = {{in_{tongue}, {len(found)}}},\n")
        c.write("};\n")


main()
