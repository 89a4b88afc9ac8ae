"""gunicorn's arbiter and its workers, driven through the cases of a log that they once wrote.

usage: gunicorns.py tornado|gevent [CASE...]     prints what each process says in each case

Nothing is timed: each step waits for the line, the answer or the process that has to come. Lines of
one process have an order, those of two have none, so they are printed process by process. With
GREENLENS in the environment all is recorded.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gunicorn")
LONGEST = 120  # seconds until something that has to come is missed
LINE = re.compile(r"\[[^]]*\] \[(\d+)\] \[([A-Z]+)\] (.*)")
# What depends on who is quicker. Until it is gone the arbiter asks a worker again and again, in which nobody
# listens at its very end; a request under way keeps tornado's from seeing at once that it is to end.
UNSURE = re.compile(r"was terminated due to signal (3|15)$")
UNSURE_OF_BUSY = re.compile(r"was terminated due to signal 9$|Worker exiting \(pid: worker 1\)$")


class Missed(Exception):
    pass


def wait_until(what, condition):
    until = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > until:
            raise Missed(what)
        time.sleep(0.02)


def is_there(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


class Gunicorn:
    """One arbiter, with what it and its workers have said so far."""

    def __init__(self, folder, kind, *options):
        self.kind, self.noted, self.unsure = kind, [], UNSURE
        self.recording = os.path.join(folder, "g.gltrace")
        self.log_name = os.path.join(folder, "log")
        words = ["-k", kind, "-b", "127.0.0.1:0", "--timeout", "60", "-c", "conf.py", *options, "app:app"]
        greenlens = os.environ.get("GREENLENS")
        if greenlens:
            words = [greenlens, "record", "-m", "gunicorn", "-o", self.recording, "--", *words]
        else:
            words = [sys.executable, "-m", "gunicorn", *words]
        # Where it starts is where its modules are, and its configuration.
        environment = {**os.environ, "PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"],
                       "PYTHONDONTWRITEBYTECODE": "1"}
        with open(self.log_name, "w") as log:
            self.started = subprocess.Popen(words, cwd=HERE, env=environment, stdout=subprocess.DEVNULL, stderr=log)

    def lines(self):
        """(number, level, words) of each line that is a log's."""
        with open(self.log_name) as file:
            found = [LINE.match(line) for line in file.read().splitlines()]
        return [(int(one[1]), one[2], one[3]) for one in found if one]

    def wait_for(self, words, count=1):
        wait_until("%d times `%s`" % (count, words), lambda: sum(words in line for _, _, line in self.lines()) >= count)

    @property
    def arbiter(self):
        return self.lines()[0][0]

    @property
    def workers(self):
        return [number for number, _, line in self.lines() if line.startswith("Booting worker")]

    def booted(self, count):
        """So many workers have been there altogether, and each that lives does its work."""
        self.wait_for("Booting worker", count)
        for pid in self.workers:
            wait_until("worker %d" % pid, lambda: not is_there(pid) or works(pid))
        return self

    def send(self, number, to=None):
        os.kill(to or self.arbiter, number)

    def port(self):
        return int(re.search(r"Listening at: http://127.0.0.1:(\d+)", str(self.lines()))[1])

    def ask(self, path="/"):
        """(status, headers, body) of an answer; status 0: cut off without one."""
        try:
            with socket.create_connection(("127.0.0.1", self.port())) as one:
                one.settimeout(LONGEST)
                words = ["GET %s HTTP/1.1" % path, "Host: localhost", "Connection: close", "", ""]
                one.sendall("\r\n".join(words).encode())
                said = b""
                while True:
                    more = one.recv(4096)
                    if not more:
                        break
                    said += more
        except ConnectionError:
            said = b""
        head, _, body = said.decode().partition("\r\n\r\n")
        first, *rest = head.split("\r\n")
        status = int(first.split()[1]) if said else 0
        return status, dict(line.split(": ", 1) for line in rest), body

    def answerer(self):
        return int(self.ask()[2].split()[1])

    def note(self, *words):
        self.noted.append(" ".join(str(one) for one in words))

    def end(self, number=signal.SIGTERM):
        """Asks the arbiter to end, and notes with what status it does."""
        if number:
            self.send(number)
        status = self.started.wait(LONGEST)
        for pid in self.workers:
            wait_until("the end of worker %d" % pid, lambda: not is_there(pid))
        self.note("exit code", status)
        return self

    def said(self):
        """What each process says, in the order in which they came."""
        names, said = {self.arbiter: "arbiter"}, {}
        for pid in self.workers:
            names.setdefault(pid, "worker %d" % len(names))
        for number, level, line in self.lines():
            line = re.sub(r"http://127.0.0.1:\d+", "ADDRESS", line)
            line = re.sub(r"\d+", lambda one: names.get(int(one[0]), one[0]), line)
            its = said.setdefault(names[number], [])
            # tornado's says each second that its parent is another one.
            if not self.unsure.search(line) and "%s %s" % (level, line) not in its[-1:]:
                its.append("%s %s" % (level, line))
        return ["%s: %s" % (name, line) for name in names.values() for line in said.get(name, [])]


