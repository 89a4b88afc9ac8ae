"""A Python program of several processes is one recording: each process's file, opened together."""

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
import unittest

import gunicorns
from recorded import GREENLENS, Recorded

try:
    import gevent
    import gunicorn
except ImportError:
    gunicorn = None

FORKS = """
    import os, signal, sys, time
    from greenlet import greenlet, getcurrent

    def body():
        for i in range(3):
            getcurrent().parent.switch(i)

    def work():
        made = [greenlet(body) for _ in range(2)]
        for _ in range(3):
            for one in made:
                one.switch()

    ready, tell = os.pipe()
    stopped = []

    def child(what):
        pid = os.fork()
        if pid == 0:
            what()
            os._exit(9)
        os.read(ready, 1)
        return pid

    def waits_for_term():
        signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
        work()
        os.write(tell, b"x")
        while not stopped:
            time.sleep(0.01)
        sys.exit(0)

    def is_killed():
        work()
        time.sleep(0.5)  # what was told is in the file
        os.write(tell, b"x")
        time.sleep(100)

    def becomes():
        work()
        os.write(tell, b"x")
        os.execv(sys.executable, [sys.executable, __file__, "again"])

    if sys.argv[1:] == ["again"]:
        work()
        sys.exit(0)
    one, other, third = child(waits_for_term), child(is_killed), child(becomes)
    work()
    os.kill(one, signal.SIGTERM)
    os.kill(other, signal.SIGKILL)
    os.kill(os.getpid(), 0)
    for pid in (one, other, third):
        os.waitpid(pid, 0)
    print(one, other, third)
"""

# Whoever is to run on leaves its parents behind: the one between is gone at once, or when it is looked at.
DAEMON = """
    import os, signal, sys, time
    from greenlet import greenlet

    def work():
        for _ in range(3):
            greenlet(lambda: None).switch()

    work()
    ready, tell = os.pipe()
    go_on, let_go = os.pipe()
    between = os.fork()
    if between == 0:
        os.setsid()
        work()
        if os.fork() == 0:
            os.read(go_on, 1)
            work()
            os.write(tell, b"%d" % os.getpid())
            os._exit(5)
        if sys.argv[1:] == ["killed"]:
            os.kill(os.getpid(), signal.SIGKILL)
        os._exit(status=3)
    os.waitpid(between, 0)
    os.write(let_go, b"x")
    print(between, os.read(ready, 20).decode())
"""

APP = """
    import time

    def app(environ, start_response):
        time.sleep(0.01)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]
"""


