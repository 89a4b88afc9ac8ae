"""What is recorded of where Python programs stand: frames, lines, calls, locals and errors."""

import json
import subprocess
import textwrap
import unittest

from recorded import GREENLENS, Recorded


class RecordedFrames(Recorded):
    def test_names_of_a_program_that_is_killed(self):
        with open(self.at("app.py"), "w") as file:
            file.write(
                textwrap.dedent(
                    """
                    import os, signal
                    from greenlet import greenlet, getcurrent
                    def named_last():
                        getcurrent().parent.switch()
                    def kills():
                        greenlet(named_last).switch()
                        os.kill(os.getpid(), signal.SIGKILL)
                    kills()
                    """
                )
            )
        for options in [], ["--detail", "switches"], ["--lines"]:
            with self.subTest(options=options):
                done = subprocess.run(
                    [GREENLENS, "record", *options, "-o", self.at("app.gl"), self.at("app.py")],
                    capture_output=True, timeout=120, env=self.environment,
                )
                self.assertNotEqual(done.returncode, 0)
                facts = self.facts(self.at("app.gl"))
                functions = {one["at"]["function"] for one in self.of(facts, "line_reached")}
                self.assertLessEqual({"kills", "named_last"}, functions)
                self.assertNotIn("?", functions)

    def test_one_that_runs_for_long_is_looked_at_meanwhile(self):
        facts = self.record(
            """
            import time
            from greenlet import greenlet, getcurrent
            def counts():
                until = time.process_time() + 0.3
                while time.process_time() < until:
                    sum(range(100))
            def naps():
                time.sleep(0.1)
            greenlet(counts).switch()
            greenlet(naps).switch()
            """
        )
        samples = self.of(facts, "run_sampled")
        counted = [one for one in samples if one["at"]["function"] == "counts"]
        self.assertGreater(len(counted), 1)
        self.assertLessEqual({one["at"]["line"] for one in counted}, {5, 6, 7})
        napped = [one for one in samples if one["at"]["function"] == "naps"]
        # As soon as the call of C comes back.
        self.assertEqual([(one["at"]["line"], one["call"]) for one in napped], [(9, "time.sleep(0.1)")])

    def test_calls_are_steps(self):
        facts = self.record(
            """
            import collections
            from greenlet import greenlet, getcurrent
            Pair = collections.namedtuple("Pair", "a b")
            def leaf(n):
                return n + 1
            def work(n):
                n = leaf(n)
                getcurrent().parent.switch(n)
                return leaf(n)
            g = greenlet(work)
            g.switch(1)
            g.switch()
            """,
            "--lines",
        )
        seen = [
            one["frames"][-1]["at"]["function"] if one["frames"] else ""
            for one in self.of(facts, "frames_seen")
            if not one["same_calls"]
        ]
        self.assertEqual(seen[:6], ["module", "work", "leaf", "work", "leaf", ""])
        # What a library makes and runs is in no file of the program's.
        self.assertNotIn("<string>", {one["at"]["file"] for one in self.of(facts, "line_begun")})
        shown = [
            self.run_command(GREENLENS, "show", self.at("app.gl"), "--grain", "call", "--step", step)
            for step in ("2", "3", "4")
        ]
        for function, text in zip(["work", "leaf", "work"], shown):
            self.assertIn("of %s:" % function, text)

    def test_frames_of_each_are_those_that_python_itself_tells(self):
        facts = self.record(self.NESTED)
        parked = [one for one in self.of(facts, "delivered") if one["target"] == 1]
        state = self.state(self.at("app.gl"), parked[0]["step"])
        # As traceback has it, where the program stands there.
        self.assertEqual(
            self.frames_of(state, "outer"),
            [("inner", 9), ("inner", 7), ("generate", 12), ("outer", 15)],
        )
        greenlets = {one["name"].rsplit("-", 1)[0]: one for one in state["greenlets"]}
        frames = greenlets["outer"]["frames"]
        self.assertEqual(frames[0]["call"], "main.switch(n)")
        self.assertTrue(frames[-1]["is_entry"])
        # One function of C runs a call and what that calls, another one each generator.
        entries = [one["is_entry"] for one in frames]
        self.assertEqual(entries, [False, False, True, True])
        loops = [one for one in greenlets["outer"]["c_frames"] if one["function"] == "_PyEval_EvalFrameDefault"]
        self.assertEqual(len(loops), sum(entries))
        self.assertEqual(self.frames_of(state, "main"), [("module", 22)])
        # What has returned is gone, what goes on is at its new line.
        state = self.state(self.at("app.gl"), parked[1]["step"])
        self.assertEqual(self.frames_of(state, "outer"), [("outer", 18)])

    def test_frames_go_with_their_greenlet(self):
        self.record(
            """
            from greenlet import greenlet
            def ends():
                pass
            def raises():
                raise ValueError("no")
            for body in (ends, raises):
                try:
                    greenlet(body).switch()
                except ValueError:
                    pass
            """
        )
        for one in self.state(self.at("app.gl"))["greenlets"]:
            self.assertTrue(one["name"] == "main" or not one["frames"], one)

    def test_locals_and_lines_where_they_are_asked_for(self):
        facts = self.record(self.NESTED, "--lines", "--locals")
        lines = [(one["at"]["function"], one["at"]["line"]) for one in self.of(facts, "line_begun")]
        first = lines.index(("outer", 15))
        self.assertEqual(
            lines[first : first + 8],
            [("outer", 15), ("generate", 12), ("inner", 6), ("inner", 7), ("inner", 6), ("inner", 8), ("inner", 9),
             ("module", 23)],
        )  # fmt: skip
        begun = [one for one in self.of(facts, "line_begun") if one["at"]["line"] == 9]
        self.assertEqual(
            {one["name"]: one["value"] for one in begun[0]["locals"]}, {"n": "0", "local": "'kept'"}
        )
        parked = [one for one in self.of(facts, "delivered") if one["target"] == 1][0]
        frames = [
            one for one in self.state(self.at("app.gl"), parked["step"])["greenlets"] if "outer" in one["name"]
        ][0]["frames"]
        self.assertEqual([one["value"] for one in frames[0]["locals"]], ["0", "'kept'"])
        plain = self.record(self.NESTED)
        self.assertFalse(self.of(plain, "line_begun"))
        self.assertFalse(any(frame["locals"] for one in self.of(plain, "frames_seen") for frame in one["frames"]))

    def test_a_local_that_cannot_be_put_into_words_is_said_to_be_so(self):
        self.record(
            """
            from greenlet import greenlet, getcurrent
            class Bad:
                def __repr__(self):
                    getcurrent().parent and getcurrent().parent.switch("from within repr")
                    raise RuntimeError("never")
            def body():
                bad, long = Bad(), "x" * 10000
                getcurrent().parent.switch("from the body")
            g = greenlet(body)
            print(g.switch())
            """,
            "--locals",
        )
        self.assertEqual(self.output.splitlines()[0], "from within repr")  # it is asked, so it acts

    def test_an_error_is_told_with_its_traceback_at_each_parent(self):
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(self.RAISES))
        self.run_command(GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl"), code=self.DIED)
        facts = self.facts(self.at("app.gl"))
        ends = [one["what"] for one in self.of(facts, "greenlet_finished")]
        self.assertEqual(
            ends[0],
            "ValueError: 'no more' (raises, app.py:5; raises, app.py:6; raises, app.py:6)",
        )
        self.assertIn("; middle, app.py:8)", ends[1])
        # And what ends the program, which it has printed itself.
        end = self.of(facts, "program_finished")[0]
        self.assertEqual(end["how"], "raised")
        self.assertIn("<module>, app.py:9", end["what"])
        self.assertIn("ValueError: no more", [one["text"] for one in self.of(facts, "printed")])

    RAISES = """
        from greenlet import greenlet
        def raises(n):
            if n == 0:
                raise ValueError("no more")
            raises(n - 1)
        def middle():
            greenlet(raises).switch(2)
        greenlet(middle).switch()
        """
    DIED = 4

    def test_who_kills_itself_within_the_recorders_nap_leaves_its_names(self):
        with open(self.at("app.py"), "w") as file:
            file.write(
                "import os\n"
                "from greenlet import greenlet\n"
                "def work():\n"
                "    greenlet(lambda: os.kill(os.getpid(), 9)).switch()\n"
                "greenlet(work).switch()\n"
            )
        self.run_command(GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl"), code=4)
        facts = self.facts(self.at("app.gl"))
        frames = [frame["at"] for one in self.of(facts, "frames_seen") for frame in one["frames"]]
        self.assertEqual({at["function"] for at in frames}, {"module", "work", "lambda"})
        self.assertEqual({at["file"] for at in frames}, {"app.py"})

    def test_where_switches_are_noted_frames_are_seen_at_the_end(self):
        self.record(
            """
            from greenlet import greenlet, getcurrent
            def deep(n):
                if n:
                    return deep(n - 1)
                while True:
                    getcurrent().parent.switch()
            g = greenlet(deep)
            for _ in range(3000):
                g.switch(3)
            """,
            "--detail",
            "switches",
        )
        steps = json.loads(self.run_command(GREENLENS, "statistics", self.at("app.gl"), "--format", "json"))["steps"]
        middle = self.state(self.at("app.gl"), steps // 2)
        self.assertEqual(self.frames_of(middle, "deep"), [], "nobody has looked")
        at_end = self.state(self.at("app.gl"))
        self.assertEqual(self.frames_of(at_end, "deep"), [("deep", 7)] + [("deep", 5)] * 3)


if __name__ == "__main__":
    unittest.main()
