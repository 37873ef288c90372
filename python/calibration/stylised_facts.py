"""Published facts beside what the catalogue's scenarios give: fact, source, engine, in or out, as a Markdown table.

    python python/calibration/stylised_facts.py build/release [--replications 20] [--keep FOLDER]

BUILD holds the program `townsquare` and `bench/people`. Nothing is set for a fact here: the markets of the catalogue say what they are
calibrated on, and a row that repeats an input is marked so. A fact is in when the published value, or some of its range, lies in the range of 90 % of the
runs; it is "in, wide" when that range spans more than a factor of ten, for then hardly anything could be out, and the median is told where it is more than a
quarter off. Misses are printed like hits.
"""

import argparse
import csv
import io
import os
import pathlib
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import townsquare as ts
import xarray as xr

CATALOGUE = pathlib.Path(__file__).resolve().parents[2] / "scenarios/catalogue"
YEARS = 52.0
WIDE = 10.0  # a range of more than this factor makes a hit easy
Values = npt.NDArray[np.float64]


@dataclass
class Runs:
    """All runs of one scenario: its weekly series and outcomes, and its people."""

    ds: xr.Dataset
    people: dict[str, Values]

    def weeks(self, metric: str, first: int, last: int) -> Values:
        """Sum of a metric over the weeks `first` to `last`, both counted from 0 and included; by run."""
        return np.asarray(self.ds[metric].isel(week=slice(first, last + 1)).sum("week"), dtype=float)

    def mean(self, metric: str, first: int = 208, last: int = 259) -> Values:
        """Mean of a metric over weeks, the last year unless said; by run."""
        return np.asarray(self.ds[metric].isel(week=slice(first, last + 1)).mean("week"), dtype=float)

    def outcome(self, name: str) -> Values:
        return np.asarray(self.ds[name], dtype=float)

    def lived(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.outcome("survived") == 1)


@dataclass
class Fact:
    """One row. `observed` is the published range, a single value given twice; None where no scenario can tell."""

    words: str
    published: str
    source: str
    scenario: str
    observed: tuple[float, float] | None
    engine: Callable[[Runs], Values]
    form: str = "{:,.3g}"
    note: str = ""
    is_input: bool = False


def month(total: Values, n_weeks: int) -> Values:
    return np.asarray(total / n_weeks * YEARS / 12, dtype=float)


def alone(values: Values, keep: npt.NDArray[np.bool_]) -> Values:
    """Values of the runs that are kept, the others missing."""
    return np.where(keep, values, np.nan)


def ratio(part: Values, whole: Values) -> Values:
    return np.asarray(np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0), dtype=float)


def weeks_of_membership(runs: Runs) -> Values:
    """Weeks that sellers were members, over memberships begun."""
    return ratio(runs.weeks("active_sellers", 0, 259), runs.weeks("sellers_joined", 0, 259) + np.asarray(runs.ds["active_sellers"].isel(week=0), dtype=float))


def margin(runs: Runs) -> Values:
    """Fees less costs over sales of the last year."""
    return alone(ratio(runs.weeks("platform_revenue", 208, 259) - runs.weeks("platform_cost", 208, 259), runs.weeks("gmv", 208, 259)), runs.lived())


PERCENT, MONEY, COUNT = "{:.1%}", "${:,.0f}", "{:,.0f}"
SELLING, AMPLED = "Selling Stock on Shutterstock, 2016, and surveys 2008–2024", "docs.ampled.com; e2c.how"
ARPS, WEFUNDER, ETSY = "Arps and Christin 2020", "wefunder.com/driverscoop, 2024", "Etsy, press release of 21 February 2024 and third quarter of 2023"

