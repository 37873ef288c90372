"""What a founder waits for: `check`, `stress`, `explain`, `report`, with the time that each may take.

    python bench/founder.py build/release            # three minutes on two quiet cores
    python bench/founder.py build/release --quick    # small numbers, to see that it works

Wall and CPU time of whole commands, the program's start included; `check` is the median of 21. The load of the machine is printed.
"""

import argparse
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

CHECKS = 21
TOWN = ["--weeks", "260", "--set", "market.buyers=2000", "--set", "market.sellers=200"]


def run(folder: pathlib.Path, program: pathlib.Path, *words: str) -> tuple[float, float]:
    """Wall and CPU seconds of one command; ends the benchmark where a command fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([str(program), *words], cwd=folder, capture_output=True, text=True)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"townsquare {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def row(command: str, wall: float, cpu: float, limit: float) -> None:
    print(f"| `townsquare {command}` | {wall:.3g} s | {cpu:.3g} s | {limit:g} s | {'within' if wall <= limit else '**missed**'} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    program = arguments.build.resolve() / "townsquare"
    print(f"Load at the start {os.getloadavg()[0]:.1f}, {len(os.sched_getaffinity(0))} cores.\n")
    print("| command | wall | CPU | aim | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run(folder, program, "new", "bakers", "--template", "small-coop")
        text = (folder / "bakers.toml").read_text()
        (folder / "ours.toml").write_text(re.sub(r'^quorum = "[^"]*"', 'quorum = "2 %"', re.sub(r'^take_rate = "[^"]*"', 'take_rate = "15 %"', text, flags=re.M), flags=re.M))
        times = [run(folder, program, "check", "bakers.toml") for _ in range(3 if arguments.quick else CHECKS)]
        row("check bakers.toml", statistics.median(wall for wall, _ in times), statistics.median(cpu for _, cpu in times), 0.1)
        few = ["--replications", "2"] if arguments.quick else []
        stress = ["stress", "bakers.toml", *TOWN, *few, "--quiet"]
        row("stress bakers.toml --weeks 260 --set market.buyers=2000 --set market.sellers=200", *run(folder, program, *stress), 120)
        explain = ["explain", "bakers.toml", "ours.toml", *TOWN, *few, "--quiet", "--output", "why.json"]
        row("explain bakers.toml ours.toml …", *run(folder, program, *explain), 60)
        run(folder, program, "compare", "bakers.toml", "ours.toml", *TOWN, "--replications", "4" if arguments.quick else "50", "--quiet", "--output", "both.nc")
        row("report both.nc bakers-stress.nc why.json", *run(folder, program, "report", "both.nc", "bakers-stress.nc", "why.json", "--output", "page.html"), 5)
        print(f"\nThe page has {(folder / 'page.html').stat().st_size / 1e6:.2f} MB. Load at the end {os.getloadavg()[0]:.1f}.")


if __name__ == "__main__":
    main()
