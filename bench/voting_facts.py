"""Turnout, votes and passing as observed (the project's notes on governance, B9) beside what the engine gives.

    python bench/voting_facts.py build/release/townsquare [--replications 20]

Every run uses the catalogue's constitutions and the default voters: nothing is set for a fact. Token holders and small groups
live in the stock-photo market with the fee, bounds, money and admission of the catalogue's scenario `token-market`; bodies by
size in the default market with money enough to stay open.
Prints one table; a miss is printed as a miss. Standard library only.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile

CATALOGUE = pathlib.Path(__file__).parent.parent / "scenarios/catalogue"
TOKENS = ["arbitrum", "compound-bravo", "token-market", "openzeppelin-default", "curve-ve"]
SMALL = ["discord-collective", "moloch"]
SIZES = [50, 200, 1000, 5000]
MONEY = """
[fees]
take_rate = "46 %"
[membership]
rule = "curated"
admission_share = "5 %"
cap = 1000
[capital]
start_cash = "1.2M USD"
[governance.fees]
lower_bound = "25 %"
upper_bound = "60 %"
"""
OUTCOMES = ["mean_turnout_of_votes", "mean_power_cast", "median_ballots_per_vote", "pass_rate", "weeks_to_rule_change", "gini_of_tokens", "nakamoto_coefficient", "survived"]


def outcomes_of(program: pathlib.Path, text: str, replications: int, *changes: str) -> dict[str, tuple[float, float, float, int]]:
    """Mean, 5 % and 95 % over replications, and the number of replications that have the outcome."""
    with tempfile.TemporaryDirectory() as folder:
        scenario = pathlib.Path(folder) / "facts.toml"
        scenario.write_text(text)
        command = [program, "run", scenario, "--replications", replications, "--seed", 1, "--weeks", 260, "--json", "--quiet", "--output", pathlib.Path(folder) / "o.nc"]
        for change in changes:
            command += ["--set", change]
        done = subprocess.run([str(c) for c in command], check=True, capture_output=True, text=True)
    told = next(iter(json.loads(done.stdout)["arms"].values()))["outcomes"]
    found = {}
    for name in OUTCOMES:
        told_of = told[name]
        found[name] = (told_of["estimate"], told_of["p05"], told_of["p95"], told_of["runs"])
    return found


def constitution(name: str) -> str:
    return f'title = "facts"\ninclude = ["{CATALOGUE}/markets/stock-photo.toml", "{CATALOGUE}/constitutions/{name}.toml"]\n' + MONEY


def told(found: tuple[float, float, float, int], is_share: bool) -> str:
    mean, low, high, _ = found
    if mean is None:
        return "none"
    return f"{mean:.1%} ({low:.1%} to {high:.1%})" if is_share else f"{mean:.3g} ({low:g} to {high:g})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--replications", type=int, default=20)
    options = parser.parse_args()
    rows = []

    by_tokens = {name: outcomes_of(options.program, constitution(name), options.replications) for name in TOKENS}
    for name, found in by_tokens.items():
        power = found["mean_power_cast"][0]
        is_in = power is not None and 0.003 <= power <= 0.08
        rows.append(("Tokens cast, part of all", "0.3–8 %", f"`{name}`: {told(found['mean_power_cast'], True)}", is_in))
    for name, found in by_tokens.items():
        mean, low, high, _ = found["gini_of_tokens"]
        rows.append(("Gini of tokens", "0.97–0.99, ten large DAOs", f"`{name}`: {told(found['gini_of_tokens'], False)}", mean is not None and low <= 0.99 and high >= 0.97))
    for name, found in by_tokens.items():
        few = found["nakamoto_coefficient"][0]
        rows.append(("Holders with half of the votes", "about ten: ten held 58 % at Compound, 45 % at Uniswap", f"`{name}`: {told(found['nakamoto_coefficient'], False)}", few is not None and 5 <= few <= 20))
    passed = [found["pass_rate"][0] for found in by_tokens.values() if found["pass_rate"][0] is not None]
    rate = statistics.median(passed)
    rows.append(("Votes that pass, token constitutions", "0.89–1.00, Optimism, Aave, Uniswap, Arbitrum, Lido", f"{rate:.2f} ({min(passed):.2f} to {max(passed):.2f} by constitution)", rate >= 0.89))
    for name in SMALL:
        found = outcomes_of(options.program, constitution(name), options.replications)
        ballots = found["median_ballots_per_vote"][0]
        rows.append(("Ballots of a vote, small organisations", "median 6", f"`{name}`: {told(found['median_ballots_per_vote'], False)}", ballots is not None and 3 <= ballots <= 12))

    turnouts = []
    for size in SIZES:
        text = f'title = "facts"\ninclude = ["{CATALOGUE}/constitutions/small-coop.toml"]\n'
        found = outcomes_of(options.program, text, max(4, options.replications * 200 // (200 + size)), f"market.sellers={size}", f"growth.founding_sellers={size}", f"market.buyers={10 * size}", f"growth.founding_buyers={5 * size}",
                            "capital.start_cash=5000000 USD")
        turnouts.append((size, found["mean_turnout_of_votes"]))
    falls = all(a[1][0] is not None and b[1][0] is not None and a[1][0] > b[1][0] for a, b in zip(turnouts, turnouts[1:]))
    rows.append(("Turnout, one member one vote", "falls with size", "; ".join(f"{size:,}: {told(found, True)}" for size, found in turnouts), falls))

    print("| Fact | Observed | Engine, mean (5–95 % of runs) | In? |\n|---|---|---|---|")
    for fact, observed, engine, is_in in rows:
        print(f"| {fact} | {observed} | {engine} | {'in' if is_in else '**out**'} |")


if __name__ == "__main__":
    main()
