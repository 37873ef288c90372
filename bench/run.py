"""Runs every benchmark in one session on one machine and prints tables: ratios, not bare claims.

    python bench/run.py build/release            # a quarter of an hour of quiet is enough
    python bench/run.py build/release --quick    # small sizes, to see that it works

Medians over weeks. Cost per buyer-week is CPU time, so that other work on the machine distorts it less; the second thread is
judged by wall time, and only means something on a quiet machine: the load is printed. Needs numpy beside the standard library.
"""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
SIZES = [1_000, 10_000, 100_000, 1_000_000]
MARKETS = [("quiet", 0.1), ("busy", 1.0)]  # needs per buyer and week
SCENARIOS = ["stocksy", "shutterstock-schedule", "photo-operator"]


def measure(*command: object) -> list[dict]:
    """The JSON lines that a program prints. numpy gets one thread, as the engine does, and keeps its memory from week to week."""
    environment = os.environ | {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    environment |= {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "2000000000"}
    done = subprocess.run([str(c) for c in command], check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return [json.loads(line) for line in done.stdout.splitlines()]


def cpu_name() -> str:
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def row(*cells: object) -> None:
    print("| " + " | ".join(str(c) for c in cells) + " |", flush=True)


def heading(title: str, *cells: str) -> None:
    print(f"\n### {title}\n")
    row(*cells)
    row(*["---"] * len(cells))


def market_tables(build: pathlib.Path, sizes: list[int]) -> None:
    for name, needs in MARKETS:
        heading(f"Market week, {name}: {needs} needs per buyer-week", "buyers", "sellers", "visits per buyer-week",
                "CPU ns per buyer-week", "of these `shop`", "buyer-weeks/s, 1 thread", "2 threads", "wall, 1 thread / 2", "numpy / townsquare, same law", "numpy / townsquare, less work")
        one = {}
        for size in sizes:
            weeks = 13 if size > 100_000 else 26  # after 40 weeks in which the market settles, at every size
            one[size] = measure(build / "bench/market_week", size, weeks, 1, needs)[0]
            two = measure(build / "bench/market_week", size, weeks, 2, needs)[0]
            visits = one[size]["visits_per_buyer_week"]
            race, slots = (measure(sys.executable, HERE / "numpy_market.py", size, weeks // 2, needs, visits, kind)[0] for kind in ("race", "slots"))
            t = one[size]
            assert t["fingerprint"] == two["fingerprint"], "threads changed a result"
            row(f"{size:,}", f"{size // 10:,}", f"{t['visits_per_buyer_week']:.3f}", f"{t['cpu_ns']:.1f}", f"{t['phases']['shop']['cpu_ns']:.1f}",
                f"{1e3 / t['wall_ns']:.1f} M", f"{1e3 / two['wall_ns']:.1f} M", f"{t['wall_ns'] / two['wall_ns']:.2f}",
                f"{race['cpu_ns']:.0f} / {t['cpu_ns']:.0f} = {race['cpu_ns'] / t['cpu_ns']:.1f}", f"{slots['cpu_ns']:.0f} / {t['cpu_ns']:.0f} = {slots['cpu_ns'] / t['cpu_ns']:.1f}")
        flat = [one[s]["cpu_ns"] for s in sizes if s >= 10_000]
        if flat:
            print(f"\nDearest over cheapest buyer-week from 10,000 buyers up: {max(flat) / min(flat):.2f}. numpy {race['numpy']}.")
        heading(f"Phases, {name}: CPU ns per buyer-week", "phase", *[f"{s:,}" for s in sizes])
        for phase in one[sizes[0]]["phases"]:
            row(f"`{phase}`", *[f"{one[s]['phases'][phase]['cpu_ns']:.2f}" for s in sizes])
    heading("Memory: bytes of state per agent", "buyers", "per buyer", "per seller", "per niche")
    for s in sizes:
        row(f"{s:,}", f"{one[s]['bytes_per_buyer']:.1f}", f"{one[s]['bytes_per_seller']:.1f}", f"{one[s]['bytes_per_niche']:,.0f}")
    print(f"\nColumns, bytes per agent at {sizes[-1]:,} buyers:")
    for entity in ("buyer", "seller", "niche"):
        columns = [f"`{name}` {size:g}" for kind, name, size in one[sizes[-1]]["columns"] if kind == entity and size > 0]
        print(f"- {entity}: {', '.join(columns)}")


def replication_table(build: pathlib.Path, runs: int) -> None:
    heading("Replications side by side", "scenario", "buyers", "weeks", "runs/s, 1 thread", "2 threads", "efficiency of the second thread", "CPU ms per run")
    one, two = (measure(build / "bench/replications", threads, runs, *SCENARIOS) for threads in (1, 2))
    for a, b in zip(one, two, strict=True):
        assert a["fingerprint"] == b["fingerprint"], "threads changed a result"
        row(f"`{a['scenario']}`", f"{a['buyers']:,.0f}", f"{a['weeks']:.0f}", f"{runs / a['wall_s']:.1f}", f"{runs / b['wall_s']:.1f}",
            f"{a['wall_s'] / b['wall_s'] / 2:.0%}", f"{a['cpu_s'] / runs * 1e3:.1f}")


def governance_table(build: pathlib.Path, sizes: list[int]) -> None:
    heading("One fee vote: CPU ms, one thread", "members", "ballots", "snapshot of power", "books", "turnout and ballots", "tally", "whole vote", "ns per member",
            "delegation graph", "bytes per membership")
    for size in sizes:
        t = measure(build / "bench/governance", size, 7 if size < 10_000_000 else 3)[0]
        row(f"{size:,}", f"{t['ballots']:,}", *[f"{t[key]:.2f}" for key in ("snapshot_ms", "books_ms", "ballots_ms", "tally_ms", "vote_ms")],
            f"{1e6 * t['vote_ms'] / size:.0f}", f"{t['delegation_ms']:.2f}", f"{t['bytes_per_membership']:.0f}")


def primitive_table(build: pathlib.Path) -> None:
    heading("Mathematics and luck: CPU ns per result", "function", "engine", "C library")
    ns = measure(build / "bench/primitives")[0]
    for name, value in ns.items():
        if not name.endswith("C library"):
            row(name, f"{value:.2f}", f"{ns[name + ', C library']:.2f}" if name + ", C library" in ns else "–")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path, help="folder of a release build")
    parser.add_argument("--quick", action="store_true", help="small sizes only")
    options = parser.parse_args()
    print(f"{cpu_name()}, {os.cpu_count()} logical processors; load {os.getloadavg()[0]:.1f} at the start")
    market_tables(options.build, SIZES[:2] if options.quick else SIZES)
    replication_table(options.build, 4 if options.quick else 32)
    governance_table(options.build, [10_000, 100_000] if options.quick else [10_000, 100_000, 1_000_000, 10_000_000])
    primitive_table(options.build)
    print(f"\nLoad {os.getloadavg()[0]:.1f} at the end.")


if __name__ == "__main__":
    main()
