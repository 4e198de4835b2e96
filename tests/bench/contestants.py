# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers that are measured, and how each is begun, pinned and ended."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BENCH = Path(__file__).resolve().parent
BUILD = Path(os.environ.get("FOYER_BUILD", BENCH.parents[1] / "build" / "check"))
LOAD = BUILD / "tests" / "bench" / "foyer_load"
SERVER_CORE, LOAD_CORE = "0", "1"

# What a benchmark does no class does: the bounds for people are lifted.
LIFTED = ["connections=0", "per-address=0", "joins-per-address=0", "rate=0", "work-per-address=0"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process on a core of its own, and the load on another, unless told otherwise; ended when the `with` block is left."""

    def __init__(self, name, arguments, environment=None, folder=None, cores=SERVER_CORE, load_cores=LOAD_CORE):
        self.name = name
        self.cores = cores
        self.load_cores = load_cores
        self.port = free_port()
        self.arguments = [str(a).replace("PORT", str(self.port)) for a in arguments]
        self.environment = {**os.environ, **(environment or {})}
        self.folder = folder
        self.process = None
        self.ready_seconds = 0.0

    def __enter__(self):
        began = time.monotonic()
        self.process = subprocess.Popen(
            ["taskset", "-c", self.cores, *self.arguments],
            stdout=subprocess.DEVNULL,
            stderr=None if os.environ.get("FOYER_BENCH_VERBOSE") else subprocess.DEVNULL,
            env=self.environment,
        )
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode}")
            if time.monotonic() - began > 20:
                self.__exit__()
                raise RuntimeError(f"{self.name} did not get up")
            time.sleep(0.005)
        self.ready_seconds = time.monotonic() - began
        return self

    def __exit__(self, *_):
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def load(self, scenario, **options):
        """Runs the load generator against it; the figures, with `failure` when something went wrong."""
        arguments = []
        for key, value in {"port": self.port, "pid": self.process.pid, **options}.items():
            arguments += ["--" + key.replace("_", "-"), str(value)]
        result = subprocess.run(
            ["taskset", "-c", self.load_cores, str(LOAD), scenario, *arguments],
            stdout=subprocess.PIPE,
            text=True,
            timeout=600,
        )
        if not result.stdout:
            raise RuntimeError(f"the load generator said nothing about {self.name}")
        figures = json.loads(result.stdout)
        if "failure" in figures:
            print(f"  {self.name}: {figures}", file=sys.stderr)
        return figures


class LimitServer(Server):
    """The bare send() loop takes no connection to find out whether it is there: every one is a member."""

    def __enter__(self):
        self.process = subprocess.Popen(
            ["taskset", "-c", SERVER_CORE, *self.arguments], stdout=subprocess.PIPE, text=True, env=self.environment
        )
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError("the bare send() loop did not get up")
        return self


def foyer(*extra, data=None, **cores):
    """In a folder of its own that goes with it, or in one that is there and stays."""
    folder = None if data else tempfile.mkdtemp(prefix="foyer-bench-")
    limits = [word for limit in LIFTED for word in ("--limit", limit)]
    return Server(
        "Foyer",
        [os.environ.get("FOYER_EXECUTABLE", BUILD / "app" / "foyer"), "--headless", "--bind", "127.0.0.1", "--port", "PORT",
         "--lang", "en", "--data-dir", data or folder, *limits, *extra],
        {"QT_QPA_PLATFORM": "offscreen"},
        folder,
        **cores,
    )


def fastapi():
    return Server("FastAPI", ["/usr/bin/python3", BENCH / "peers" / "fastapi_room.py", "PORT"])


def node_ws():
    return Server("Node ws", ["node", BENCH / "peers" / "ws_room.cjs", "PORT"], {"NODE_PATH": "/usr/share/nodejs"})


def plain_qt():
    return Server("QWebSocketServer", [BUILD / "tests" / "bench" / "foyer_peer_plainqt", "PORT"])


def limit(members, bytes_per_write, payload):
    return LimitServer(
        "bare send()", [BUILD / "tests" / "bench" / "foyer_peer_limit", "PORT", members, int(bytes_per_write), payload]
    )
