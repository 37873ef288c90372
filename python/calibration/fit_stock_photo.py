"""Fits the stock-photo market to Stocksy United's revenue of 2014 and 2015, and shows what 2017 then gives.

    python python/calibration/fit_stock_photo.py

Two numbers are fitted: the size of the market and the price. For each price in the range that the trade press
gives ($35-45) and each size, the medians over replications of revenue in 2014 and 2015 are compared with the
published figures by squared log errors. Prices trade off against sizes and are told apart by luck alone, so the
price is then held at the middle of its range, and the size is fitted once more, in smaller steps over more
replications. 2017 is printed and not used.
"""

import math

import townsquare as ts

PUBLISHED = {2014: 3.5e6, 2015: 7.93e6, 2017: 10.7e6}  # Selling Stock, 31 May 2016 and 1 June 2018
WEEKS = {2014: slice(40, 92), 2015: slice(92, 144), 2017: slice(196, 248)}  # week 0 is 25 March 2013
PRICES = [35.0, 37.5, 40.0, 42.5, 45.0]
SIZES = [550, 600, 650, 700, 750, 800]  # agents of 20 buyers
REPLICATIONS = 60

MIDDLE_PRICE = 40.0
FINE_SIZES = range(690, 761, 10)
FINE_REPLICATIONS = 200  # as many as the comparison of the demo


def revenue(size: int, price: float, replications: int) -> dict[int, float]:
    """Median revenue of each published year."""
    # marked as in the file, so that it is not drawn from a range: a line of a file, where `set` takes values alone
    marked = f'market.buyers={{ value = {size}, evidence = "weak", source = "tried" }}'
    scenario = ts.load("stocksy", {"pricing.price": f"{price} USD"})._changed([marked], [])
    result = ts.run(scenario, replications=replications, progress=False)
    gmv = result.ds["gmv"].isel(arm=0)
    return {year: float(gmv.isel(week=weeks).sum("week").median("replication")) for year, weeks in WEEKS.items()}


def fit(prices: list[float], sizes: list[int], replications: int) -> None:
    """Prints every pair that was tried, and the one with the least error."""
    rows = []
    print(f"{'price':>6} {'agents':>7} {'2014':>7} {'2015':>7} {'2017':>7} {'error':>7}   {replications} replications")
    for price in prices:
        for size in sizes:
            got = revenue(size, price, replications)
            error = sum(math.log(got[year] / PUBLISHED[year]) ** 2 for year in (2014, 2015))
            rows.append((error, abs(price - MIDDLE_PRICE), size, price, got))
            print(f"{price:>6} {size:>7} " + " ".join(f"{got[y] / 1e6:>6.2f}M" for y in got) + f" {error:>7.4f}", flush=True)
    error, _, size, price, got = min(rows)
    print(f"\nbest: price {price} USD, {size} agents; 2017 predicted {got[2017] / 1e6:.2f}M, published 10.7M "
          f"({100 * (got[2017] / PUBLISHED[2017] - 1):+.0f} %)\n")


def main() -> None:
    fit([MIDDLE_PRICE], list(FINE_SIZES), FINE_REPLICATIONS)
    fit(PRICES, SIZES, REPLICATIONS)


if __name__ == "__main__":
    main()
