"""Does a live rival take away what a grown platform can charge? Two fee curves, alone and beside a rival, as Markdown tables.

    python python/calibration/hysteresis.py [--replications 40] [--years-after 6]

A platform *launched* at a fee is set beside one that *grew* at 5 % for four years and then raised its fee to the same level: on the same luck, after the same
time. Where the grown one trades more, history matters (hysteresis). Then the same beside a rival that keeps its 5 % from the first week, with sellers who can be
on both or on one only, and beside a co-operative whose members vote on its fee. The market is the default one, twice as large; every platform has money enough not to
close, so that a fee alone decides. Assumptions marked "none" are drawn in each replication. Nothing is set for the answer.
"""

import argparse
import pathlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import townsquare as ts
from townsquare._core import paired_difference

Values = npt.NDArray[np.float64]
CATALOGUE = pathlib.Path(__file__).resolve().parents[2] / "scenarios/catalogue"
FEES = (0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.35, 0.40, 0.45, 0.50)
YEARS_BEFORE = 4
WEEKS = 52
RESAMPLES = 2000

OPERATOR = """
[{0}control]
by = "operator"
[{0}operator]
rule = "published_schedule"
[{0}surplus]
rule = "investors"
"""
PLATFORM = """
[{0}membership]
rule = "open"
[{0}growth]
founding_sellers = 60
founding_buyers = 200
[{0}capital]
start_cash = "100M USD"
"""
MARKET = """
title = "A platform and its fee"
[market]
buyers = 4000
sellers = 600
niches = 10
"""
KEEPS = """
[rivals.other]
title = "A rival that keeps 5 %"
[rivals.other.fees]
rule = "take_rate"
take_rate = "5 %"
"""
VOTES = f"""
[rivals.other]
title = "A co-operative whose members vote"
layers = ["{CATALOGUE / 'constitutions/small-coop.toml'}"]
"""
ONE_HOME = """
[participation]
sellers_multihome = false
"""

#: The worlds: name, and what is written beside the market and the platform itself.
WORLDS = {
    "alone": "",
    "rival at 5 %, sellers can be on both": KEEPS + OPERATOR.format("rivals.other.") + PLATFORM.format("rivals.other."),
    "rival at 5 %, sellers are on one": ONE_HOME + KEEPS + OPERATOR.format("rivals.other.") + PLATFORM.format("rivals.other."),
    "co-operative that votes, sellers are on one": ONE_HOME + VOTES + PLATFORM.format("rivals.other."),
}


@dataclass
class Curve:
    """What the last year gave, by fee and replication: money in dollars, sellers as people."""

    gmv: Values
    revenue: Values
    sellers: Values


def fees_text(dated: Sequence[tuple[int, float]]) -> str:
    """The schedule of the platform: (week, share) in order of the weeks."""
    weeks = ", ".join(f'"{week} weeks"' for week, _ in dated)
    shares = ", ".join(f'"{100 * share:g} %"' for _, share in dated)
    return f'[fees]\nrule = "schedule"\neffective_week = [{weeks}]\ntake_rate = [{shares}]\n'


def last_year(text: str, folder: pathlib.Path, weeks: int, replications: int) -> tuple[Values, Values, Values]:
    """GMV, revenue and mean number of sellers of the scenario's own platform in the last year, by replication."""
    file = folder / "world.toml"
    file.write_text(text)
    runs = ts.run(file, replications, weeks=weeks, progress=False).ds.isel(arm=0, week=slice(-WEEKS, None))
    return (
        runs["gmv"].sum("week").to_numpy().astype(float),
        runs["platform_revenue"].sum("week").to_numpy().astype(float),
        runs["active_sellers"].mean("week").to_numpy().astype(float),
    )


def curves(world: str, folder: pathlib.Path, years_after: int, replications: int) -> tuple[Curve, Curve]:
    """The platform launched at each fee, and grown and then raised to it; the same replications have the same luck."""
    weeks = (YEARS_BEFORE + years_after) * WEEKS
    base = MARKET + OPERATOR.format("") + PLATFORM.format("") + world
    both = []
    for is_grown in (False, True):
        rows = []
        for fee in FEES:
            dated = [(0, FEES[0]), (YEARS_BEFORE * WEEKS, fee)] if is_grown else [(0, fee)]
            rows.append(last_year(base + fees_text(dated), folder, weeks, replications))
        both.append(Curve(*(np.stack(column) for column in zip(*rows, strict=True))))
    return both[0], both[1]


def best_fee(revenue: Values, luck: np.random.Generator) -> str:
    """The fee with the largest mean revenue, and the 90 % of bootstrap resamples over replications."""
    n = revenue.shape[1]
    drawn = [int(np.argmax(revenue[:, luck.integers(0, n, n)].mean(axis=1))) for _ in range(RESAMPLES)]
    low, high = np.quantile(np.take(FEES, drawn), (0.05, 0.95))
    return f"{FEES[int(np.argmax(revenue.mean(axis=1)))]:.0%} ({low:.0%} to {high:.0%})"


def difference(first: Values, second: Values) -> str:
    """Mean of `first` less `second` in thousands, paired by replication, with its 95 % interval."""
    mean, low, high = (each / 1e3 for each in paired_difference(second, first))
    return f"{mean:+.0f}k [{low:.0f}, {high:.0f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replications", type=int, default=40)
    parser.add_argument("--years-after", type=int, default=6, help="years that the raised fee is lived with")
    asked = parser.parse_args()
    luck = np.random.default_rng(1)
    optima = []
    with tempfile.TemporaryDirectory() as folder:
        for name, world in WORLDS.items():
            launched, grown = curves(world, pathlib.Path(folder), asked.years_after, asked.replications)
            print(f"\n**{name}**\n\n| fee | sellers, launched at it | grown, then raised | sales a year, launched | grown | grown against launched |")
            print("| --- | --- | --- | --- | --- | --- |")
            for i, fee in enumerate(FEES):
                print(f"| {fee:.0%} | {launched.sellers[i].mean():.0f} | {grown.sellers[i].mean():.0f} | {launched.gmv[i].mean() / 1e3:.0f}k "
                      f"| {grown.gmv[i].mean() / 1e3:.0f}k | {difference(grown.gmv[i], launched.gmv[i])} |", flush=True)
            optima.append((name, best_fee(launched.revenue, luck), best_fee(grown.revenue, luck)))
    print("\n| world | fee of most revenue, launched | grown, then raised |\n| --- | --- | --- |")
    for row in optima:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
