"""tools/coverage says when a folder is covered less than its floor, and never lowers one.

    python3 tests/test_coverage.py TOOL
"""
import importlib.machinery
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
TOOL = os.path.abspath(sys.argv[1])


def told(**percents):
    """As gcovr sums up: a file of a thousand lines for each folder."""
    return {"files": [{"filename": f"src/{folder}/{folder}.c", "line_total": 1000,
                       "line_covered": int(percent * 10)} for folder, percent in percents.items()]}


def target(name, kind, ending="", by_default=True):
    """As meson describes one."""
    return {"name": name, "type": kind, "build_by_default": by_default, "filename": [f"/build/{name}{ending}"]}


def tool():
    loader = importlib.machinery.SourceFileLoader("coverage_tool", TOOL)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


class Floor(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory(prefix="handslag-coverage-")
        self.addCleanup(self.place.cleanup)
        self.floor = os.path.join(self.place.name, "floor")

    def run_tool(self, summary, floor, *more):
        path = os.path.join(self.place.name, "told.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(summary, file)
        if floor is not None:
            with open(self.floor, "w", encoding="utf-8") as file:
                file.write("# why\n" + "".join(f"src/{name} {least}\n" for name, least in floor.items()))
        return subprocess.run([sys.executable, TOOL, "none", "--told", path, "--floor", self.floor, *more],
                              capture_output=True, text=True, check=False)

    def floors(self):
        with open(self.floor, encoding="utf-8") as file:
            return dict(line.split() for line in file if not line.startswith("#"))

    def test_at_or_above_the_floor_is_fine(self):
        done = self.run_tool(told(db=90.0, web=80.5), {"db": 90.0, "web": 80.0})
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (0, "2 passed, 0 failed"))

    def test_one_line_below_fails(self):
        done = self.run_tool(told(db=89.9, web=99.0), {"db": 90.0, "web": 80.0})
        self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (1, "1 passed, 1 failed"))
        self.assertIn("FAILED  src/db", done.stdout)

    def test_a_new_folder_needs_a_floor(self):
        self.assertEqual(self.run_tool(told(db=90.0, net=99.0), {"db": 90.0}).returncode, 1)

    def test_a_folder_that_nothing_is_measured_of_fails(self):
        self.assertEqual(self.run_tool(told(db=90.0), {"db": 90.0, "net": 10.0}).returncode, 1)

    def test_raising_never_lowers(self):
        done = self.run_tool(told(db=70.0, web=95.0), {"db": 90.0, "web": 80.0}, "--raise")
        self.assertEqual(self.floors(), {"src/db": "90.0", "src/web": "94.0"})
        self.assertEqual(done.returncode, 1)

    def test_nothing_measured_is_no_success(self):
        self.assertEqual(self.run_tool(told(), {}).returncode, 1)

    def test_what_is_built_is_named_by_its_file(self):
        targets = [target("test_csv", "executable"), target("handslag_mpi", "shared module", ".so"),
                   target("handslag", "static library", ".a"), target("bench_csv", "executable"),
                   target("test_markup", "executable"), target("codes", "executable", by_default=False)]
        self.assertEqual(tool().built_for(targets), ["test_csv", "handslag_mpi.so"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
