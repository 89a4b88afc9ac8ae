"""Unmodified Python programs are recorded, and what is recorded is what they did."""

import json
import os
import subprocess
import sys
import textwrap
import unittest

from recorded import GREENLENS, Recorded


class RecordedPrograms(Recorded):
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

    def test_the_sources_of_all_of_its_own_modules_are_in_it(self):
        tasks = "from greenlet import getcurrent\ndef task():\n    getcurrent().parent.switch()\n"
        os.mkdir(self.at("pkg"))
        for name, text in (("tasks", tasks), ("never", "x = 1\n"), ("lines", "def f():\n    return 1\n")):
            with open(self.at(f"pkg/{name}.py"), "w") as file:
                file.write(text)
        program = """
            import json
            from greenlet import greenlet
            from pkg import lines, never, tasks
            g = greenlet(tasks.task)
            g.switch()
            json.loads("[1]", object_hook=lambda x: x)
            lines.f()
            g.switch()
            """
        for options, files in (
            ([], ["app.py", "pkg/tasks.py"]),
            (["--detail", "switches"], ["app.py", "pkg/tasks.py"]),
            (["--lines"], ["app.py", "pkg/never.py", "pkg/lines.py", "pkg/tasks.py"]),
        ):
            with self.subTest(options=options):
                self.record(program, *options)
                with open(self.at("lines.jsonl")) as file:
                    sources = json.loads(file.readline())["sources"]
                texts = {one["file"]: one["text"] for one in sources if one["kind"] == "program"}
                self.assertEqual(sorted(texts), sorted(files))
                self.assertEqual(texts["pkg/tasks.py"], tasks)

    def test_whatever_a_function_says_its_source_is_the_recording_goes_on(self):
        for name in ("/proc/self/mem", "/proc/kmsg", "/dev/zero", "", "\\udcff"):
            with self.subTest(name=name):
                facts = self.record("""
                    import time
                    from greenlet import getcurrent, greenlet
                    names = {"getcurrent": getcurrent}
                    text = "def f():\\n  getcurrent().parent.switch(1)\\n  getcurrent().parent.switch(2)\\n"
                    exec(compile(text, "NAME", "exec"), names)
                    one = greenlet(names["f"])
                    print(one.switch())
                    time.sleep(0.1)
                    print(one.switch())
                    """.replace("NAME", name))
                self.assertEqual(self.output.splitlines()[:2], ["1", "2"])
                self.assertEqual(len(self.of(facts, "delivered")), 4)

    def test_an_interpreter_that_cannot_is_told_in_a_sentence(self):
        with open(self.at("app.py"), "w") as file:
            file.write("import greenlet\nprint(greenlet.__file__)\n")

        def folder_with(name, text):
            os.makedirs(self.at(name + "/bin"))
            with open(self.at(name + "/bin/python3"), "w") as file:
                file.write("#!/bin/sh\n" + text + "\n")
            os.chmod(self.at(name + "/bin/python3"), 0o755)
            return self.at(name)

        def said(**environment):
            done = subprocess.run(
                [GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl")],
                capture_output=True, text=True, timeout=60, env={**self.environment, **environment},
            )  # fmt: skip
            self.assertNotEqual(done.returncode, 0)
            self.assertFalse(os.path.exists(self.at("app.gl")))
            return " ".join(done.stderr.split())

        other = folder_with("other", "echo 3.12")
        self.assertIn("is Python 3.12, and greenlens’s greenlet is for CPython 3.11", said(VIRTUAL_ENV=other))
        self.assertIn("python3.11 -m venv", said(PATH=other + "/bin"))
        os.mkdir(self.at("empty"))
        self.assertIn("no python3.11 and no python3 on the path", said(PATH=self.at("empty")))

    def test_the_interpreter_of_the_active_environment_is_taken(self):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.at("venv")], check=True, timeout=60)
        packages = self.at("venv/lib/python3.11/site-packages")
        os.mkdir(packages + "/greenlet")
        with open(packages + "/greenlet/__init__.py", "w") as file:
            file.write("raise ImportError('that of the environment')\n")
        with open(packages + "/mine.py", "w") as file:
            file.write("value = 5\n")
        self.environment["VIRTUAL_ENV"] = self.at("venv")
        facts = self.record("import greenlet, mine\nprint(mine.value)\ngreenlet.greenlet(print).switch(6)\n")
        self.assertEqual(self.output.splitlines()[:2], ["5", "6"])
        self.assertTrue(self.of(facts, "body_entered"))

    def test_a_program_without_greenlets_is_told_what_is_missing(self):
        with open(self.at("app.py"), "w") as file:
            file.write("print('nothing')\n")
        done = subprocess.run(
            [GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl")],
            capture_output=True, text=True, timeout=60, env=self.environment,
        )  # fmt: skip
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("import greenlet", done.stderr)

    def test_a_module_is_run_by_its_name(self):
        with open(self.at("nested_app.py"), "w") as file:
            file.write(textwrap.dedent(self.NESTED))
        self.environment["PYTHONPATH"] = self.folder.name
        self.run_command(GREENLENS, "record", "-m", "nested_app", "-o", self.at("m.gl"))
        self.assertEqual(len(self.of(self.facts(self.at("m.gl")), "delivered")), 4)

    def test_the_package_records_from_inside(self):
        program = """
            import greenlens
            from greenlet import greenlet, getcurrent
            def body():
                while True:
                    getcurrent().parent.switch()
            g = greenlet(body)
            g.switch()
            greenlens.start({first!r}, detail="full", locals=True)
            g.switch()
            greenlens.dump()
            greenlens.stop()
            g.switch()
            greenlens.start({second!r})
            g.switch()
            greenlens.stop()
            try:
                greenlens.stop()
            except RuntimeError as error:
                print(error)
            """.format(first=self.at("a.gl"), second=self.at("b.gl"))
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(program))
        done = subprocess.run(
            [sys.executable, self.at("app.py")], capture_output=True, text=True, timeout=60, env=self.environment
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("nothing is recorded", done.stdout)
        self.assertIn("body", done.stderr)  # the dump
        for name in ("a.gl", "b.gl"):
            facts = self.facts(self.at(name))
            self.assertEqual(len(self.of(facts, "delivered")), 2)
            self.assertIn("body-2", [one["name"] for one in self.state(self.at(name))["greenlets"]])
        self.assertEqual(self.frames_of(self.state(self.at("a.gl")), "body"), [("body", 6)])

    def test_python_m_greenlens_runs_a_program_and_a_module(self):
        with open(self.at("nested_app.py"), "w") as file:
            file.write(textwrap.dedent(self.NESTED) + "\nprint(sys.argv[1:], __name__)\n")
        self.environment["PYTHONPATH"] = os.environ["PYTHONPATH"] + os.pathsep + self.folder.name
        for words in (["-m", "nested_app"], [self.at("nested_app.py")]):
            said = self.run_command(
                sys.executable, "-m", "greenlens", "-o", self.at("m.gl"), *words, "one", "--two"
            )
            self.assertEqual(said, "['one', '--two'] __main__\n")
            self.assertEqual(len(self.of(self.facts(self.at("m.gl")), "delivered")), 4)

    def test_each_process_has_a_recording_where_each_has_a_file(self):
        with open(self.at("app.py"), "w") as file:
            file.write(
                textwrap.dedent(
                    """
                    import os, sys
                    from greenlet import greenlet, getcurrent
                    def body(n):
                        while True:
                            getcurrent().parent.switch(n)
                    g = greenlet(body)
                    g.switch(1)
                    child = os.fork()
                    for _ in range(3 if child else 5):
                        g.switch()
                    if child:
                        print(child, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
                    else:
                        sys.exit(7)
                    """
                )
            )
        done = subprocess.run(
            [sys.executable, self.at("app.py")], capture_output=True, text=True, timeout=60,
            env={**self.environment, "GREENLENS_TRACE": self.at("f.%p.gl"), "GREENLENS_DETAIL": "full"},
        )  # fmt: skip
        self.assertEqual(done.returncode, 0, done.stderr)
        child, status = done.stdout.split()
        self.assertEqual(status, "7")
        parents = [name for name in os.listdir(self.folder.name) if name.startswith("f.") and child not in name]
        for name, switches in ((parents[0], 8), ("f.%s.gl" % child, 10)):
            facts = self.facts(self.at(name))
            self.assertEqual(len(self.of(facts, "delivered")), switches)
            self.assertEqual(self.frames_of(self.state(self.at(name)), "body"), [("body", 6)])

    def test_greenlens_that_comes_too_late_says_so(self):
        done = subprocess.run(
            [sys.executable, "-c", "import greenlet, greenlens; greenlens.start('x')"],
            capture_output=True, text=True, timeout=60, env=self.environment,
        )  # fmt: skip
        self.assertIn("import greenlens first", done.stderr)


if __name__ == "__main__":
    unittest.main()