class Processes(Recorded):
    def family(self, *files):
        return json.loads(self.run_command(GREENLENS, "processes", "--json", *files))

    def said(self, family, kind):
        return [one["says"] for one in family["happenings"] if one["kind"] == kind]

    def run_forks(self, *options):
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(FORKS))
        said = self.run_command(GREENLENS, "record", self.at("app.py"), "-o", self.at("w.gltrace"), *options)
        self.children = [int(word) for word in said.splitlines()[0].split()]

    def test_record_follows_forks_and_the_files_are_one_run(self):
        self.run_forks()
        family = self.family(self.at("w.gltrace"))
        one, other, third = self.children
        first = family["processes"][0]["number"]
        self.assertEqual(family["doubts"], [])
        self.assertEqual(
            [process["number"] for process in family["processes"]], [first, one, other, third, third]
        )
        self.assertEqual([process["parent"] for process in family["processes"]][1:4], [first] * 3)
        for process in family["processes"]:
            self.assertEqual(process["name"], "app.py")
            # Of who is killed the last moments may be missing, on a busy machine a few more.
            if process["ending"] != "killed":
                self.assertGreaterEqual(process["switches"], 12, process)
        self.assertEqual(
            [process["ending"] for process in family["processes"]],
            ["told", "told", "killed", "replaced", "told"],
        )
        self.assertEqual(family["processes"][4]["same_process_before"], 3)
        self.assertEqual(len(self.said(family, "forked")), 3)
        self.assertEqual(
            self.said(family, "signalled"),
            [
                "app.py %d sends SIGTERM to app.py %d" % (first, one),
                "app.py %d sends SIGKILL to app.py %d" % (first, other),
                "app.py %d sends 0 to itself" % first,
            ],
        )
        # A child leads to all of them as well.
        again = self.family(self.at("w.%d.gltrace" % one))
        self.assertEqual(
            [process["number"] for process in again["processes"]],
            [process["number"] for process in family["processes"]],
        )
        # Times are on one clock: nobody begins before it was forked.
        forked = {one["number"]: one["time_ns"] for one in family["happenings"] if one["kind"] == "forked"}
        for process in family["processes"][1:]:
            self.assertGreaterEqual(process["begin_ns"], forked[process["number"]])
            self.assertLessEqual(process["begin_ns"], process["end_ns"])

    def test_each_file_obeys_the_rules_and_says_who_signals(self):
        self.run_forks("--detail", "full")
        facts = self.facts(self.at("w.gltrace"))
        self.assertEqual([one["what"] for one in self.of(facts, "signal_sent")], ["SIGTERM", "SIGKILL", "0"])
        self.assertEqual({one["greenlet"] for one in self.of(facts, "signal_sent")}, {1})
        becomes = self.facts(self.at("w.%d.gltrace" % self.children[2]))
        self.assertEqual(becomes[-1]["name"], "exec_requested")
        self.assertIn("python3", os.path.basename(becomes[-1]["program"]))

    def run_daemon(self, *arguments, file="d.gltrace"):
        with open(self.at("app.py"), "w") as app:
            app.write(textwrap.dedent(DAEMON))
        said = self.run_command(GREENLENS, "record", self.at("app.py"), *arguments, "-o", self.at(file))
        numbers = [int(word) for word in said.splitlines()[0].split()]
        gunicorns.wait_until("the end of the daemon", lambda: not gunicorns.is_there(numbers[1]))
        return numbers, said

    def test_a_daemon_is_its_parents_child_though_that_one_is_gone(self):
        (between, daemon), _ = self.run_daemon()
        family = self.family(self.at("d.gltrace"))
        first = family["processes"][0]["number"]
        told = [(one["number"], one["parent"], one["ending"], one["switches"]) for one in family["processes"]]
        self.assertEqual(told[1:], [(between, first, "told", 6), (daemon, between, "told", 6)])
        self.assertEqual(family["doubts"], [])
        ends = self.said(family, "ended")
        self.assertIn("app.py %d: exited, 3" % between, ends)
        self.assertIn("app.py %d: exited, 5" % daemon, ends)
        self.assertEqual(len(self.said(family, "forked")), 2)
        # Each of them leads to all.
        for number in (between, daemon):
            self.assertEqual(len(self.family(self.at("d.%d.gltrace" % number))["processes"]), 3)

    def test_nor_does_it_matter_how_that_one_goes(self):
        (between, daemon), _ = self.run_daemon("killed")
        family = self.family(self.at("d.gltrace"))
        told = {one["number"]: (one["parent"], one["ending"]) for one in family["processes"]}
        self.assertEqual(told[between][0], family["processes"][0]["number"])
        # Who waits for it knows.
        self.assertEqual(told[between][1], "killed")
        self.assertEqual(told[daemon], (between, "told"))
        first = family["processes"][0]["number"]
        self.assertEqual(
            self.said(family, "child_ended"), ["app.py %d has waited for app.py %d: killed by SIGKILL" % (first, between)]
        )

    def test_what_comes_of_waiting_is_told_and_waiting_is_as_ever(self):
        program = """
            import os, signal, sys, time
            import greenlet

            def child(how):
                pid = os.fork()
                if pid == 0:
                    how()
                    os._exit(0)
                return pid

            def dies(): os.kill(os.getpid(), signal.SIGTERM)
            def leaves(): os._exit(4)
            def exits(): sys.exit(6)
            for wait in (lambda pid: os.waitpid(pid, 0)[1], lambda pid: os.wait()[1], lambda pid: os.wait3(0)[1],
                         lambda pid: os.wait4(pid, options=0)[1]):
                for how in (dies, leaves, exits):
                    print(os.waitstatus_to_exitcode(wait(child(how))))
            for how in (dies, leaves, exits):
                seen = os.waitid(os.P_PID, child(how), os.WEXITED)
                print(seen.si_code, seen.si_status)
            quick = child(lambda: time.sleep(0.2))
            print(os.waitpid(quick, os.WNOHANG), os.waitid(os.P_PID, quick, os.WEXITED | os.WNOHANG), os.waitpid(quick, 0)[1])
            try:
                os.waitpid(-1, 0)
            except ChildProcessError as error:
                print(type(error).__name__)
            for one in (os.wait, os.wait3, os.wait4, os.waitpid, os.waitid):
                print(one.__name__, one.__module__, one.__doc__[:20], one.__text_signature__, one.__self__.__name__)
            """
        with open(self.at("app.py"), "w") as app:
            app.write(textwrap.dedent(program))
        plain = self.run_command(sys.executable, self.at("app.py"))
        said = self.run_command(GREENLENS, "record", self.at("app.py"), "-o", self.at("w.gltrace"), "--no-children")
        # The command adds a line.
        self.assertEqual(said.splitlines()[:-1], plain.splitlines())
        told = [(one["how"], one["what"]) for one in self.of(self.facts(self.at("w.gltrace")), "child_ended")]
        once = [("killed", "SIGTERM"), ("exited", "4"), ("exited", "6")]
        self.assertEqual(told, once * 5 + [("exited", "0")])

    def test_a_number_in_the_files_name_is_filled_in_and_children_lie_beside_that(self):
        children, said = self.run_daemon(file="y%p.gltrace")
        named = re.search(r"(y\d+)\.gltrace", said)[1]
        there = sorted(name for name in os.listdir(self.folder.name) if name.startswith("y"))
        self.assertEqual(there, sorted([named + ".gltrace"] + ["%s.%d.gltrace" % (named, one) for one in children]))
        self.assertEqual(len(self.family(self.at(named + ".gltrace"))["processes"]), 3)

    def test_what_leaves_at_once_leaves_as_ever(self):
        program = """
            import os, sys
            import greenlet
            print(os._exit.__name__, os._exit.__module__, os._exit.__doc__.split(".")[0], os._exit.__text_signature__)
            for wrong in ((), ("x",), (1, 2)):
                try:
                    os._exit(*wrong)
                except TypeError as error:
                    print(error)
            sys.stdout.flush()
            os._exit(%s)
            """
        for given, status in (("7", 7), ("status=8", 8), ("True", 1), ("256 + 9", 9)):
            with open(self.at("app.py"), "w") as app:
                app.write(textwrap.dedent(program % given))
            plain = subprocess.run([sys.executable, self.at("app.py")], capture_output=True, text=True)
            environment = {**self.environment, "GREENLENS_TRACE": self.at("leaves.gltrace")}
            recorded = subprocess.run([sys.executable, self.at("app.py")], capture_output=True, text=True, env=environment)
            self.assertEqual((plain.returncode, recorded.returncode), (status, status), recorded.stderr)
            self.assertEqual(recorded.stdout, plain.stdout)
            facts = self.facts(self.at("leaves.gltrace"))
            self.assertEqual((facts[-1]["name"], facts[-1]["how"]), ("program_finished", "exited"))
            self.assertEqual(int(facts[-1]["what"]) & 255, status)

    def test_without_children_there_is_one_file(self):
        self.run_forks("--no-children")
        self.assertEqual([name for name in os.listdir(self.folder.name) if name.startswith("w.")], ["w.gltrace"])
        family = self.family(self.at("w.gltrace"))
        self.assertEqual([one["ending"] for one in family["processes"]], ["told"] + ["unrecorded"] * 3)

    def test_an_older_runs_files_are_not_this_runs(self):
        self.run_forks()
        older = set(self.children)
        self.run_forks()
        numbers = {one["number"] for one in self.family(self.at("w.gltrace"))["processes"]}
        self.assertFalse(numbers & older)
        self.assertEqual(len(numbers), 4)

    def test_a_damaged_child_is_said_and_the_others_are_shown(self):
        self.run_forks()
        damaged = self.at("w.%d.gltrace" % self.children[0])
        with open(damaged, "w") as file:
            file.write("no trace")
        done = subprocess.run(
            [GREENLENS, "processes", self.at("w.gltrace")], capture_output=True, text=True, timeout=60
        )
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(damaged + " is left out", done.stderr)
        self.assertIn("process %d" % self.children[0], done.stdout)
        self.assertIn("killed by SIGKILL", done.stdout)

    @unittest.skipIf(gunicorn is None, "gunicorn with gevent is not installed")
    def test_gunicorns_arbiter_and_workers(self):
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(APP))
        log = open(self.at("log"), "w+")
        self.addCleanup(log.close)
        started = subprocess.Popen(
            [GREENLENS, "record", "-m", "gunicorn", "-o", self.at("g.gltrace"), "--",
             "-k", "gevent", "-w", "2", "-b", "unix:" + self.at("socket"), "app:app"],
            cwd=self.folder.name, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        self.addCleanup(started.kill)
        arbiter = self.wait_for_log(log, "Listening at", r"\((\d+)\)")
        self.wait_for_log(log, "Booting worker", "", count=2)
        with open(log.name) as file:
            booted = [int(one) for one in re.findall(r"Booting worker with pid: (\d+)", file.read())]
        for pid in booted:  # before that it has the arbiter's handlers, which do nothing there
            gunicorns.wait_until("worker %d" % pid, lambda: gunicorns.works(pid))
        os.kill(arbiter, signal.SIGTERM)
        started.communicate(timeout=60)
        family = self.family(self.at("g.gltrace"))
        self.assertEqual(family["doubts"], [])
        processes = family["processes"]
        self.assertEqual([one["number"] for one in processes][0], arbiter)
        self.assertEqual([one["parent"] for one in processes], [processes[0]["parent"], arbiter, arbiter])
        self.assertEqual({one["name"] for one in processes}, {"gunicorn"})
        self.assertTrue(all(one["ending"] == "told" for one in processes), processes)
        workers = [one["number"] for one in processes[1:]]
        sent = [
            one for one in family["happenings"]
            if one["kind"] == "signalled" and one["what"] == "SIGTERM"
        ]  # fmt: skip
        self.assertEqual({one["number"] for one in sent}, set(workers))
        self.assertTrue(all(one["process"] == 0 for one in sent))

    def wait_for_log(self, log, words, pattern, count=1):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            log.flush()
            with open(log.name) as file:
                lines = [line for line in file if words in line]
            if len(lines) >= count:
                found = re.search(pattern, lines[0]) if pattern else None
                return int(found.group(1)) if found else 0
            time.sleep(0.05)
        with open(log.name) as file:
            self.fail(file.read())


if __name__ == "__main__":
    unittest.main()
