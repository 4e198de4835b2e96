# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs a running room that every line is kept; history.sh begins it, with a long history at hand."""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import contestants

MEMORY, SQLITE = ("--keep", "nothing"), ("--keep", "always")
WARM_UP = 3  # seconds
SEARCHES = 1.5  # a second: as many as one person may (Limits::rate, Command cost 2)


def faults(figures):
    """Anything but none is worth a word."""
    number = sum(figures.get(fault, 0) for fault in ("missing", "doubled", "disordered", "refused", "failed"))
    return f"; {number:.0f} lost, doubled, out of order or refused" if number else ""


def change(before, after):
    return f"{after / before - 1:+.1%}"


@contextmanager
def room(keep, folder):
    """A room whose history lies on a disk (a folder for temporary files may be none)."""
    with tempfile.TemporaryDirectory(dir=folder) as data, contestants.foyer(*keep, data=data) as server:
        server.data = Path(data)
        yield server


def deliveries(options):
    """1000 members, 100 talking: kept in memory, and written."""
    rounds = []
    for number in range(options.rounds):
        figures = {}
        for keep in (MEMORY, SQLITE):
            with room(keep, options.folder) as server:
                figures[keep] = server.load("talk", path="room", members=1000, talkers=100, payload=64, seconds=options.seconds)
        rounds.append(figures)
        told = ", ".join(f"{f['deliveries_per_second'] / 1e6:.2f} M" for f in figures.values())
        print(f"round {number + 1}, deliveries: {told}", file=sys.stderr, flush=True)

    def middle(keep, figure="deliveries_per_second"):
        return median(r[keep][figure] for r in rounds)

    rows = []
    for name, keep in (("in memory (`--keep nothing`)", MEMORY), ("written (`--keep always`)", SQLITE)):
        wrong = "".join(faults(r[keep]) for r in rounds)
        rows.append((f"1000 members, 100 talking: {name}",
                     f"{middle(keep) / 1e6:.3g} M deliveries/s, {middle(keep, 'deliveries_per_cpu_second') / 1e6:.3g} M per CPU second; "
                     f"p50 {middle(keep, 'p50_ms'):.3g} ms, p99 {middle(keep, 'p99_ms'):.3g} ms{wrong}", ""))
    rows.append(("written against in memory, deliveries/s; the ratio of the medians",
                 f"{change(middle(MEMORY), middle(SQLITE))} (per CPU second {change(*(middle(k, 'deliveries_per_cpu_second') for k in (MEMORY, SQLITE)))})",
                 "≥ −10%"))
    return rows


