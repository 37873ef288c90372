"""Sets the production week beside vectorised numpy, in one run on one machine, and prints ratios.

    python bench/run.py build/release/bench/market_week

Median week of each size; CPU time of one thread for the ratio, wall time for the second thread.
"""

import json
import pathlib
import subprocess
import sys

SIZES = [1_000, 10_000, 100_000, 1_000_000]


def measure(command: list[str]) -> dict:
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    program, here = sys.argv[1], pathlib.Path(__file__).parent
    rows = []
    for size in SIZES:
        weeks = str(max(9, min(200, 2_000_000 // size)))
        one = measure([program, str(size), weeks, "1"])
        two = measure([program, str(size), weeks, "2"])
        numpy = measure([sys.executable, str(here / "numpy_market.py"), str(size), str(max(5, int(weeks) // 4))])
        rows.append((size, one, two, numpy))
    print("| buyers | buyer-weeks/s, 1 thread | 2 threads | speed-up | numpy / townsquare, per visit | visits per buyer-week | bytes per buyer | per seller |")
    print("|---|---|---|---|---|---|---|---|")
    for size, one, two, numpy in rows:
        per_visit = one["cpu_ns"] / one["visits_per_buyer_week"]
        numpy_per_visit = numpy["cpu_ns"] / numpy["visits_per_buyer_week"]
        print(f"| {size:,} | {1e3 / one['cpu_ns']:.1f} M | {1e3 / two['wall_ns']:.1f} M | {one['wall_ns'] / two['wall_ns']:.2f} "
              f"| {numpy_per_visit / per_visit:.1f} | {one['visits_per_buyer_week']:.3f} | {one['bytes_per_buyer']:.0f} | {one['bytes_per_seller']:.0f} |")
    flat = rows[-1][1]["cpu_ns"] / rows[1][1]["cpu_ns"]
    print(f"\nCost of a buyer-week at {SIZES[-1]:,} buyers over its cost at {SIZES[1]:,}: {flat:.2f}")


if __name__ == "__main__":
    main()
