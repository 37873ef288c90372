"""The market's week in vectorised numpy: the baseline of bench/run.py, written to be fast.

    python bench/numpy_market.py BUYERS WEEKS NEEDS_PER_WEEK VISITS_PER_BUYER_WEEK slots|race

The work of the engine's rank, shop and learn phases in a mature market: exposure from sales, needs, the decision to visit, retrieval by
exposure, re-ranking by relevance, examination by position, logit choice with an outside good, sums per seller, experience. float32
throughout; shoppers are taken in blocks that fit the cache, which was faster than all at once; no Python loop over agents. Nobody
joins, leaves, prices, votes, complains or is paid here. Needs are scaled until as many visits come about as in the engine.
Retrieval comes in two forms: `race` retrieves different sellers in proportion to exposure, the law that the engine keeps; `slots`
is faster and does less, for a seller may come up twice and exposure is rounded to 1/16 of an average seller.
"""

import json
import sys
import time

import numpy as np

SHOWN, RETRIEVED, BLOCK, SLOTS_PER_SELLER = 12, 48, 1024, 16
F = np.float32
PLACE = np.arange(RETRIEVED, dtype=np.uint32)
EXAMINED = np.arange(1, SHOWN + 1, dtype=F) ** F(-0.8)


def make_market(n_buyers: int, needs_per_week: float, rng: np.random.Generator) -> dict:
    """Columns of buyers and sellers; sellers lie by niche, a hundred to a niche of a thousand buyers."""
    n_niches, per_niche = max(1, n_buyers // 1000), 100
    n_sellers = n_niches * per_niche
    centres = rng.standard_normal((n_niches, 4), dtype=F)
    niche = (np.arange(n_buyers) % n_niches).astype(np.int32)
    seller_niche = np.repeat(np.arange(n_niches), per_niche)
    return {
        "niche": niche,
        "rate": F(needs_per_week) * np.exp(F(1.6) * rng.standard_normal(n_buyers, dtype=F) - F(1.28)),
        "taste": centres[niche] + F(0.7) * rng.standard_normal((n_buyers, 4), dtype=F),
        "experience": np.full(n_buyers, 1, F),
        "outside": F(0.5) * rng.standard_normal(n_buyers, dtype=F),
        "position": centres[seller_niche] + F(0.7) * rng.standard_normal((n_sellers, 4), dtype=F),
        "utility": F(-2.5) + 2 * rng.random(n_sellers, dtype=F),  # appeal and quality, less the price
        "sales": np.zeros(n_sellers, F),
        "per_niche": per_niche,
    }


def exposure_of(m: dict) -> np.ndarray:
    """By niche; as shares of its attention only where that matters."""
    return m["sales"].reshape(-1, m["per_niche"]) + F(1)


def exposure_slots(m: dict) -> np.ndarray:
    """Sellers of each niche repeated in proportion to their exposure, so that one gather is one draw."""
    n, exposure = m["per_niche"], exposure_of(m)
    cumulative = np.cumsum(exposure / exposure.sum(axis=1, keepdims=True), axis=1, dtype=np.float64)
    ends = np.rint(cumulative * (SLOTS_PER_SELLER * n)).astype(np.int64)
    ends[:, -1] = SLOTS_PER_SELLER * n
    return np.repeat(np.arange(ends.size, dtype=np.int32), np.diff(ends, axis=1, prepend=0).ravel())


def retrieve_from_slots(m: dict, slots: np.ndarray, shopper: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    per_niche = F(SLOTS_PER_SELLER * m["per_niche"])
    draw = (rng.random((len(shopper), RETRIEVED), dtype=F) * per_niche).astype(np.int32)
    return slots[draw + (m["niche"][shopper] * np.int32(per_niche))[:, None]]


def retrieve_by_race(m: dict, rate: np.ndarray, shopper: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The sellers with the earliest exponential clocks: successive sampling without replacement. Time and place share a word."""
    n, niche = m["per_niche"], m["niche"][shopper]
    clock = rng.standard_exponential((len(shopper), n), dtype=F)
    clock *= rate[niche]
    key = (clock.view(np.uint32) & np.uint32(0xFFFFFF80)) | np.arange(n, dtype=np.uint32)
    first = np.partition(key, RETRIEVED, axis=1)[:, :RETRIEVED]
    return (first & np.uint32(127)).astype(np.int32) + (niche * np.int32(n))[:, None]


def shop(m: dict, candidate: np.ndarray, shopper: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One visit of each shopper, to whom the candidates were retrieved; returns the sellers they bought from."""
    # the most relevant of them, nearest first: the place among the retrieved rides in the low bits of the distance
    away = m["position"][candidate] - m["taste"][shopper][:, None, :]
    distance = np.einsum("ijk,ijk->ij", away, away)
    key = np.sort((distance.view(np.uint32) & np.uint32(0xFFFFFFC0)) | PLACE, axis=1)[:, :SHOWN]
    shown = np.take_along_axis(candidate, (key & np.uint32(63)).astype(np.intp), axis=1)
    near = (key & np.uint32(0xFFFFFFC0)).view(F)
    # examine by position, choose by logit with an outside good
    weight = np.exp(m["utility"][shown] + 3 * np.exp(near * F(-0.5)))
    weight *= rng.random(weight.shape, dtype=F) < EXAMINED
    reached = np.cumsum(weight, axis=1)
    total = reached[:, -1] + 1
    chosen = (reached <= (rng.random(len(shopper), dtype=F) * total)[:, None]).sum(axis=1)
    # what the visit was worth
    m["experience"][shopper] += F(0.3) * (np.log(total) - m["experience"][shopper])
    bought = np.flatnonzero(chosen < SHOWN)
    return shown[bought, chosen[bought]]


def live_week(m: dict, rng: np.random.Generator, is_race: bool) -> int:
    """One week of everybody; returns the number of visits."""
    retrieve = retrieve_by_race if is_race else retrieve_from_slots
    table = 1 / exposure_of(m) if is_race else exposure_slots(m)
    # several needs of a buyer in a week are several visits
    needs = rng.poisson(m["rate"]) if m["rate"].mean() > 0.3 else rng.random(len(m["rate"]), dtype=F) < m["rate"]
    shopper = np.repeat(np.arange(len(needs), dtype=np.int32), needs) if needs.dtype != bool else np.flatnonzero(needs).astype(np.int32)
    gain = F(3) * (m["experience"][shopper] - m["outside"][shopper] - F(0.1))
    shopper = shopper[rng.random(len(shopper), dtype=F) * (1 + np.exp(-gain)) < 1]
    blocks = [shopper[k : k + BLOCK] for k in range(0, len(shopper), BLOCK)]
    sold = [shop(m, retrieve(m, table, block, rng), block, rng) for block in blocks]
    m["sales"] *= F(12 / 13)
    if sold:
        m["sales"] += np.bincount(np.concatenate(sold), minlength=len(m["sales"])).astype(F)
    return len(shopper)


def main() -> None:
    n_buyers, n_weeks, needs, wanted = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
    is_race = sys.argv[5] == "race"
    rng = np.random.default_rng(1)
    market = make_market(n_buyers, needs, rng)
    for _ in range(8):
        visits = live_week(market, rng, is_race)
        market["rate"] *= F(wanted * n_buyers / max(1, visits))
    wall, cpu, visits = [], [], 0
    for _ in range(n_weeks):
        before, cpu_before = time.perf_counter(), time.process_time()
        visits += live_week(market, rng, is_race)
        wall.append(time.perf_counter() - before)
        cpu.append(time.process_time() - cpu_before)
    print(json.dumps({"buyers": n_buyers, "wall_ns": float(np.median(wall)) / n_buyers * 1e9, "cpu_ns": float(np.median(cpu)) / n_buyers * 1e9,
                      "visits_per_buyer_week": visits / n_buyers / n_weeks, "numpy": np.__version__}))


if __name__ == "__main__":
    main()
