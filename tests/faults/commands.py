"""What commands do while memory runs out: each is run with another request refused, from its very first on."""

import os
import shutil
import subprocess
import sqlite3

from refused import ROOT

TABLE = "table.csv"
ROWS = 30
ENDS = ("handslag: ", "out of memory", "libc++abi", "error while loading shared libraries", "usage:")


def rows(path, statement):
    link = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return link.execute(statement).fetchall()
    finally:
        link.close()


class Command:
    """Run on a copy of a filled database, so that one run leaves nothing for the next."""

    def __init__(self, instance, memory, name):
        self.instance, self.memory, self.name = instance, memory, name
        self.folder = os.path.join(instance.folder, "commands")
        self.file = os.path.join(self.folder, "handslag.db")
        self.out = os.path.join(self.folder, "out")

    def fresh(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        for end in ("", ".key"):
            shutil.copy(self.instance.template + end, self.file + end)
        with open(os.path.join(self.folder, TABLE), "w", encoding="utf-8") as table:
            table.write("key,name,country\n" + "".join(f"werk-{i},Werk {i},DE\n" for i in range(ROWS)))

    def words(self):
        return {"import": ["import", os.path.join(self.folder, TABLE), "--cluster", "alu-sonderjylland"],
                "export": ["export", self.out], "backup": ["backup", self.out], "check": ["check"]}[self.name]

    def run(self, refuse=0, for_ever=False):
        """Its code, and what it says."""
        self.memory.mark(refuse, for_ever)
        done = subprocess.run([self.instance.program, *self.words(), "--db", self.file], cwd=ROOT, capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=60,
                              env={**os.environ, **self.memory.environment(self.instance.build)})
        self.memory.release()
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")

    def asked(self):
        self.fresh()
        code, said = self.run()
        return self.memory.read("asked"), code, said

    def judge(self, code, said):
        """"" where it did all of it, or nothing and said why."""
        if code not in (0, 1, 3, 127, -6) or (code and not any(end in said for end in ENDS)):
            return f"code {code}: {said.strip()[-200:]}"
        if code == -6 and "out of memory" not in said:
            return f"aborted: {said.strip()[-200:]}"
        return getattr(self, "judge_" + self.name)(code) or self.judge_stored()

    def judge_stored(self):
        sound = rows(self.file, "PRAGMA integrity_check") == [("ok",)]
        return "" if sound else "the database is damaged"

    def judge_import(self, code):
        count = rows(self.file, "SELECT COUNT(*) FROM organisation WHERE key LIKE 'werk-%'")[0][0]
        return "" if count == ROWS or code and count == 0 else f"code {code}, {count} of {ROWS} members"

    def judge_export(self, code):
        lines = {}
        for name in os.listdir(self.out) if os.path.isdir(self.out) else ():
            with open(os.path.join(self.out, name), "rb") as file:
                lines[name] = file.read()
        self.whole = getattr(self, "whole", lines)
        return "" if code or lines == self.whole else "an export that is not whole is called done"

    def judge_backup(self, code):
        if code == 0:
            same = rows(self.out, "SELECT COUNT(*) FROM listing") == rows(self.file, "SELECT COUNT(*) FROM listing")
            return "" if same else "a backup that is not whole is called one"
        left = [name for name in os.listdir(self.folder) if name.startswith("out")]
        died = code in (-6, 127)  # then nothing can be cleared away, and nothing calls it a backup
        return "" if died or not left else f"half a backup stays: {left}"

    def judge_check(self, code):
        return "a sound database is called damaged" if code == 1 else ""


def sweep(instance, memory, name, count):
    """Each run: how it ended; what was wrong."""
    command = Command(instance, memory, name)
    asked, code, said = command.asked()
    wrong = [command.judge(code, said)] if code == 0 else [f"it fails with all memory: {said}"]
    ends = {}
    for number in range(count):
        first = number < count // 2
        place = number + 1 if first else 1 + (asked - 1) * (number - count // 2) // max(1, count - count // 2)
        command.fresh()
        code, said = command.run(place, number % 3 == 2)
        found = command.judge(code, said)
        wrong += [f"handslag {name}, request {place} of {asked}: {found}"] if found else []
        ends[code] = ends.get(code, 0) + 1
    return [one for one in wrong if one], ends, asked
