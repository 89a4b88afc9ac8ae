"""The articles' programs print on this module what they print on the original, recorded or not.

Each `articles/NAME.py` has what it prints in `NAME.out`; numbers of the moment (addresses, times) differ. Where the
original's later releases say something in other words, the file has those.
"""

import glob
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import unittest

TRIES = 5
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "articles")
GREENLENS = os.environ.get("GREENLENS")


def plain(text):
    text = re.sub(r"0x[0-9a-f]+(\(nil\))?|\(nil\)", "ADDRESS", text)
    text = re.sub(r"\d{4}-\d\d-\d\d[T ][\d:]+Z?", "TIME", text)
    return re.sub(r"\d+\.\d+", "NUMBER", text).strip()


def needs_gevent(path):
    with open(path) as file:
        return "gevent" in file.read()


def programs():
    return sorted(glob.glob(os.path.join(HERE, "[0-9]*.py")))


class Articles(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="greenlens-articles-")
        self.addCleanup(self.folder.cleanup)
        first = os.path.dirname(sys.executable) + os.pathsep
        self.environment = {**os.environ, "PATH": first + os.environ["PATH"]}

    def run_command(self, *words):
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=120, env=self.environment, cwd=HERE
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def expected(self, path):
        with open(path[:-3] + ".out") as file:
            # Which names there are: the release that printed this had one less.
            said = file.read().replace("'GreenletExit', '_C_API'", "'GreenletExit', 'UnswitchableGreenlet', '_C_API'")
            return plain(said)

    def each(self):
        there = importlib.util.find_spec("gevent") is not None
        return [path for path in programs() if there or not needs_gevent(path)]

    def test_all_are_there(self):
        self.assertEqual(len(programs()), 35)
        for path in programs():
            self.assertTrue(self.expected(path), path)

    def expect(self, path, run):
        """That `run` prints what the program is known to print."""
        with self.subTest(os.path.basename(path)):
            tries = TRIES if needs_gevent(path) else 1
            for left in reversed(range(tries)):
                said = plain(run())
                if said == self.expected(path) or left == 0:
                    self.assertEqual(said, self.expected(path))
                    return

    def test_they_print_what_they_printed(self):
        for path in self.each():
            self.expect(path, lambda: self.run_command(sys.executable, path))

    @unittest.skipUnless(GREENLENS, "the command is not built")
    def test_and_so_they_do_when_they_are_recorded(self):
        recording = os.path.join(self.folder.name, "x.gltrace")

        def record(path):
            # In full detail a switch takes long enough to turn timers round.
            detail = "switches" if needs_gevent(path) else "full"
            said = self.run_command(GREENLENS, "record", path, "-o", recording, "--detail", detail)
            return "\n".join(one for one in said.split("\n") if not one.endswith(": " + recording))

        for path in self.each():
            self.expect(path, lambda: record(path))
            self.assertIn("nothing contradicts", self.run_command(GREENLENS, "check", recording), path)


if __name__ == "__main__":
    unittest.main()
