# SPDX-License-Identifier: GPL-3.0-or-later
"""What Foyer does by itself: a lively room, idle members, a storm of joins, closing a full room, getting ready."""
import argparse
import time
from pathlib import Path
from statistics import median

import contestants
from chart import curve

HERE = Path(__file__).resolve().parent


def lively(options):
    rows = []
    for members in (50, 200):
        with contestants.foyer() as server:
            figures = server.load("churn", path="room", members=members, rate=50, churn=5, seconds=options.lively)
        faults = figures["missing"] + figures["doubled"] + figures["disordered"] + figures["refused"] + figures["failed"]
        rows.append((f"{members} members, 50 messages and 5 comings and goings a second, {options.lively:g} s",
                     f"p50 {figures['p50_ms']:.2g} ms, p99 {figures['p99_ms']:.3g} ms, longest {figures['max_ms']:.3g} ms; "
                     f"{figures['cpu_share']:.1%} of a core; {faults} lost, doubled, out of order or refused"))
    return rows


def idle(options):
    rows = []
    for members in (1000, 9000):
        with contestants.foyer() as server:
            figures = server.load("idle", path="room", members=members, seconds=options.idle, warm_up=12)
        rows.append((f"{members} idle members, {options.idle:g} s",
                     f"{figures['bytes_per_member'] / 1000:.1f} KB each; {figures['cpu_share_between_pings']:.2%} of a core between pings, "
                     f"{figures['cpu_share']:.2%} with them ({figures['cpu_share_of_a_ping_second']:.1%} in the second of a burst)"
                     + (f"; {figures['failure']}" if "failure" in figures else "")))
    return rows


STORMS = []


def storm(options):
    rows = []
    for members in (500, 1000, 2000, 5000):
        runs = []
        for _ in range(options.rounds):
            with contestants.foyer() as server:
                runs.append(server.load("storm", path="room", members=members))
        failed = sum(run["failed"] for run in runs)
        STORMS.append((members, median(r["bytes"] for r in runs)))
        rows.append((f"{members} join at once",
                     f"{median(r['joins_per_second'] for r in runs):.0f} joins/s ({median(r['joins_per_cpu_second'] for r in runs):.0f} per CPU second); "
                     f"{median(r['bytes'] for r in runs) / 1e6:.1f} MB sent in all, {median(r['bytes_per_member'] for r in runs) / 1000:.1f} KB a member; "
                     f"{failed} refused"))
    return rows


def stop(options):
    runs = []
    for _ in range(options.rounds):
        with contestants.foyer() as server:
            runs.append(server.load("stop", path="room", members=5000))
    return [("closing with 5000 members",
             f"{min(r['told'] for r in runs)} told; all told after {median(r['all_told_seconds'] for r in runs):.2f} s, "
             f"ended after {median(r['ended_seconds'] for r in runs):.2f} s (the longest {max(r['ended_seconds'] for r in runs):.2f} s)")]


def start(options):
    seconds = []
    for _ in range(options.rounds):
        with contestants.foyer() as server:
            seconds.append(server.ready_seconds)
        time.sleep(0.1)
    return [("start to ready, headless", f"{median(seconds) * 1000:.0f} ms (the longest {max(seconds) * 1000:.0f} ms)")]


FIGURES = {"start": start, "lively": lively, "idle": idle, "storm": storm, "stop": stop}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lively", type=float, default=60, help="seconds")
    parser.add_argument("--idle", type=float, default=40, help="seconds")
    parser.add_argument("--only", default=",".join(FIGURES))
    parser.add_argument("--write", action="store_true", help="write FIGURES.md, which compare.sh --write appends to RESULTS.md")
    options = parser.parse_args()

    lines = ["## Foyer by itself", "", "`tests/bench/figures.sh --write`; server and load each on a core of its own, /room, medians.", "", "| | |", "|---|---|"]
    for name in options.only.split(","):
        for what, figures in FIGURES[name](options):
            lines.append(f"| {what} | {figures} |")
            print(f"{what}: {figures}", flush=True)
    if options.write:
        if STORMS:
            most, most_bytes = STORMS[-1]
            curve(HERE / "storm.svg", "Bytes sent in all while n people join at once", STORMS,
                  [(n, most_bytes * n / most) for n, _ in STORMS], "MB", 1e6)
            lines += ["", "![Bytes over members: a straight line](storm.svg)"]
        (HERE / "FIGURES.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
