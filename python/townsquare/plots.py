"""Pictures of results, with Matplotlib (``pip install townsquare[plots]``)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import xarray as xr

from townsquare._html import COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["fan", "forest", "phases", "survival"]

#: Quantiles of a fan: the edges, drawn as thin lines, and the band.
EDGES = (0.05, 0.95)
BAND = (0.25, 0.75)


def phases(outcome: xr.DataArray, axes: Axes | None = None) -> Axes:
    """Draws the mean of an outcome over two numbers of founders, with its value in each field and a line at one half.

    Parameters
    ----------
    outcome
        Of :func:`townsquare.launch_frontier`: dimensions (founding_sellers, founding_buyers, replication).
        ``reached_critical_mass`` and ``survived`` are shares of runs, and have the line.
    axes
        Where to draw; a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes
        Founding buyers to the right, founding sellers upwards, evenly spaced whatever their values.
    """
    axes = _axes(axes)
    mean = outcome.mean(dim="replication")
    values = mean.to_numpy()
    is_share = 0 <= float(values.min()) and float(values.max()) <= 1
    axes.imshow(values, origin="lower", aspect="auto", cmap="Blues", vmin=0, vmax=1 if is_share else None)
    if is_share and values.min() < 0.5 < values.max() and min(values.shape) > 1:
        axes.contour(values, levels=[0.5], colors="black", linewidths=1)
    half = 0.5 if is_share else float(values.max()) / 2
    for (row, column), value in np.ndenumerate(values):
        text = f"{value:.0%}" if is_share else f"{value:.3g}"
        axes.text(column, row, text, ha="center", va="center", color="white" if value > half else "black")
    axes.set_xticks(range(values.shape[1]), [str(n) for n in mean["founding_buyers"].to_numpy()])
    axes.set_yticks(range(values.shape[0]), [str(n) for n in mean["founding_sellers"].to_numpy()])
    axes.set_xlabel("founding buyers")
    axes.set_ylabel("founding sellers")
    title = str(outcome.attrs.get("long_name", outcome.name))
    axes.set_title(title.replace("1 when", "share of runs in which", 1) if is_share else title)
    return axes


def fan(series: xr.DataArray, axes: Axes | None = None, smooth: int = 4, scale: float = 1.0) -> Axes:
    """Draws how a weekly series spreads over the replications.

    Parameters
    ----------
    series
        Dimensions (arm, replication, week). Replications that are NaN in a week are left out of it.
    axes
        Where to draw; a new figure by default.
    smooth
        Weeks of the moving average, 1 for none.
    scale
        Divides the values: 1e6 for millions.

    Returns
    -------
    matplotlib.axes.Axes
        Median as a line; the band holds the middle half of the replications, the thin lines the middle nine tenths.
    """
    axes = _axes(axes)
    weeks = series["week"].to_numpy()
    for i, arm in enumerate(series["arm"].to_numpy()):
        values = series.sel(arm=arm).rolling(week=smooth, min_periods=1).mean() / scale
        colour = COLOURS[i % len(COLOURS)]
        low, high = values.quantile(BAND, dim="replication").to_numpy()
        axes.fill_between(weeks, low, high, color=colour, alpha=0.2, linewidth=0)
        for edge in values.quantile(EDGES, dim="replication").to_numpy():
            axes.plot(weeks, edge, color=colour, linewidth=0.7, linestyle=":")
        axes.plot(weeks, values.median(dim="replication").to_numpy(), color=colour, label=str(arm))
    axes.set_xlabel("weeks since the launch")
    axes.set_ylabel(_label(series, scale))
    axes.set_ylim(bottom=0)
    axes.margins(x=0)
    axes.legend(frameon=False)
    return axes


def survival(alive: xr.DataArray, axes: Axes | None = None) -> Axes:
    """Draws the share of replications whose platform is alive in each week.

    Parameters
    ----------
    alive
        0 or 1, dimensions (arm, replication, week).
    axes
        Where to draw; a new figure by default.
    """
    axes = _axes(axes)
    for i, arm in enumerate(alive["arm"].to_numpy()):
        share = alive.sel(arm=arm).mean(dim="replication") * 100
        axes.step(alive["week"], share, where="post", color=COLOURS[i % len(COLOURS)], label=str(arm),
                  linewidth=max(4.0 - 1.5 * i, 1.0))  # so that lines on each other are all seen
    axes.set_xlabel("weeks since the launch")
    axes.set_ylabel("% still open")
    axes.set_ylim(0, 102)
    axes.margins(x=0)
    return axes


def forest(effects: pd.DataFrame, axes: Axes | None = None, outcomes: Sequence[str] | None = None) -> Axes:
    """Draws paired differences with their intervals, each as a share of the reference arm's mean.

    Parameters
    ----------
    effects
        What :meth:`townsquare.Comparison.effects` gives.
    axes
        Where to draw; a new figure by default.
    outcomes
        Which outcomes, top to bottom; all by default.

    Returns
    -------
    matplotlib.axes.Axes
        One row per outcome and arm; a row is left out if the reference is about 0.
    """
    axes = _axes(axes)
    table = effects.reset_index()
    chosen = list(outcomes) if outcomes is not None else list(dict.fromkeys(table["outcome"]))
    arms = list(dict.fromkeys(table["arm"]))
    labels = []
    for row, outcome in enumerate(chosen):
        for i, arm in enumerate(arms):
            found = table[(table["outcome"] == outcome) & (table["arm"] == arm)]
            if found.empty:
                continue
            effect = found.iloc[0]
            base = abs(effect["reference_mean"])
            if not base > 1e-9:
                continue
            middle, low, high = (100 * effect[name] / base for name in ("difference", "low", "high"))
            y = row + (i - (len(arms) - 1) / 2) * 0.25
            axes.plot([low, high], [y, y], color=COLOURS[(i + 1) % len(COLOURS)], linewidth=2)
            axes.plot([middle], [y], "o", color=COLOURS[(i + 1) % len(COLOURS)],
                      label=str(arm) if arm not in labels else None)
            labels.append(arm)
    axes.axvline(0, color="#666", linewidth=0.8)
    axes.set_yticks(range(len(chosen)), [str(outcome).replace("_", " ") for outcome in chosen])
    axes.invert_yaxis()
    reference = table["reference"].iloc[0]
    axes.set_xlabel(f"paired difference, % of the mean of “{reference}”; 95 % interval")
    axes.legend(frameon=False)
    return axes


def _axes(axes: Axes | None) -> Axes:
    if axes is not None:
        return axes
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(8, 4), constrained_layout=True)[1]


def _label(series: xr.DataArray, scale: float) -> str:
    name = series.attrs.get("long_name", series.name)
    unit = series.attrs.get("units", "")
    power = int(np.round(np.log10(scale)))
    times = {0: "", 3: "thousand ", 6: "million "}.get(power, f"1e{power} ")
    return f"{name} ({times}{unit})" if unit not in {"", "1"} else str(name)