def appended(server):
    """How long events took from append to broadcast so far: the counters of /metrics by upper bound in seconds, rising."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics") as page:
        text = page.read().decode()
    buckets = re.findall(r'^foyer_append_to_broadcast_seconds_bucket\{le="([^"]+)"\} (\d+)', text, re.MULTILINE)
    return [(float(bound), int(count)) for bound, count in buckets]


def quantile(buckets, share):
    """In ms; within a bucket values are taken to be spread evenly (as Prometheus' histogram_quantile() does)."""
    wanted = share * buckets[-1][1]
    below, begin = 0, 0.0
    for bound, count in buckets:
        if count >= wanted:
            return 1000 * (begin + (bound - begin) * (wanted - below) / max(count - below, 1)) if bound != float("inf") else 1000 * begin
        below, begin = count, bound
    return 0


def latency(options):
    """From the room's decision, through the log, to the sockets."""
    runs = {MEMORY: [], SQLITE: []}
    for _ in range(options.rounds):
        for keep, list_of in runs.items():
            with room(keep, options.folder) as server:
                seen = []
                # Not while everybody comes in, nor when all have gone.
                timers = [threading.Timer(after, lambda: seen.append(appended(server))) for after in (WARM_UP, WARM_UP + options.lively)]
                for timer in timers:
                    timer.start()
                figures = server.load("churn", path="room", members=200, rate=50, churn=5, seconds=options.lively, warm_up=WARM_UP)
                for timer in timers:
                    timer.join()
                list_of.append(([(bound, after - before) for (bound, before), (_, after) in zip(*seen)], figures))
    rows = []
    for name, keep in (("in memory", MEMORY), ("written", SQLITE)):
        together = [(bound, sum(run[0][i][1] for run in runs[keep])) for i, (bound, _) in enumerate(runs[keep][0][0])]
        inside = [quantile(together, share) for share in (0.5, 0.99)]
        outside = [median(run[1][q] for run in runs[keep]) for q in ("p50_ms", "p99_ms")]
        wrong = "".join(faults(run[1]) for run in runs[keep])
        rows.append((f"200 members, 50 messages and 5 comings and goings a second, {name}: append to broadcast "
                     "(`foyer_append_to_broadcast_seconds` of /metrics)",
                     f"p50 {inside[0]:.2g} ms, p99 {inside[1]:.2g} ms; from sending to every member's receipt p50 {outside[0]:.2g} ms, "
                     f"p99 {outside[1]:.3g} ms{wrong}", ""))
    return rows


@contextmanager
def exporting(server, folder):
    """The history is exported again and again, as `foyer export` does it."""
    over = threading.Event()
    done = []
    program = server.arguments[0]

    def export():
        while not over.is_set():
            began = time.monotonic()
            process = subprocess.Popen([program, "export", "--data-dir", server.data, "--format", "jsonl", "--force", "-o", folder / "export.jsonl"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=server.environment)
            while process.poll() is None and not over.wait(0.01):
                pass
            if process.poll() is None:
                process.terminate()
            process.wait()
            if not over.is_set():
                if process.returncode != 0:
                    raise RuntimeError(process.stderr.read().decode())
                done.append(time.monotonic() - began)

    thread = threading.Thread(target=export)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()
        (folder / "export.jsonl").unlink(missing_ok=True)


@contextmanager
def burning():
    """Another program works without a pause, and as politely as an export: what any work on this machine costs the room."""
    process = subprocess.Popen(["nice", "-n", "10", sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def disturbed(options):
    """A lively room with a long history: alone, while people search, and while it is exported."""
    work = {"path": "room", "members": 200, "rate": 50, "churn": 5, "seconds": options.lively, "warm_up": WARM_UP}
    alone, searched, hammered, exported, burned, exports = [], [], [], [], [], []
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        data = Path(folder) / "data"
        data.mkdir()
        shutil.copy(Path(options.history) / "history.db", data)

        @contextmanager
        def opened():
            with contestants.foyer(*SQLITE, "--guests-search", data=data, cores=options.cores, load_cores=options.cores) as server:
                server.data = data
                yield server

        # What one alone takes differs by half from one time to the next: that needs many.
        for number in range(options.lively_rounds):
            with opened() as server:
                alone.append(server.load("churn", **work))
            with opened() as server:
                searched.append(server.load("churn", searchers=8, searches=SEARCHES, **work))
            with opened() as server:
                hammered.append(server.load("churn", searchers=1, **work))
            with opened() as server, exporting(server, Path(folder)) as done:
                exported.append(server.load("churn", **work))
            exports += done
            with opened() as server, burning():
                burned.append(server.load("churn", **work))
            told = ", ".join(f"{runs[-1]['p99_ms']:.3g} ms" for runs in (alone, searched, hammered, exported, burned))
            print(f"round {number + 1}, p99 alone, searched, searched without a pause, exported, beside a busy loop: {told}", file=sys.stderr, flush=True)

    def told(runs):
        middle = {q: median(run[q] for run in runs) for q in ("p50_ms", "p99_ms", "max_ms")}
        wrong = "".join(faults(run) for run in runs)
        return f"p50 {middle['p50_ms']:.2g} ms, p99 {middle['p99_ms']:.3g} ms, longest {middle['max_ms']:.3g} ms{wrong}"

    def against(runs):
        return change(median(run["p99_ms"] for run in alone), median(run["p99_ms"] for run in runs))

    def sought(runs, who):
        figures = [median(run[figure] for run in runs) for figure in ("searches_per_second", "found_per_search", "search_p50_ms", "search_p99_ms")]
        return (f"while {who} ({figures[0]:.0f} a second in all; {figures[1]:.0f} lines found each; "
                f"p50 {figures[2]:.3g} ms, p99 {figures[3]:.3g} ms)")

    took = f"one takes {median(exports):.1f} s" if exports else "none of them came to its end"
    return [("200 members, 50 messages and 5 comings and goings a second: alone", told(alone), ""),
            (sought(searched, "eight more members search as often as the limits allow"), f"{told(searched)}; p99 {against(searched)}", "p99 ≤ +10%"),
            (sought(hammered, "one more does nothing else, without a pause and without limits"), f"{told(hammered)}; p99 {against(hammered)}", ""),
            (f"while everything is exported all the time (`foyer export`, jsonl; {took})", f"{told(exported)}; p99 {against(exported)}", "p99 ≤ +10%"),
            ("for comparison: beside another program that does nothing but count (`nice -n 10`)", f"{told(burned)}; p99 {against(burned)}", "")]


def never_quiet(options):
    """How long the write-ahead log gets while batches come without a pause, read and not read."""
    rows = []
    for is_read in (False, True):
        with tempfile.TemporaryDirectory(dir=options.folder) as folder, room(SQLITE, options.folder) as server:
            over = threading.Event()
            sizes = [0]

            def watch():
                while not over.wait(0.05):
                    log = server.data / "history.db-wal"
                    sizes.append(log.stat().st_size if log.exists() else 0)

            thread = threading.Thread(target=watch)
            thread.start()
            try:
                work = {"path": "room", "members": 50, "talkers": 50, "payload": 4000, "seconds": options.storm}
                if is_read:
                    with exporting(server, Path(folder)):
                        figures = server.load("talk", **work)
                else:
                    figures = server.load("talk", **work)
            finally:
                over.set()
                thread.join()
            written = (server.data / "history.db").stat().st_size
            rows.append((f"50 members talking without a pause, {options.storm:g} s, messages of 4000 bytes"
                         + (", and everything is exported all the time" if is_read else ""),
                         f"{figures['messages_per_second']:.0f} messages/s; write-ahead log {max(sizes) / 2**20:.0f} MiB at the most, "
                         f"file {written / 2**20:.0f} MiB at the end{faults(figures)}", "64 MiB"))
    return rows


PARTS = {"deliveries": deliveries, "latency": latency, "disturbed": disturbed, "never-quiet": never_quiet}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("history", help="a folder with a history as foyer_historybench makes it")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--lively-rounds", type=int, default=12, help="with a long history")
    parser.add_argument("--seconds", type=float, default=2, help="of talking, each time")
    parser.add_argument("--lively", type=float, default=7, help="seconds of a lively room, each time")
    parser.add_argument("--storm", type=float, default=10, help="seconds without a pause")
    parser.add_argument("--only", default=",".join(PARTS))
    options = parser.parse_args()
    options.folder = contestants.BUILD
    options.cores = f"{contestants.SERVER_CORE},{contestants.LOAD_CORE}"
    for name in options.only.split(","):
        print(f"| {PARTS[name].__doc__.rstrip('.')} | | wanted |\n|---|---|---|")
        for row in PARTS[name](options):
            print("| " + " | ".join(row) + " |")
        print(flush=True)


if __name__ == "__main__":
    main()
