"""A Python program is recorded, and what is in its recording is read."""

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

    def record(self, text, *options, code=0):
        with open(self.at("app.py"), "w") as file:
            file.write(textwrap.dedent(text))
        self.output = self.run_command(
            GREENLENS, "record", self.at("app.py"), "-o", self.at("app.gl"), *options, code=code
        )
        return self.facts(self.at("app.gl"))

    def of(self, facts, kind):
        return [one for one in facts if one["name"] == kind]

    def state(self, recording, step="last"):
        return json.loads(self.run_command(GREENLENS, "show", recording, "--step", str(step), "--json"))

    def frames_of(self, state, name):
        """The interpreter's frames of a greenlet, the innermost first."""
        found = [one for one in state["greenlets"] if one["name"].rsplit("-", 1)[0] == name]
        return [(one["function"], one["line"]) for one in found[0]["frames"]] if found else None

    NESTED = """
        import sys
        from greenlet import greenlet, getcurrent

        def inner(n):
            if n > 0:
                return inner(n - 1)
            local = "kept"
            return main.switch(n)

        def generate():
            yield inner(1)

        def outer():
            for _ in generate():
                pass
            after = 1
            main.switch(after)

        main = getcurrent()
        g = greenlet(outer)
        g.switch()
        g.switch()
        """
