"""The table of cases.txt: what is sent, and what a server has to answer."""

import os
import re

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases.txt")
ESCAPES = {"r": b"\r", "n": b"\n", "t": b"\t", "0": b"\0", "\\": b"\\"}
TOKEN = re.compile(r"\\x([0-9a-f]{2})|\\([rnt0\\])|\{(.)\*(\d+)\}|(.)")


class Case:
    """`statuses` is None where any refusal will do, or, if `either`, any answer; `kept` says whether the next
    request is served.
    """

    def __init__(self, section, claim):
        self.section = section
        self.claim = claim
        self.statuses = None
        self.either = False
        self.kept = False
        self.sent = b""

    @property
    def name(self):
        return f"{self.section}: {self.claim}"

    def take_verdict(self, words):
        self.either = words == ["either", "close"]
        if words != ["refused"] and not self.either:
            self.statuses = [int(word) for word in words[:-1]]
            self.kept = {"kept": True, "close": False}[words[-1]]

    def holds(self, heard):
        """Whether what was heard, with one more request sent behind it, is what the table asks."""
        if self.kept:
            return heard.statuses == [*self.statuses, 200]
        if not heard.closed:
            return False
        if self.statuses is None:
            return len(heard.statuses) <= 1 and (self.either or all(s >= 400 for s in heard.statuses))
        return heard.statuses == self.statuses

    @property
    def asked(self):
        if self.statuses is None:
            return "any answer, then closed" if self.either else "a refusal"
        return " ".join(map(str, self.statuses)) + (", then kept" if self.kept else ", then closed")


def bytes_of(line):
    """A line of the table as bytes."""
    out = b""
    for code, escape, what, times, plain in TOKEN.findall(line):
        if code:
            out += bytes([int(code, 16)])
        elif escape:
            out += ESCAPES[escape]
        else:
            out += what.encode() * int(times) if times else plain.encode()
    return out


def read_cases(path=TABLE):
    cases = []
    with open(path, encoding="utf-8") as table:
        for line in table:
            line = line.rstrip("\n")
            if line.startswith("= "):
                cases.append(Case(*split_heading(line[2:])))
            elif line.startswith("> "):
                cases[-1].take_verdict(line[2:].split())
            elif line and not line.startswith("#"):
                cases[-1].sent += bytes_of(line)
    return cases


def split_heading(heading):
    """ "9110 5.5 a tab" and "5.1 a tab" both begin with where it stands."""
    section, claim = re.match(r"((?:\d{4} )?[\d.]+) (.*)", heading).groups()
    return section, claim
