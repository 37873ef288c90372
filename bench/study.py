"""What a study costs beside its runs: memory, disk, writing, and how much of two cores it uses.

    .venv/bin/python bench/study.py            # 10,240 runs of 260 weeks: a minute and a half on two quiet cores
    .venv/bin/python bench/study.py --quick

The engine alone is timed in the same process, on the same points, before and after: what the study takes beyond is reading points, writing,
checksums. Throughput is compared with the threads' share of that time, so it only means something on a quiet machine: the load is printed.
"""

import argparse
import itertools
import os
import pathlib
import resource
import tempfile
import time

import townsquare as ts
from townsquare import _core

FACTORS = {"fees.take_rate": ["26 %", "35 %", "45 %", "55 %"], "market.need_rate": ["0.3 /week", "0.6 /week"], "voters.time_cost": ["1 USD", "20 USD"]}
WORLD = {"run.weeks": "260 weeks", "market.buyers": 400, "market.sellers": 400}
SERIES = ["gmv", "take_rate", "cash", "active_sellers"]


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def alone() -> float:
    """CPU seconds of one run of the engine, over a few replications of every point, kept in memory."""
    points = [dict(zip(FACTORS, levels, strict=True)) for levels in itertools.product(*FACTORS.values())]
    scenarios = [ts.load("stocksy", {**WORLD, **point})._core for point in points]
    jobs = [(point, replication) for replication in range(8) for point in range(len(points))]
    metrics = [[name for name, _, _ in _core.weekly_metrics()].index(name) for name in SERIES]
    began = cpu()
    _core.run_list(scenarios, 1, jobs, metrics, 1, 260, 1, None)
    return (cpu() - began) / len(jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    replications = 16 if parser.parse_args().quick else 640
    threads = len(os.sched_getaffinity(0))
    study = ts.Study("stocksy", FACTORS, replications=replications, set=WORLD, outcomes=["gmv_total"], series=SERIES)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name) / "study"
        load = os.getloadavg()[0]
        before = alone()
        began, used = time.monotonic(), cpu()
        study.run(folder, progress=False)
        wall, used = time.monotonic() - began, cpu() - used
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        one = (before + alone()) / 2
        runs = 16 * replications
        disk = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    beyond, throughput = max(0.0, 1 - runs * one / used), runs * one / threads / wall
    print(f"{runs:,} runs of 260 weeks, {1e3 * one:.1f} ms of CPU each; {threads} threads, load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end.\n")
    print("| | measured | aim | |\n|---|---|---|---|")
    for what, measured, aim, is_within in (
        ("memory of the whole process", f"{memory:.0f} MB", "under 500 MB", memory < 500),
        ("CPU time that is not the engine's", f"{beyond:.1%}", "under 5 %", beyond < 0.05),
        (f"throughput, of {threads} times one thread's", f"{throughput:.1%}", "95 %", throughput >= 0.95),
        ("disk", f"{disk:.0f} MB", "", None),
    ):
        print(f"| {what} | {measured} | {aim} | {'' if is_within is None else 'within' if is_within else '**missed**'} |")


if __name__ == "__main__":
    main()