def touched(pid):
    """What is known of the file that a worker touches each second."""
    for name in os.listdir("/proc/%d/fd" % pid):
        path = "/proc/%d/fd/%s" % (pid, name)
        if "wgunicorn-" in os.readlink(path):
            return os.stat(path)
    raise FileNotFoundError(pid)


def works(pid):
    """Whether it has been in its loop, where signals are its own: it has touched its file."""
    try:
        return touched(pid).st_mode & 0o777 in (0, 1)
    except OSError:
        return False


# --- the cases, called as the log's are


def living(one):
    return sum(is_there(pid) for pid in one.workers)


def boot_and_count(make):
    one = make("-w", "2").booted(2)
    one.send(signal.SIGTTIN)
    one.booted(3)
    first = touched(one.workers[2]).st_ctime_ns
    wait_until("a heartbeat", lambda: touched(one.workers[2]).st_ctime_ns != first)
    for times in (1, 2, 3):
        one.send(signal.SIGTTOU)
        one.wait_for("Handling signal: ttou", times)
        wait_until("the end of one", lambda: living(one) == max(3 - times, 1))
    one.note("workers", living(one))
    one.note("one answers", is_there(one.answerer()))
    return one.end()


def max_requests(make):
    one = make("-w", "1", "--max-requests", "5").booted(1)
    for times in (1, 2):
        served = 0
        while sum("Autorestarting" in line for _, _, line in one.lines()) < times:
            served += one.ask()[0] == 200
        one.note("at least five were served:", served >= 5)
        one.booted(times + 1)
    one.note("a new one answers", one.answerer() == one.workers[2])
    return one.end()


def stopped_worker(make):
    one = make("-w", "1", "--timeout", "5").booted(1)
    first = one.workers[0]
    one.send(signal.SIGSTOP, first)
    one.wait_for("terminated due to signal 9")
    one.booted(2)
    one.note("another one answers", one.answerer() == one.workers[1])
    return one.end()


def busy_request(make):
    one = make("-w", "1", "--timeout", "5").booted(1)
    one.unsure = UNSURE_OF_BUSY
    status, _, body = one.ask("/slow/9")
    one.note("a request of 9 seconds under a timeout of 5:", status or "cut off")
    if not body:
        one.booted(2)
    return one.end()


def arbiter_killed(make):
    one = make("-w", "1").booted(1)
    one.send(signal.SIGKILL)
    wait_until("the end of the worker", lambda: not is_there(one.workers[0]))
    one.started.wait(LONGEST)
    one.note("the worker has ended as well")
    return one


def hang_up(make):
    one = make("-w", "2").booted(2)
    before = one.workers
    one.send(signal.SIGHUP)
    one.booted(4)
    for pid in before:
        wait_until("the end of worker %d" % pid, lambda: not is_there(pid))
    one.note("a new one answers", one.answerer() in one.workers[2:])
    return one.end()