FACTS: list[Fact] = [
    # no fee, no owner
    Fact("OpenBazaar: people seen in 14 months (its weeks 113–174)", "6,651", ARPS, "openbazaar", (6651, 6651), lambda r: r.people["seen"], COUNT, "the size of the market is an assumption; a registered member counts as seen"),
    Fact("… of them active at once, or on a day", "about 80, 1.2 %", ARPS, "openbazaar", (0.012, 0.012), lambda r: r.people["active_on_a_day"], "{:.3%}", "here visits of a day; the source counts programs that run"),
    Fact("OpenBazaar: trade in its life", "about 44 M USD, claimed", "mrexchanger.com 2020", "openbazaar", (44e6, 44e6), lambda r: r.outcome("gmv_total"), MONEY, "most of what could be measured was illicit, which is not in this market"),
    Fact("OpenBazaar: weeks from launch to its end", "248 (April 2016 to January 2021)", "CoinDesk, 15 July 2021", "openbazaar", (248, 248), lambda r: r.outcome("weeks_alive"), COUNT, "money over spending, both put in: it ends in week 312, after the run", True),
    Fact("Fairmondo: commissions of a month after nearly three years", "under 1,000 EUR", "best-practice-business.de", "fairmondo", (0, 1090), lambda r: month(r.weeks("platform_revenue", 131, 156), 26), MONEY, "1,000 EUR at 1.09 USD"),
    # the co-op of drivers
    Fact("Drivers Cooperative: trips of 2022", "162,294", "Wikipedia; Wefunder 2024", "drivers-cooperative", (162294, 162294), lambda r: r.weeks("orders", 35, 86), COUNT, "no waiting time here, so that a thin fleet costs nothing"),
    Fact("… revenue of 2022", "5.9–6.1 M USD", "Wikipedia; Wefunder 2024", "drivers-cooperative", (5.9e6, 6.11e6), lambda r: r.weeks("gmv", 35, 86), MONEY, "$36 a trip in 2022, contract work included, $14 here"),
    Fact("… sales of a month, August to October 2023", "548,455 USD", WEFUNDER, "drivers-cooperative", (548455, 548455), lambda r: month(r.weeks("gmv", 117, 129), 13), MONEY, "a closed run has none"),
    Fact("… result of a month, the same quarter", "−46,000 USD, below break-even", WEFUNDER, "drivers-cooperative", (-46e3, -46e3), lambda r: alone(month(r.weeks("platform_revenue", 117, 129) - r.weeks("platform_cost", 117, 129), 13), r.mean("is_alive", 117, 129) == 1), MONEY, "fixed cost put in; of runs still open"),
    Fact("… sales of that month, beside an incumbent two years older", "548,455 USD", WEFUNDER, "drivers-beside-uber", (548455, 548455), lambda r: month(r.weeks("gmv", 221, 233), 13), MONEY, "the incumbent began as small as the co-op; a closed run has none"),
    Fact("… result of that month, beside it", "−46,000 USD, below break-even", WEFUNDER, "drivers-beside-uber", (-46e3, -46e3), lambda r: alone(month(r.weeks("platform_revenue", 221, 233) - r.weeks("platform_cost", 221, 233), 13), r.mean("is_alive", 221, 233) == 1), MONEY, "fixed cost put in; of runs still open"),
    Fact("Rides: weeks that a driver stays", "13.3 (24.8 M driver-weeks of 1.87 M drivers)", "Economic Policy Institute 2018 on Cook et al.", "uber", (13.3, 13.3), weeks_of_membership, "{:.1f}", "the hazard is set by another source, 32 % after 26 weeks; who comes back counts again"),
    # buyers and sellers of an incumbent's kind
    Fact("Handmade: buyers of a year who bought again", "about 40 % (37 of 92 M)", ETSY, "etsy", (0.40, 0.40), lambda r: r.people["repeat_buyers"], PERCENT, "σ of needs was fitted to it outside the engine", True),
    Fact("Handmade: orders by the 7.6 % who buy most", "44 % of value", ETSY, "etsy", (0.44, 0.44), lambda r: r.people["orders_by_habitual"], PERCENT, "the same", True),
    Fact("Handmade: orders of a buyer of the year", "3.2 ($127 at $40)", ETSY, "etsy", (3.2, 3.2), lambda r: r.people["orders_of_buyer"], "{:.2f}", "needs were derived from it", True),
    Fact("Handmade: new sellers without a sale in their first year", "more than half", "Marketplace Pulse 2018", "etsy", (0.5, 0.8), lambda r: r.people["new_sellers_without_sale"], PERCENT, "“ever” in the source"),
    Fact("Handmade: sellers gone within a year", "30–50 %", "synthesis; about .3–.35 of Etsy's, Marketplace Pulse 2018", "etsy", (0.3, 0.5), lambda r: r.people["sellers_gone_in_year"], PERCENT, "rates set with it in mind", True),
    Fact("Handmade: buyers of a year for each seller", "13 (92 M, about 7 M)", ETSY, "etsy", (13, 13), lambda r: ratio(r.people["buyers_of_year"], r.mean("active_sellers")), "{:.1f}"),
    Fact("Handmade: all that sellers pay, over sales", "10 % (2018) to 21 % (2023)", "fee schedules; 21 % from memory", "etsy", (0.10, 0.21), lambda r: r.outcome("final_take_rate"), PERCENT, "listings of those who sell nothing count"),
    Fact("General goods: buyers who bought again within the year", "3–50 %", "Olist 2016–18; CDNOW 1997", "ebay", (0.03, 0.495), lambda r: r.people["repeat_buyers"], PERCENT),
    Fact("General goods: buyers of a year for each seller", "31", "Olist 2016–18", "ebay", (31, 31), lambda r: ratio(r.people["buyers_of_year"], r.mean("active_sellers")), "{:.1f}", "sellers want next to nothing here"),
    Fact("General goods: orders with a problem", "about 1 %", "Rule 2017", "ebay", (0.009, 0.012), lambda r: ratio(r.weeks("disputes_opened", 0, 259), r.weeks("orders", 0, 259)), PERCENT, "the base rate of 1 % is put in", True),
    Fact("… in early electronic commerce: orders that never came", "9 % of 151", "Consumers International, in Jøsang et al. 2003", "ebay", None, lambda r: ratio(r.weeks("disputes_opened", 0, 259), r.weeks("orders", 0, 259)), PERCENT, "no scenario is of that time"),
    Fact("Second hand: buyers of a year for each seller", "1.7", "Poshmark 2021", "poshmark", (1.7, 1.7), lambda r: ratio(r.people["buyers_of_year"], r.mean("active_sellers")), "{:.2f}", "the numbers of both sides are near it by assumption"),
    Fact("Second hand: money of a buyer and year", "237 USD", "Poshmark 2021", "poshmark", (237, 237), lambda r: ratio(r.weeks("gmv", 208, 259), r.people["buyers_of_year"]), MONEY, "needs were derived from it", True),
    # freelancers, creators, farms
    Fact("Freelance DAO: work of its first year", "3.5 M USD (Braintrust 2020)", "chaincatcher; Messari 2023", "freelance-dao", (3.5e6, 3.5e6), lambda r: r.weeks("gmv", 0, 51), MONEY, "large firms as clients, and tokens for whoever brings others, are not in it"),
    Fact("… of its second year over its first", "8.9 (31 over 3.5 M USD)", "chaincatcher; Messari 2023", "freelance-dao", (8.9, 8.9), lambda r: ratio(r.weeks("gmv", 52, 103), r.weeks("gmv", 0, 51)), "{:.1f}"),
    Fact("Freelance by the piece: fees over sales", "31.3 %", "Fiverr, third quarter of 2023", "fiverr", (0.313, 0.313), lambda r: r.outcome("final_take_rate"), PERCENT, "published schedule, no advertisements in it", True),
    Fact("Creators: patrons for each creator", "32", "Graphtreon; Patreon 2022", "patron-platform", (32, 32), lambda r: ratio(r.people["buyers_of_year"], r.mean("active_sellers")), "{:.1f}", "“with a patron” in the source; creators want next to nothing here"),
    Fact("Creators: income of a month, mean", "126 USD (2021)", "Graphtreon", "patron-platform", (126, 126), lambda r: r.outcome("income_per_seller_last_year") / 12, MONEY),
    Fact("Creators: Gini of earnings", "0.81 (σ of the log 1.84)", "Regner 2020", "patron-platform", (0.81, 0.81), lambda r: r.outcome("gini_of_sales"), "{:.2f}", "creators do not differ in how many want them"),
    Fact("Stock photos: Gini of contributors' earnings", "0.67–0.80", SELLING, "stocksy", (0.67, 0.80), lambda r: r.outcome("gini_of_sales"), "{:.2f}", "over all years, self-selected surveys"),
    Fact("Ampled: weeks from launch to its end", "about 260 (2018–2023)", AMPLED, "ampled", (234, 312), lambda r: r.outcome("weeks_alive"), COUNT, "10 % of a pledge of $6 is less than payment and support"),
    Fact("Local food: members of a pick-up point", "143–225", "La Ruche 2015, 2018", "la-ruche", (143, 225), lambda r: alone(r.mean("active_buyers") / 8, r.lived()), COUNT, "600 households within reach is an assumption"),
    Fact("Local food: members for each producer", "25–34", "La Ruche 2015, 2018", "la-ruche", (25, 34), lambda r: alone(ratio(r.mean("active_buyers"), r.mean("active_sellers")), r.lived()), "{:.1f}"),
    Fact("Local food: margin on sales", "−2 % on average, best quarter +4 %", "Counting Values 2015, 48 US food hubs", "la-ruche", (-0.05, 0.04), margin, PERCENT, "of 20 %, 8.35 are the host's: not taken off here"),
    # what a firm takes over its life
    Fact("Share that an operator of rides ends with, from 5 %", "25 % (2015), 35 % (2019), 40 % (2023, disputed)", "uberlyftdrivers.com; roadwarriornews.com", "rides-harvest", (0.25, 0.40), lambda r: r.outcome("final_take_rate"), PERCENT, "of the runs that lived"),
    Fact("Share that an operator of creators ends with, from 5 %", "5–12 %", "published plans of creators' platforms, a weak source", "creators-harvest", (0.05, 0.12), lambda r: r.outcome("final_take_rate"), PERCENT),
    Fact("eBay: revenue over sales", "8.0 % (2000) to 13–15 % (2023–24)", "tesionline; seller updates", "ebay", (0.13, 0.15), lambda r: r.outcome("final_take_rate"), PERCENT, "published schedule", True),
]


