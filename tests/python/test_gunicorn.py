"""gunicorn with its tornado and gevent workers says on this module, recorded, what it says on the original.

`gunicorn/KIND.out` is what gunicorns.py prints there. The recordings tell the same story: who was forked by
whom, who was sent which signal, how each ended.
"""

import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor

import gunicorns

GREENLENS = os.environ["GREENLENS"]
# A signal that an arbiter sends after each of its log's lines.
ENDS = {"Handling signal: term": "SIGTERM", "Handling signal: quit": "SIGQUIT"}


def is_installed(*names):
    return all(importlib.util.find_spec(name) for name in names)


def told_cases(text):
    parts = re.split(r"##### (\w+)\n", text)[1:]
    return dict(zip(parts[::2], parts[1::2]))


class Gunicorn(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="greenlens-gunicorn-")
        self.addCleanup(self.folder.cleanup)

    def run_command(self, *words):
        done = subprocess.run([GREENLENS, *words], capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def run_cases(self, kind):
        """name -> the Gunicorn of each case, recorded, in which nothing runs any more."""

        def run(name):
            folder = os.path.join(self.folder.name, name)
            os.mkdir(folder)
            return gunicorns.run_case(name, kind, folder)

        with ThreadPoolExecutor(4) as at_once:
            return dict(zip(gunicorns.CASES, at_once.map(run, gunicorns.CASES)))

    def check_log(self, name, one, expected):
        # With which status the arbiter ends `greenlens record` does not pass on.
        lines = [line for line in [*one.said(), *one.noted] if not line.startswith("exit code")]
        self.assertEqual(lines, [line for line in expected.splitlines() if not line.startswith("exit code")], name)

    def check_recordings(self, name, one):
        folder = os.path.dirname(one.recording)
        recordings = [os.path.join(folder, file) for file in os.listdir(folder) if file.endswith(".gltrace")]
        self.assertEqual(len(recordings), 1 + len(one.workers), name)
        for recording in recordings:
            self.run_command("check", recording)
            self.run_command("findings", recording)
            self.run_command("show", recording, "--step", "last")
        family = json.loads(self.run_command("processes", "--json", one.recording))
        self.assertEqual(family["doubts"], [], name)
        self.check_family(name, one, family["processes"])
        self.check_signals(name, one, family)
        self.check_waits(name, one, family)

    def check_family(self, name, one, processes):
        self.assertEqual(processes[0]["number"], one.arbiter, name)
        self.assertEqual({process["number"] for process in processes[1:]}, set(one.workers), name)
        self.assertEqual({process["parent"] for process in processes[1:]}, {one.arbiter}, name)
        exited = {number for number, _, line in one.lines() if line.startswith(("Worker exiting", "Shutting down"))}
        killed = {line.split()[3] for _, _, line in one.lines() if line.endswith("was terminated due to signal 9")}
        for process in processes:
            if process["number"] in exited:
                self.assertEqual(process["ending"], "told", (name, process))
            elif str(process["number"]) in killed:
                self.assertEqual((process["ending"], process["what"]), ("killed", "SIGKILL"), name)

    def check_waits(self, name, one, family):
        """The arbiter waits for each of its workers."""
        waited = [said["number"] for said in family["happenings"] if said["kind"] == "child_ended"]
        if name != "arbiter_killed":
            self.assertEqual(sorted(waited), sorted(one.workers), name)

    def check_signals(self, name, one, family):
        sent = [
            (family["processes"][said["process"]]["number"], said["number"], said["what"])
            for said in family["happenings"] if said["kind"] == "signalled"
        ]  # fmt: skip
        self.assertTrue({sender for sender, _, _ in sent} <= {one.arbiter}, name)
        by_whom = {(receiver, what) for _, receiver, what in sent}
        for number, _, line in one.lines():
            timed_out = re.search(r"WORKER TIMEOUT \(pid:(\d+)\)", line)
            if timed_out:
                self.assertIn((int(timed_out[1]), "SIGABRT"), by_whom, name)
        last = [line for number, _, line in one.lines() if number == one.arbiter][-2:-1]
        if last and last[0] in ENDS:
            self.assertIn(ENDS[last[0]], {what for _, what in by_whom}, name)

    def check_kind(self, kind):
        with open(os.path.join(gunicorns.HERE, kind + ".out")) as file:
            expected = told_cases(file.read())
        self.assertEqual(set(expected), set(gunicorns.CASES))
        for name, one in self.run_cases(kind).items():
            self.check_log(name, one, expected[name])
            self.check_recordings(name, one)

    @unittest.skipUnless(is_installed("gunicorn", "gevent"), "gunicorn or gevent is not installed")
    def test_with_gevents_worker_and_nobody_records(self):
        plainly = {name: value for name, value in os.environ.items() if name != "GREENLENS"}
        driver = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gunicorns.py")
        done = subprocess.run([sys.executable, driver, "gevent"], capture_output=True, text=True, timeout=500, env=plainly)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(os.path.join(gunicorns.HERE, "gevent.out")) as file:
            self.assertEqual(told_cases(done.stdout), told_cases(file.read()))

    @unittest.skipUnless(is_installed("gunicorn", "tornado"), "gunicorn or tornado is not installed")
    def test_with_tornados_worker(self):
        self.check_kind("tornado")

    @unittest.skipUnless(is_installed("gunicorn", "gevent"), "gunicorn or gevent is not installed")
    def test_with_gevents_worker(self):
        self.check_kind("gevent")


if __name__ == "__main__":
    unittest.main()