def in_flight(one, number):
    with ThreadPoolExecutor() as beside:
        asked = beside.submit(one.ask, "/slow/3")
        wait_until("a connection", lambda: connections(one.workers[0]))
        one.end(number)
        status = asked.result()[0]
    one.note("the request under way:", status or "cut off")
    return one


def connections(pid):
    """How many connections a worker has accepted that are not closed."""
    with open("/proc/net/tcp") as file:
        established = {line.split()[9] for line in file if line.split()[3] == "01"}
    names = ["/proc/%d/fd/%s" % (pid, name) for name in os.listdir("/proc/%d/fd" % pid)]
    links = [os.readlink(name) for name in names if os.path.lexists(name)]
    return sum(link[8:-1] in established for link in links if link.startswith("socket:["))


def term_in_flight(make):
    return in_flight(make("-w", "1").booted(1), signal.SIGTERM)


def quit_in_flight(make):
    return in_flight(make("-w", "1").booted(1), signal.SIGQUIT)


def worker_killed(make):
    one = make("-w", "1").booted(1)
    first = one.answerer()
    one.send(signal.SIGKILL, first)
    one.booted(2)
    one.note("another one answers", one.answerer() == one.workers[1])
    return one.end()


def application_fails(make):
    one = make("-w", "1").booted(1)
    status = one.ask("/boom")[0]
    one.note("status", status or "none", "| the same worker answers", one.answerer() == one.workers[0])
    return one.end()


def boot_fails(make):
    return make("-w", "1", "no_such_app:app").end(0)


def headers(make):
    one = make("-w", "1").booted(1)
    plain = lambda text: re.sub(r"/[\d.]+", "", text)
    one.note("Server:", plain(one.ask()[1]["Server"]))
    one.note("a handler of tornado's would say:", plain(one.ask("/handler")[2]))
    return one.end()


def answers_on_one_connection(one):
    """Of two requests, where the client does not say that it closes."""
    with socket.create_connection(("127.0.0.1", one.port())) as connection:
        connection.settimeout(LONGEST)
        for asked in (0, 1):
            try:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                said = b""
                while b"pid" not in said or not said.endswith(b"\n"):
                    more = connection.recv(4096)
                    if not more:
                        return asked
                    said += more
            except ConnectionError:
                return asked
    return 2


def keeps_alive(make):
    one = make("-w", "1", "--keep-alive", "60").booted(1)
    one.note("answers on one connection:", answers_on_one_connection(one))
    return one.end()


def keeps_nothing_alive(make):
    one = make("-w", "1", "--keep-alive", "0").booted(1)
    one.note("answers on one connection:", answers_on_one_connection(one))
    return one.end()


CASES = {
    one.__name__: one
    for one in (boot_and_count, max_requests, stopped_worker, busy_request, arbiter_killed, hang_up, term_in_flight,
                quit_in_flight, worker_killed, application_fails, boot_fails, headers, keeps_alive, keeps_nothing_alive)
}  # fmt: skip


def run_case(name, kind, folder):
    """Returns the Gunicorn, at whose end nothing of it runs any more."""
    made = []

    def make(*options):
        made.append(Gunicorn(folder, kind, *options))
        wait_until("the first line", made[0].lines)
        return made[0]

    try:
        return CASES[name](make)
    except Missed as missed:
        with open(made[0].log_name) as log:
            raise AssertionError("%s of %s: no %s in\n%s" % (name, kind, missed, log.read())) from None
    finally:
        for one in made:
            for pid in [one.started.pid, *[number for number, _, _ in one.lines()]]:
                if is_there(pid):
                    os.kill(pid, signal.SIGKILL)
            one.started.wait()


def told(name, kind, folder):
    one = run_case(name, kind, folder)
    return "\n".join(["##### " + name, *one.said(), *one.noted, ""])


def main():
    kind, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="greenlens-gunicorn-") as folder:

        def told_in_its_own_folder(name):
            own = os.path.join(folder, name)
            os.mkdir(own)
            return told(name, kind, own)

        with ThreadPoolExecutor(4) as at_once:
            print("".join(at_once.map(told_in_its_own_folder, names or CASES)), end="")


if __name__ == "__main__":
    main()
