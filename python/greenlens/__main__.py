"""python -m greenlens [-o FILE] [--detail D] [--bytes B] [--last L] [--locals] [--lines] app.py [args]
python -m greenlens [-o FILE] ... -m module [args]

Runs a program as python does, and records it: into app.gltrace beside it if nothing else is said.
"""

import argparse
import os
import runpy
import sys


def main():
    parser = argparse.ArgumentParser(prog="python -m greenlens", description="Runs a Python program and records its greenlets.")
    parser.add_argument("-o", "--output", metavar="FILE", help="the recording; the program's name with .gltrace when nothing is said")
    parser.add_argument("-m", dest="module", action="store_true", help="PROGRAM is a module's name, as after python -m")
    parser.add_argument("--detail", default="auto", choices=("full", "phases", "switches", "auto"))
    parser.add_argument("--bytes", default="hash", choices=("full", "hash", "none"))
    parser.add_argument("--last", default="", metavar="30s|100MB", help="so much of the end is kept")
    parser.add_argument("--locals", action="store_true", help="with the locals of all frames")
    parser.add_argument("--lines", action="store_true", help="every line of the program's own files")
    parser.add_argument("program", metavar="PROGRAM")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")
    wanted = parser.parse_args()
    name = wanted.program if wanted.module else os.path.splitext(os.path.basename(wanted.program))[0]
    if not wanted.module and not os.path.isfile(wanted.program):
        parser.error("%s is no file: name a program, or a module after -m" % wanted.program)

    import greenlens

    sys.argv = [wanted.program] + wanted.arguments
    sys.path[0] = "" if wanted.module else os.path.dirname(os.path.abspath(wanted.program))
    greenlens.start(
        wanted.output or name + ".gltrace",
        detail=wanted.detail, bytes=wanted.bytes, last=wanted.last, locals=wanted.locals, lines=wanted.lines,
        program=None if wanted.module else os.path.abspath(wanted.program),
    )  # fmt: skip
    try:
        if wanted.module:
            runpy.run_module(wanted.program, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(wanted.program, run_name="__main__")
    finally:
        greenlens.stop()


main()