def run(build: pathlib.Path, scenario: str, replications: int, folder: pathlib.Path) -> Runs:
    """Runs a scenario of the catalogue beside this script, with the program and with `people`, on the same luck."""
    environment = os.environ | {"TOWNSQUARE_CATALOGUE": str(CATALOGUE)}
    output = folder / f"{scenario}.nc"
    subprocess.run([build / "townsquare", "run", scenario, "--replications", str(replications), "--seed", "1", "--weeks", "260", "--quiet", "--force", "--output", output],
                   check=True, capture_output=True, env=environment)
    told = subprocess.run([build / "bench/people", scenario, str(replications)], check=True, capture_output=True, text=True, env=environment).stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    people = {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}
    return Runs(ts.open_result(output).ds.isel(arm=0).load(), people)


def of_median(observed: tuple[float, float], middle: float) -> str:
    """How far the median is from what was published, where it is further than a quarter."""
    least, most = observed
    if least * most <= 0 or least < 0 or middle <= 0:
        return "" if least <= middle <= most else ", median " + ("high" if middle > most else "low")
    off = middle / most if middle > most else middle / least if middle < least else 1
    return "" if 0.8 <= off <= 1.25 else f", median × {off:.2g}"


def verdict(fact: Fact, low: float, middle: float, high: float) -> str:
    if fact.observed is None:
        return "no scenario"
    least, most = fact.observed
    if most < low or least > high:
        return "**out**, " + ("high" if low > most else "low")
    is_wide = low > 0 and high / low > WIDE
    is_wide = is_wide or (low <= 0 < high and least > 0)
    return ("in, wide" if is_wide else "in") + of_median(fact.observed, middle) + (", but an input" if fact.is_input else "")


