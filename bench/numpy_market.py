"""The market's week in vectorised numpy: the honest baseline of bench/run.py.

The same work as the engine's shop and learn phases, for a mature market: needs, a visit decision, retrieval by
exposure, re-ranking by relevance, examination by position, logit choice with an outside good, and the sums per
seller. float32, no Python loop over agents; all shoppers of a week in one batch.
"""

import json
import sys
import time

import numpy as np

SHOWN, RETRIEVED = 12, 48


def make_market(n_buyers: int, rng: np.random.Generator) -> dict:
    n_sellers, niche_size = n_buyers // 10, 100
    n_niches = max(1, n_sellers // niche_size)
    centres = rng.standard_normal((n_niches, 4)).astype(np.float32)
    niche = np.arange(n_buyers) % n_niches
    seller_niche = np.repeat(np.arange(n_niches), n_sellers // n_niches)
    n_sellers = len(seller_niche)
    rate = np.exp(1.6 * rng.standard_normal(n_buyers) - 1.28).astype(np.float32) * np.float32(0.1)
    return {
        "niche": niche, "rate": rate, "taste": centres[niche] + 0.7 * rng.standard_normal((n_buyers, 4)).astype(np.float32),
        "experience": np.full(n_buyers, 1.0, np.float32), "outside": 0.5 * rng.standard_normal(n_buyers).astype(np.float32),
        "position": centres[seller_niche] + 0.7 * rng.standard_normal((n_sellers, 4)).astype(np.float32),
        "base": np.float32(-0.5) + 2 * rng.random(n_sellers, dtype=np.float32), "price": np.full(n_sellers, 25, np.float32),
        "sales": np.zeros(n_sellers, np.float64), "per_niche": n_sellers // n_niches,
    }


def live_week(m: dict, rng: np.random.Generator) -> int:
    # who needs something and visits
    needs = np.flatnonzero(rng.random(len(m["rate"]), dtype=np.float32) < 1 - np.exp(-m["rate"]))
    gain = 3 * (m["experience"][needs] - m["outside"][needs] - np.float32(0.1))
    shopper = needs[rng.random(len(needs), dtype=np.float32) < 1 / (1 + np.exp(-gain))]
    # retrieve by exposure: popularity within the niche, drawn from its cumulative sum
    exposure = (m["sales"].reshape(-1, m["per_niche"]) + 1).astype(np.float32)
    cumulative = np.cumsum(exposure / exposure.sum(axis=1, keepdims=True), axis=1)
    flat = (cumulative + np.arange(len(cumulative))[:, None]).ravel()
    points = rng.random((len(shopper), RETRIEVED), dtype=np.float32) * np.float32(0.99999) + m["niche"][shopper][:, None]
    candidate = np.minimum(np.searchsorted(flat, points.ravel()).reshape(points.shape), len(flat) - 1)
    # the most relevant of them, nearest first
    distance = ((m["position"][candidate] - m["taste"][shopper][:, None, :]) ** 2).sum(axis=2)
    best = np.argpartition(distance, SHOWN, axis=1)[:, :SHOWN]
    near = np.take_along_axis(distance, best, axis=1)
    order = np.argsort(near, axis=1)
    shown = np.take_along_axis(np.take_along_axis(candidate, best, axis=1), order, axis=1)
    near = np.take_along_axis(near, order, axis=1)
    # examine by position, choose by logit with an outside good
    seen = rng.random(near.shape, dtype=np.float32) < np.arange(1, SHOWN + 1, dtype=np.float32) ** np.float32(-0.8)
    utility = m["base"][shown] + 3 * np.exp(-near / 2) - np.float32(0.08) * m["price"][shown]
    weight = np.where(seen, np.exp(utility), np.float32(0))
    reached = np.cumsum(weight, axis=1)
    total = reached[:, -1] + 1
    point = rng.random(len(shopper), dtype=np.float32) * total
    chosen = (reached <= point[:, None]).sum(axis=1)
    bought = chosen < SHOWN
    seller = shown[bought, chosen[bought]]
    # what is learned
    m["experience"][shopper] += np.float32(0.3) * (np.log(total) - m["experience"][shopper])
    m["sales"] = m["sales"] * (12 / 13) + np.bincount(seller, minlength=len(m["sales"]))
    return len(shopper)


def main() -> None:
    n_buyers, n_weeks = int(sys.argv[1]), int(sys.argv[2])
    rng = np.random.default_rng(1)
    market = make_market(n_buyers, rng)
    for _ in range(2):
        live_week(market, rng)
    wall, cpu, visits = [], [], 0
    for _ in range(n_weeks):
        before, cpu_before = time.perf_counter(), time.process_time()
        visits += live_week(market, rng)
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - cpu_before)
    print(json.dumps({"buyers": n_buyers, "wall_ns": float(np.median(wall)) / n_buyers * 1e9,
                      "cpu_ns": float(np.median(cpu)) / n_buyers * 1e9, "visits_per_buyer_week": visits / n_buyers / n_weeks}))


if __name__ == "__main__":
    main()
