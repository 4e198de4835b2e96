# SPDX-License-Identifier: GPL-3.0-or-later
"""The same work for Foyer and its rivals, in interleaved rounds; what counts is the median of the ratios within a round.

The machine may be noisy: a slow minute hits all who are measured in it. Deliveries per CPU second of the server stand beside the
deliveries per second, for where the load generator is what holds up.
"""
import argparse
import json
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median

import contestants
from chart import bars

PAYLOAD = 64
HERE = Path(__file__).resolve().parent


def crowd(options):
    """1000 members, 100 talking."""
    work = {"members": 1000, "talkers": 100, "payload": PAYLOAD, "seconds": options.seconds}
    figures = {}
    with contestants.foyer() as server:
        figures["Foyer, /ws/{user}"] = server.load("talk", path="ws", **work)
    with contestants.limit(1000, figures["Foyer, /ws/{user}"]["bytes_per_read"], PAYLOAD) as server:
        figures["bare send()"] = server.load("talk", path="ws", **{**work, "talkers": 0})
    with contestants.foyer() as server:
        figures["Foyer, /room"] = server.load("talk", path="room", **work)
    for make in (contestants.plain_qt, contestants.node_ws, contestants.fastapi):
        with make() as server:
            figures[server.name] = server.load("talk", path="ws", **work)
    return figures


def one_voice(options):
    """1000 members, 1 talking."""
    work = {"members": 1000, "talkers": 1, "payload": PAYLOAD, "seconds": options.seconds}
    figures = {}
    with contestants.foyer() as server:
        figures["Foyer, /ws/{user}"] = server.load("talk", path="ws", **work)
    with contestants.node_ws() as server:
        figures[server.name] = server.load("talk", path="ws", **work)
    with contestants.foyer() as server:
        figures["Foyer, /room"] = server.load("talk", path="room", **work)
    for make in (contestants.plain_qt, contestants.fastapi):
        with make() as server:
            figures[server.name] = server.load("talk", path="ws", **work)
    return figures


def hall(options):
    """9000 members, 10 talking; FastAPI at 5000, Foyer also at 1000."""
    work = {"talkers": 10, "payload": PAYLOAD, "seconds": options.seconds, "warm_up": 2, "path": "ws"}
    figures = {}
    with contestants.foyer() as server:
        figures["Foyer, 9000"] = server.load("talk", members=9000, **work)
    with contestants.foyer() as server:
        figures["Foyer, 1000"] = server.load("talk", members=1000, **work)
    with contestants.fastapi() as server:
        figures["FastAPI, 5000"] = server.load("talk", members=5000, **work)
    return figures


CASES = {"crowd": crowd, "one-voice": one_voice, "hall": hall}

# case, figure, of whom, over whom, at least (or at most)
TARGETS = [
    ("crowd", "deliveries_per_second", "Foyer, /ws/{user}", "FastAPI", ">=", 45),
    ("crowd", "deliveries_per_second", "Foyer, /ws/{user}", "QWebSocketServer", ">=", 2.5),
    ("crowd", "deliveries_per_second", "Foyer, /ws/{user}", "bare send()", ">=", 0.8),
    ("crowd", "deliveries_per_second", "Foyer, /room", "Foyer, /ws/{user}", ">=", 0.6),
    ("one-voice", "deliveries_per_second", "Foyer, /ws/{user}", "FastAPI", ">=", 1.5),
    ("one-voice", "deliveries_per_second", "Foyer, /ws/{user}", "Node ws", ">=", 0.95),
    ("hall", "deliveries_per_second", "Foyer, 9000", "FastAPI, 5000", ">=", 8),
    ("hall", "cpu_per_delivery", "Foyer, 9000", "Foyer, 1000", "<=", 2.5),
]


def value(figures, figure):
    if figure == "cpu_per_delivery":
        return 1 / max(figures["deliveries_per_cpu_second"], 1e-9)
    return figures[figure]


def ratio(rounds, figure, whose, over):
    return median(value(r[whose], figure) / max(value(r[over], figure), 1e-12) for r in rounds)


def millions(number):
    return f"{number / 1e6:.3g} M"


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    return f"{model}, {platform.system()} {platform.release()}"


def versions():
    def first_line(*command):
        try:
            return subprocess.run(command, capture_output=True, text=True).stdout.strip().splitlines()[0]
        except (OSError, IndexError):
            return "?"

    packages = ["libqt6core6", "libqt6core6t64", "python3-fastapi", "python3-uvicorn", "python3-websockets", "node-ws"]
    lines = [first_line("node", "--version"), "Python " + platform.python_version(), first_line("g++", "--version")]
    found = [first_line("dpkg-query", "-W", "-f", "${Package} ${Version}", name) for name in packages]
    return [line for line in lines + found if line != "?"]