def row(fact: Fact, runs: Runs) -> str:
    values = np.asarray(fact.engine(runs), dtype=float)
    values = values[np.isfinite(values)]
    if values.size == 0:
        return f"| {fact.words} | {fact.published} | {fact.source} | `{fact.scenario}` nothing: no run lived | **out** |"
    low, middle, high = np.percentile(values, [5, 50, 95])
    said = [fact.form.format(x).replace("$-", "−$").replace("-", "−") for x in (middle, low, high)]
    few = "" if values.size == runs.lived().size else f", {values.size} of {runs.lived().size} runs"
    note = f": {fact.note}" if fact.note else ""
    return f"| {fact.words} | {fact.published} | {fact.source} | `{fact.scenario}` {said[0]} ({said[1]} to {said[2]}{few}) | {verdict(fact, low, middle, high)}{note} |"


def table(facts: Sequence[Fact], build: pathlib.Path, replications: int, folder: pathlib.Path) -> list[str]:
    done: dict[str, Runs] = {}
    lines = ["| Fact | Published | Source | Engine: median (90 % of runs) | In? |", "|---|---|---|---|---|"]
    for fact in facts:
        if fact.scenario not in done:
            done[fact.scenario] = run(build, fact.scenario, replications, folder)
        lines.append(row(fact, done[fact.scenario]))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--replications", type=int, default=20)
    parser.add_argument("--keep", type=pathlib.Path, help="folder for the result files")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        lines = table(FACTS, options.build.resolve(), options.replications, folder)
    print("\n".join(lines))
    counted = [line.rsplit("|", 2)[1] for line in lines[2:]]
    print(f"\n{len(counted)} facts: {sum(' in' in c[:4] and 'but an input' not in c for c in counted)} in, {sum('but an input' in c for c in counted)} in by input, "
          f"{sum('**out**' in c for c in counted)} out, {sum('no scenario' in c for c in counted)} without a scenario.")


if __name__ == "__main__":
    main()
