"""The small real programs of docs/examples/python: what they print, and what their recordings say of them."""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = os.path.join(HERE, "..", "..", "docs", "examples", "python")
GREENLENS = os.environ["GREENLENS"]

# What each prints, and the kinds of what looks wrong in its recording.
EXPECTED = {
    "async_in_sync": ("[0, 1, 4, 9]", []),
    "crawler": ("['/', '/a', '/b', '/c', '/d']", []),
    "echo_server": ("['ONE', 'TWO', 'THREE']", []),
    "hang": ("LoopExit", ["never_woken"]),
    "leak": ("[0, 1, 2, 3, 4, 5, 6, 7]", ["leak"]),
    "never_yields": ("True", ["never_yields"]),
    "pool": ("[0, 1, 4, 9, 16, 25, 36, 49, 64, 81] at most 4", []),
    "producer_consumer": (
        "[('a', 0), ('a', 1), ('a', 2), ('a', 3), ('b', 0), ('b', 1), ('b', 2), ('b', 3)]",
        [],
    ),
    "three_parents": ("main caught nothing here", []),
    "tree_generator": ("[1, 2, 3, 4, 5]", []),
}
NEEDS = {"async_in_sync": "sqlalchemy", "three_parents": None, "tree_generator": None}


class Programs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="greenlens-programs-")
        first = os.path.dirname(sys.executable) + os.pathsep
        cls.environment = {**os.environ, "PATH": first + os.environ["PATH"]}
        cls.recorded = {}
        for name in EXPECTED:
            needs = NEEDS.get(name, "gevent")
            if needs is None or importlib.util.find_spec(needs) is not None:
                file = os.path.join(cls.folder.name, name + ".gltrace")
                program = os.path.join(PROGRAMS, name + ".py")
                cls.recorded[name] = file, cls.run_command(GREENLENS, "record", program, "-o", file)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_command(cls, *words):
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, env=cls.environment)
        if done.returncode != 0:
            raise AssertionError("%s: %s" % (words, done.stderr))
        return done.stdout

    def json(self, command, name, *words):
        return json.loads(self.run_command(GREENLENS, command, self.recorded[name][0], "--json", *words))

    def groups(self, name):
        return {group["call"] or group["function"]: group for group in self.json("parked", name)["groups"]}

    def test_each_is_known_here(self):
        there = {name[:-3] for name in os.listdir(PROGRAMS) if name.endswith(".py")}
        self.assertEqual(there, set(EXPECTED))

    def test_they_print_what_they_print_anywhere(self):
        for name, (_, said) in self.recorded.items():
            with self.subTest(name):
                self.assertEqual(said.splitlines()[0], EXPECTED[name][0])

    def test_what_looks_wrong_in_each_is_found_and_nothing_else(self):
        for name, (file, _) in self.recorded.items():
            with self.subTest(name):
                self.assertIn("nothing contradicts", self.run_command(GREENLENS, "check", file))
                # What stands still because the machine is busy is no finding of this test's.
                long = "200" if name == "never_yields" else "10000"
                found = self.json("findings", name, "--long-run", long)["findings"]
                kinds = [one["kind"] for one in found]
                self.assertEqual(sorted(set(kinds)), EXPECTED[name][1])

    def test_who_hangs_is_at_the_second_lock(self):
        if "hang" not in self.recorded:
            self.skipTest("python3-gevent is not installed")
        waiting = self.groups("hang")
        lines = {
            group["line"]: one["waits_for"]["kind"]
            for group in waiting.values()
            for one in group["greenlets"]
            if group["state"] == "suspended" and not one["is_hub"]
        }
        self.assertEqual(lines, {12: "lock", 19: "lock"})

    def test_who_leaks_is_told_by_the_line_that_made_it(self):
        if "leak" not in self.recorded:
            self.skipTest("python3-gevent is not installed")
        leak = self.json("findings", "leak")["findings"][0]
        self.assertEqual((leak["at"]["line"], leak["count"]), (14, 8))

    def test_who_never_yields_is_named(self):
        if "never_yields" not in self.recorded:
            self.skipTest("python3-gevent is not installed")
        found = self.json("findings", "never_yields")["findings"][0]
        self.assertTrue(found["greenlet"].startswith("compute"), found)
        self.assertGreater(found["ns"], 250_000_000)
        top = self.json("top", "never_yields")["by_greenlet"]
        ran = {one["greenlet"].rsplit("-", 1)[0]: one["ran_ns"] for one in top}
        self.assertGreater(ran["compute"], 10 * ran["tick"])

    def test_an_error_crosses_three_parents(self):
        file = os.path.join(self.folder.name, "lines.jsonl")
        self.run_command(GREENLENS, "export", self.recorded["three_parents"][0], "-o", file)
        with open(file) as lines:
            facts = [json.loads(line) for line in lines][1:]
        ends = [one["what"].split(" (")[0] for one in facts if one["name"] == "greenlet_finished"]
        self.assertEqual(ends, ["LookupError: 'nothing here'"] * 3)


if __name__ == "__main__":
    unittest.main()