def report(results, options):
    out = [
        "<!-- Written by tests/bench/compare.sh --write -->",
        "# Foyer and its rivals",
        "",
        f"{date.today().isoformat()}, {machine()}. {'; '.join(versions())}.",
        "",
        f"`tests/bench/compare.sh --rounds {options.rounds} --seconds {options.seconds:g} --write`: {options.rounds} rounds, in each of which everybody is measured once after the other; "
        "each server on one core, the load on another; medians. Messages of 64 bytes; each talker waits for its own line before it says the "
        "next. Every line's arrival is checked: none may be lost, doubled or out of order. FastAPI runs the connection manager of its "
        "documentation, Node `ws` a loop over its clients, QWebSocketServer `sendTextMessage` in a loop; “bare send()” is no room but the system call alone, "
        "with as many bytes at a time as Foyer sent.",
        "",
    ]
    for case, rounds in results.items():
        out += [f"## {CASES[case].__doc__.rstrip('.')}", "",
                "| | deliveries/s | per CPU second | p50 | p99 | longest | bytes a read | memory |",
                "|---|--:|--:|--:|--:|--:|--:|--:|"]
        for name in rounds[0]:
            def middle(figure):
                return median(r[name].get(figure, 0) for r in rounds)
            waits = [f"{middle(q):.3g} ms" if name != "bare send()" else "" for q in ("p50_ms", "p99_ms", "max_ms")]
            faults = sum(r[name][fault] for r in rounds for fault in ("missing", "doubled", "disordered", "failed"))
            out.append(f"| {name}{f' ({faults} faults)' if faults else ''} | {millions(middle('deliveries_per_second'))} | "
                       f"{millions(middle('deliveries_per_cpu_second'))} | {waits[0]} | {waits[1]} | {waits[2]} | "
                       f"{middle('bytes_per_read'):.0f} | {middle('resident_bytes') / 1e6:.0f} MB |")
        out.append("")
        targets = [t for t in TARGETS if t[0] == case]
        if targets:
            out += ["| median of the rounds' ratios | | wanted | by CPU time |", "|---|--:|--:|--:|"]
        for _, figure, whose, over, sign, wanted in targets:
            got = ratio(rounds, figure, whose, over)
            by_cpu = ratio(rounds, "deliveries_per_cpu_second", whose, over)
            unit = "CPU time a delivery, " if figure == "cpu_per_delivery" else ""
            kept = got >= wanted if sign == ">=" else got <= wanted
            out.append(f"| {unit}{whose} ÷ {over} | {got:.3g} | {'≥' if sign == '>=' else '≤'} {wanted}{'' if kept else ' (missed)'} | {by_cpu:.3g} |")
        out.append("")
    return "\n".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=2.0, help="measured each time")
    parser.add_argument("--cases", default=",".join(CASES))
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and the chart")
    parser.add_argument("--from-file", help="figures of an earlier run, in place of measuring")
    parser.add_argument("--keep", help="a file for the figures of every round")
    options = parser.parse_args()

    if options.from_file:
        results = json.loads(Path(options.from_file).read_text())
    else:
        results = {case: [] for case in options.cases.split(",")}
        for number in range(options.rounds):
            for case, rounds in results.items():
                rounds.append(CASES[case](options))
                told = ", ".join(f"{name} {millions(f['deliveries_per_second'])}" for name, f in rounds[-1].items())
                print(f"round {number + 1}, {case}: {told}", flush=True)
        if options.keep:
            Path(options.keep).write_text(json.dumps(results))
    text = report(results, options)
    print(text)
    missed = text.count("(missed)")
    if options.write:
        figures = HERE / "FIGURES.md"
        more = "\n" + figures.read_text() if figures.exists() else ""
        (HERE / "RESULTS.md").write_text(text + more)
        if "crowd" in results:
            names = ["Foyer, /ws/{user}", "Foyer, /room", "QWebSocketServer", "Node ws", "FastAPI"]
            rows = [(name, median(r[name]["deliveries_per_second"] for r in results["crowd"])) for name in names]
            bars(HERE.parents[1] / "resources" / "screenshots" / "deliveries.svg",
                 "Deliveries per second, 1000 people, 100 talking", rows)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
