"""Unmodified Python programs are recorded, and what is recorded is what they did."""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

GREENLENS = os.environ["GREENLENS"]


class Recorded(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="greenlens-python-")
        self.addCleanup(self.folder.cleanup)
        # `greenlens record app.py` takes the first interpreter there.
        first = os.path.dirname(sys.executable) + os.pathsep
        self.environment = {**os.environ, "PATH": first + os.environ["PATH"]}

    def at(self, name):
        return os.path.join(self.folder.name, name)

    def run_command(self, *words, code=0, env=None):
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=120, env={**self.environment, **(env or {})}
        )
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout

    def facts(self, recording):
        self.assertIn("nothing contradicts", self.run_command(GREENLENS, "check", recording))
        lines = self.at("lines.jsonl")
        self.run_command(GREENLENS, "export", recording, "-o", lines)
        with open(lines) as file:
            read = [json.loads(line) for line in file]
        return [one for one in read if "step" in one]

    def record(self, text, *options):
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(text))
        self.output = self.run_command(
            GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl"), *options
        )
        return self.facts(self.at("app.gl"))

    def of(self, facts, kind):
        return [one for one in facts if one["name"] == kind]

    def test_the_articles_first_program(self):
        facts = self.record(
            """
            from greenlet import greenlet

            def test1():
                print(12)
                gr2.switch()
                print(34)

            def test2():
                print(56)
                gr1.switch()
                print(78)

            gr1 = greenlet(test1)
            gr2 = greenlet(test2)
            gr1.switch()
            """
        )
        self.assertEqual([one["text"] for one in self.of(facts, "printed")], ["12", "56", "34"])
        self.assertEqual(
            [one["greenlet_name"] for one in self.of(facts, "greenlet_renamed")], ["test1-2", "test2-3"]
        )
        switching = [
            (one["at"]["function"], one["at"]["line"])
            for one in self.of(facts, "line_reached")
        ]
        self.assertIn(("module", 16), switching)
        self.assertIn(("test1", 6), switching)
        self.assertIn(("test2", 11), switching)
        self.assertEqual(len(self.of(facts, "delivered")), 4)
        ends = self.of(facts, "greenlet_finished")
        self.assertEqual([(one["how"], one["what"]) for one in ends], [("returned", "None")])
        self.assertEqual(facts[-1]["name"], "program_finished")

    def test_a_program_that_records_itself_prints_the_same(self):
        with open(self.at("app.py"), "w") as file:
            file.write(
                "from greenlet import greenlet\n"
                "g = greenlet(lambda: print('in it'))\n"
                "g.switch()\n"
                "print('a', 'b', sep='\\n')\n"
            )
        plain = self.run_command(sys.executable, self.at("app.py"))
        recorded = self.run_command(
            sys.executable, self.at("app.py"), env={"GREENLENS_TRACE": self.at("own.gl")}
        )
        self.assertEqual(recorded, plain)
        facts = self.facts(self.at("own.gl"))
        self.assertEqual([one["text"] for one in self.of(facts, "printed")], ["in it", "a", "b"])
        self.assertEqual([one["greenlet_name"] for one in self.of(facts, "greenlet_renamed")], ["lambda-2"])

    def test_errors_and_ends(self):
        facts = self.record(
            """
            import sys
            from greenlet import greenlet, getcurrent, GreenletExit

            def fails():
                raise KeyError("missing")

            def parked():
                getcurrent().parent.switch()

            try:
                greenlet(fails).switch()
            except KeyError:
                pass
            g = greenlet(parked)
            g.switch()
            g.throw()
            h = greenlet(parked)
            h.switch()
            del h
            """
        )
        ends = [(one["how"], one["what"]) for one in self.of(facts, "greenlet_finished")]
        self.assertEqual([how for how, _ in ends], ["raised", "greenlet_exit", "greenlet_exit"])
        self.assertIn("KeyError", ends[0][1])

    def test_threads_each_have_their_greenlets(self):
        facts = self.record(
            """
            import threading
            from greenlet import greenlet, getcurrent

            def body():
                for _ in range(5):
                    getcurrent().parent.switch()

            def thread():
                g = greenlet(body)
                while not g.dead:
                    g.switch()

            all_of_them = [threading.Thread(target=thread) for _ in range(3)]
            for one in all_of_them:
                one.start()
            for one in all_of_them:
                one.join()
            """
        )
        self.assertEqual(len({one["thread"] for one in self.of(facts, "delivered")}), 3)
        self.assertEqual(len(self.of(facts, "delivered")), 3 * 12)

    def test_one_that_has_not_begun_follows_its_parent_to_another_thread(self):
        facts = self.record(
            """
            import threading
            from greenlet import greenlet, getcurrent

            made = greenlet(lambda: print("begun"))

            def thread():
                global made
                made.parent = getcurrent()
                made.switch()
                del made

            one = threading.Thread(target=thread)
            one.start()
            one.join()
            dead = greenlet(lambda: None)
            dead.switch()

            def drops():
                global dead
                del dead

            other = threading.Thread(target=drops)
            other.start()
            other.join()
            """
        )
        self.assertEqual([one["text"] for one in self.of(facts, "printed")], ["begun"])
        self.assertEqual(len(self.of(facts, "greenlet_finished")), 2)

    def test_many_switches_are_noted_and_all_are_there(self):
        facts = self.record(
            """
            from greenlet import greenlet, getcurrent

            def body():
                while True:
                    getcurrent().parent.switch()

            g = greenlet(body)
            for _ in range(20000):
                g.switch()
            """,
            "--detail",
            "switches",
        )
        self.assertGreater(len(facts), 1)
        told = self.run_command(GREENLENS, "statistics", self.at("app.gl"), "--format", "json")
        self.assertEqual(json.loads(told)["switches"], 39999 + 1)

    @unittest.skipUnless(importlib.util.find_spec("gevent"), "python3-gevent is not installed")
    def test_gevent_is_shown_with_its_hub_and_what_it_spawns(self):
        facts = self.record(
            """
            import gevent

            def worker(n):
                for _ in range(3):
                    gevent.sleep(0.001 * n)
                return n

            jobs = [gevent.spawn(worker, n) for n in range(1, 4)]
            gevent.joinall(jobs)
            print([job.value for job in jobs])
            """
        )
        names = {one["greenlet_name"].rsplit("-", 1)[0] for one in self.of(facts, "greenlet_renamed")}
        self.assertEqual(names, {"Hub", "worker"})
        self.assertEqual([one["text"] for one in self.of(facts, "printed")], ["[1, 2, 3]"])


if __name__ == "__main__":
    unittest.main()
