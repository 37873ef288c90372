"""Fits the stock-photo market to Stocksy United's revenue of 2014 and 2015, and shows what 2017 then gives.

    python python/calibration/fit_stock_photo.py

Two numbers are fitted: the size of the market and the price. For each price in the range that the trade press
gives ($35-45) and each size, the medians over replications of revenue in 2014 and 2015 are compared with the
published figures by squared log errors. 2017 is printed and not used.
"""

import math

import townsquare as ts

PUBLISHED = {2014: 3.5e6, 2015: 7.93e6, 2017: 10.7e6}  # Selling Stock, 31 May 2016 and 1 June 2018
WEEKS = {2014: slice(40, 92), 2015: slice(92, 144), 2017: slice(196, 248)}  # week 0 is 25 March 2013
PRICES = [35.0, 37.5, 40.0, 42.5, 45.0]
SIZES = [1100, 1200, 1300, 1400, 1500, 1600]  # agents of 10 buyers
REPLICATIONS = 60


def revenue(size: int, price: float) -> dict[int, float]:
    """Median revenue of each published year."""
    result = ts.run("stocksy", replications=REPLICATIONS, progress=False,
                    set={"market.buyers": size, "pricing.price": f"{price} USD"})
    gmv = result.ds["gmv"].isel(arm=0)
    return {year: float(gmv.isel(week=weeks).sum("week").median("replication")) for year, weeks in WEEKS.items()}


def main() -> None:
    rows = []
    print(f"{'price':>6} {'agents':>7} {'2014':>7} {'2015':>7} {'2017':>7} {'error':>7}")
    for price in PRICES:
        for size in SIZES:
            got = revenue(size, price)
            error = sum(math.log(got[year] / PUBLISHED[year]) ** 2 for year in (2014, 2015))
            rows.append((error, abs(price - 40), size, price, got))
            print(f"{price:>6} {size:>7} " + " ".join(f"{got[y] / 1e6:>6.2f}M" for y in got) + f" {error:>7.4f}", flush=True)
    error, _, size, price, got = min(rows)
    print(f"\nbest: price {price} USD, {size} agents; 2017 predicted {got[2017] / 1e6:.2f}M, published 10.7M "
          f"({100 * (got[2017] / PUBLISHED[2017] - 1):+.0f} %)")


if __name__ == "__main__":
    main()
