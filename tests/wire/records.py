"""The access log as a program reads it: each line one record of known names, nothing that is no text in it."""

import re

QUOTED = r'"(?:[^"\\\x00-\x1f\x7f-\x9f]|\\["\\]|\\x[0-9a-f]{2})*"'
RECORD = re.compile(
    r"at=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z level=(info|error) "
    rf"method={QUOTED} path={QUOTED} status=(\d{{1,3}}) bytes=\d+ us=\d+ statements=\d+ waited=\d+ "
    r'id="[a-z0-9]{12}" address=(local|\d+\.\d+\.\d+\.0|[0-9a-f:]+::)'
    rf'(?: event={QUOTED})?(?: means={QUOTED})?(?: account=\d+)?(?: fault={QUOTED})?')
# What was typed, sent or promised in the cases, and whole addresses: none of it is for a log.
NEVER = ("wire.example", "smuggled", "name=value", "hello", "127.0.0.1", "X-Name")


def is_record(line):
    found = RECORD.fullmatch(line)
    return bool(found) and (found.group(1) == "error") == (int(found.group(2)) >= 500)


def faults_of(path):
    """(how many lines there are, those that are no record or say too much)"""
    with open(path, encoding="utf-8", newline="\n") as log:
        lines = log.read().split("\n")[:-1]
    return len(lines), [line for line in lines if not is_record(line) or any(word in line for word in NEVER)]


def knows_the_forged():
    """Lines that a forger would like: all of them have to be refused."""
    good = ('at=2026-11-23T23:06:07.610Z level=info method="GET" path="/en" status=200 bytes=1 us=2 statements=3 '
            'waited=4 id="abcdefghijkm" address=127.0.0.0')
    forged = (good.replace("/en", '/en" status=500 x="'), good.replace("/en", "/\x1b[31m"), good.replace("/en", "/\x85"),
              good.replace("level=info", "level=error"), good.replace("127.0.0.0", "127.0.0.1"), good + " ", good[3:])
    return is_record(good) and not any(map(is_record, forged))
