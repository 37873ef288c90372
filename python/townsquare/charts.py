"""Charts of results and studies, with Vega-Altair (``pip install townsquare[plots]``).

What :mod:`townsquare.plots` draws on Matplotlib's axes is for paper; what this module returns is an ``altair.Chart`` that carries its numbers
(``chart.data``), shows them under the mouse, and saves itself as HTML, SVG or PNG (``chart.save``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd
import xarray as xr

from townsquare import _core
from townsquare._html import COLOURS
from townsquare._words import words

if TYPE_CHECKING:
    from townsquare.calibration import Fit
    from townsquare.sweep.results import StudyResults

#: A chart of Altair, which ships types of its own; here it is loaded when the first one is drawn.
Chart: TypeAlias = Any

__all__ = ["boxes", "check", "fan", "phases", "posterior"]

#: Rows of a chart at most; more weeks are thinned.
MOST_ROWS = 4000


def fan(ds: xr.Dataset, series: str, *, smooth: int = 4, width: int = 560) -> Chart:
    """A weekly series over the replications, and below it the share of them that is still alive.

    Parameters
    ----------
    ds
        Of a result (``result.ds``) or comparison: `series` and ``is_alive`` with dimensions (arm, replication, week).
    series
        Name of a weekly metric. Replications that are NaN in a week are left out of it.
    smooth
        Weeks of the moving average, 1 for none.
    width
        In pixels.

    Returns
    -------
    altair.VConcatChart
        Lines are medians, dark bands hold the middle half of the replications, pale ones the middle nine tenths. ``chart.data``
        has a row for each arm and week: ``low``, ``quarter``, ``median``, ``three_quarters``, ``high`` in the series' unit, and
        ``alive``, a share. Above 4,000 rows only every so many weeks are kept.

    Raises
    ------
    ValueError
        If the dataset keeps no such series.
    """
    alt = _altair()
    for name in (series, "is_alive"):
        if name not in ds or "week" not in ds[name].dims:
            raise ValueError(f"the dataset has no weekly series {name!r}")
    arms = [str(arm) for arm in ds["arm"].to_numpy()]
    every = -(-len(arms) * ds.sizes["week"] // MOST_ROWS)
    values = ds[series].rolling(week=smooth, min_periods=1).mean().isel(week=slice(None, None, every))
    alive = ds["is_alive"].isel(week=slice(None, None, every)).mean("replication")
    quantiles = values.quantile([0.05, 0.25, 0.5, 0.75, 0.95], dim="replication").transpose("arm", "week", "quantile").to_numpy()
    weeks = values["week"].to_numpy()
    table = pd.DataFrame(quantiles.reshape(-1, 5), columns=["low", "quarter", "median", "three_quarters", "high"])
    table.insert(0, "arm", np.repeat(arms, len(weeks)))
    table.insert(1, "week", np.tile(weeks, len(arms)))
    table["alive"] = alive.transpose("arm", "week").to_numpy().reshape(-1)

    colour = alt.Color("arm:N", title=None, scale=alt.Scale(domain=arms, range=[COLOURS[i % len(COLOURS)] for i in range(len(arms))]),
                       legend=alt.Legend(orient="top", symbolType="stroke", symbolStrokeWidth=3, symbolOpacity=1) if len(arms) > 1 else None)
    unit = ds[series].attrs.get("units", "")
    label = f"{ds[series].attrs.get('long_name', series)}{f' ({unit})' if unit not in ('', '1') else ''}"
    # "s": 1.5k and 2M rather than 1500 and 2000000
    y = alt.Axis(format="~s")
    base = alt.Chart(table).encode(x=alt.X("week:Q", title=None, scale=alt.Scale(nice=False)), color=colour)
    tips = [alt.Tooltip("arm"), alt.Tooltip("week"), *(alt.Tooltip(name, format=".3~s") for name in ("low", "median", "high"))]
    upper = alt.layer(
        base.mark_area(opacity=0.12).encode(y=alt.Y("low:Q", title=label, axis=y), y2="high:Q"),
        base.mark_area(opacity=0.25).encode(y=alt.Y("quarter:Q", title=label, axis=y), y2="three_quarters:Q"),
        base.mark_line(strokeWidth=2).encode(y=alt.Y("median:Q", title=label, axis=y), tooltip=tips),
    ).properties(width=width, height=260)
    lower = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        x=alt.X("week:Q", title="weeks since the launch", scale=alt.Scale(nice=False)),
        y=alt.Y("alive:Q", title="still open", axis=alt.Axis(format="%", tickCount=3), scale=alt.Scale(domain=[0, 1])),
        tooltip=[alt.Tooltip("arm"), alt.Tooltip("week"), alt.Tooltip("alive", format=".0%")]).properties(width=width, height=70)
    chart = alt.vconcat(upper, lower, data=table, spacing=8)
    return _plain(chart)


def phases(outcome: pd.DataFrame | xr.DataArray, x: str, y: str, *, title: str = "", cell: int = 74) -> Chart:
    """The mean of an outcome over two factors, and in each field how sure it is.

    Parameters
    ----------
    outcome
        What :meth:`townsquare.StudyResults.means` gives of a grid of two factors; or an array with dimensions `x`, `y` and
        ``replication``, as :func:`townsquare.launch_frontier` gives, whose means and 95 % intervals are computed as there.
    x, y
        Names of the factors, to the right and upwards, in the order of their levels.
    title
        Above the chart; the outcome's long name by default.
    cell
        Size of a field in pixels.

    Returns
    -------
    altair.LayerChart
        Each field has its mean and below it the 95 % interval. ``chart.data`` has a row for each field: `x`, `y`,
        ``mean``, ``low``, ``high``. Of shares, fields whose interval holds one half have a dashed frame: too few runs to say
        on which side of the border they lie.

    Raises
    ------
    ValueError
        If a factor is missing, or a field has several points: then another factor varies, which must be held first.
    """
    alt = _altair()
    table = _fields(outcome, x, y) if isinstance(outcome, xr.DataArray) else outcome.reset_index(drop=True)
    for name in (x, y):
        if name not in table:
            raise ValueError(f"no factor is called {name!r}; there are {', '.join(str(each) for each in table if each not in ('mean', 'low', 'high', 'runs'))}")
    if table.duplicated([x, y]).any():
        raise ValueError(f"fields of {x} and {y} have several points each: another factor varies; choose one level of it first")
    data = table[[x, y]].astype(str).assign(mean=table["mean"], low=table["low"], high=table["high"])
    is_share = bool((data["mean"] >= 0).all() and (data["mean"] <= 1).all())
    data["value"] = [f"{mean:.0%}" if is_share else words(mean) for mean in data["mean"]]
    data["spread"] = [f"{100 * low:.0f}–{high:.0%}" if is_share else f"{words(low)}–{words(high)}"
                      for low, high in zip(data["low"], data["high"], strict=True)]
    data["unsure"] = is_share & (data["low"] < 0.5) & (data["high"] > 0.5)
    top = 1.0 if is_share else float(data["mean"].max())
    levels = {name: list(dict.fromkeys(data[name])) for name in (x, y)}
    base = alt.Chart(data).encode(
        x=alt.X(f"{x}:N", sort=levels[x], title=x.replace("_", " "), axis=alt.Axis(labelAngle=0)),
        y=alt.Y(f"{y}:N", sort=levels[y][::-1], title=y.replace("_", " ")))
    colour = alt.Color("mean:Q", scale=alt.Scale(scheme="blues", domain=[min(0.0, float(data["mean"].min())), top]),
                       legend=alt.Legend(title=None, format="%" if is_share else "~s"))
    ink = alt.condition(f"datum.mean > {top * 0.55!r}", alt.value("white"), alt.value("#222"))
    tips = [alt.Tooltip(name) for name in (x, y)] + [alt.Tooltip(name, format=".3~s") for name in ("mean", "low", "high")]
    name = title or (str(outcome.attrs.get("long_name", outcome.name)) if isinstance(outcome, xr.DataArray) else "")
    return _plain(alt.layer(
        base.mark_rect().encode(color=colour, tooltip=tips),
        base.transform_filter("datum.unsure").mark_rect(
            fillOpacity=0, stroke=COLOURS[1], strokeWidth=2, strokeDash=[5, 3], width=cell - 8, height=cell * 0.75 - 8),
        base.mark_text(fontSize=15, dy=-7).encode(text="value:N", color=ink),
        base.mark_text(fontSize=10, dy=10).encode(text="spread:N", color=ink),
        data=data,
    ).properties(width=cell * len(levels[x]), height=cell * 0.75 * len(levels[y]), title=name))


def _fields(outcome: xr.DataArray, x: str, y: str) -> pd.DataFrame:
    """Means and intervals over the replications."""
    for name in (x, y, "replication"):
        if name not in outcome.dims:
            raise ValueError(f"the array has no dimension {name!r}; it has {', '.join(map(str, outcome.dims))}")
    if len(outcome.dims) > 3:
        raise ValueError(f"fields of {x} and {y} have several points each: another dimension varies; choose one value of it first")
    rows = [(a, b, *_core.outcome_estimate(str(outcome.name), outcome.sel({x: a, y: b}).to_numpy(), 1_000_000))
            for a in outcome[x].to_numpy() for b in outcome[y].to_numpy()]
    return pd.DataFrame(rows, columns=[x, y, "mean", "low", "high", "runs"])


def boxes(results: StudyResults, outcome: str, x: str, y: str, *, size: int = 340, **failed: Any) -> Chart:
    """Points of a sample over two of its factors, by whether they failed, and the boxes that were discovered.

    Parameters
    ----------
    results, outcome
        As of :meth:`townsquare.StudyResults.discover`.
    x, y
        Names of two factors with ranges.
    size
        Width and height in pixels.
    **failed
        What :meth:`townsquare.StudyResults.discover` takes: ``below``, ``above``, ``density``, ``mass``, ``boxes``.

    Returns
    -------
    altair.LayerChart
        ``chart.data`` has a row for each point: `x`, `y`, ``mean``, ``failed``. A box shows its limits on these two factors only.

    Raises
    ------
    ValueError
        If a factor is unknown or has no range; whatever ``discover`` raises.
    """
    alt = _altair()
    found = results.discover(outcome, **failed)
    means = results.means(outcome)
    factors = {factor.name: factor for factor in results.study.factors}
    data = pd.DataFrame({"mean": means["mean"]})
    ends = {}
    for name in (x, y):
        if name not in factors or not factors[name].is_range:
            raise ValueError(f"no factor with a range is called {name!r}; there are {', '.join(n for n, f in factors.items() if f.is_range)}")
        numbers, unit = factors[name].numbers_of(list(means[name])) or ([], "")
        data[name] = numbers
        ends[name] = (data[name].min(), data[name].max(), f"{name.replace('_', ' ')}{f' ({unit})' if unit else ''}")
    limit = failed.get("below", failed.get("above"))
    is_failed = data["mean"] < limit if failed.get("below") is not None else data["mean"] > limit
    data["failed"] = np.where(is_failed, found.question, "not so")
    scale = {name: alt.Scale(domain=list(ends[name][:2]), nice=False, zero=False, padding=6) for name in (x, y)}
    colour = alt.Color("failed:N", title=None, scale=alt.Scale(domain=[found.question, "not so"], range=[COLOURS[1], "#9bb7c9"]),
                       legend=alt.Legend(orient="top"))
    points = alt.Chart(data).mark_circle(size=42, opacity=0.85).encode(
        x=alt.X(f"{x}:Q", scale=scale[x], title=ends[x][2]), y=alt.Y(f"{y}:Q", scale=scale[y], title=ends[y][2]), color=colour,
        tooltip=[alt.Tooltip(name, format=".3~s") for name in (x, y, "mean")])
    frames = pd.DataFrame([_frame(found.limits, box, {x: ends[x][:2], y: ends[y][:2]}) for box in found.boxes.index])
    layers = [points]
    if len(frames):
        layers.append(alt.Chart(frames).mark_rect(fillOpacity=0.08, fill=COLOURS[1], stroke="#222", strokeWidth=1.5).encode(
            x=f"{x}_low:Q", x2=f"{x}_high:Q", y=f"{y}_low:Q", y2=f"{y}_high:Q"))
    return _plain(alt.layer(*layers, data=data).properties(width=size, height=size))


def _frame(limits: pd.DataFrame, box: int, ends: dict[str, tuple[float, float]]) -> dict[str, float]:
    frame: dict[str, float] = {}
    for name, (low, high) in ends.items():
        found = limits[(limits.index.get_level_values("box") == box) & (limits.index.get_level_values("factor") == name)]
        frame[f"{name}_low"] = float(found["low"].fillna(low).iloc[0]) if len(found) else low
        frame[f"{name}_high"] = float(found["high"].fillna(high).iloc[0]) if len(found) else high
    return frame


def posterior(fit: Fit, *, width: int = 260, bins: int = 12) -> Any:
    """What a fit says of each factor: the posterior's weight in equal parts of the prior, whose own weight is the dashed line.

    Returns
    -------
    altair.HConcatChart
        ``chart.data`` has a row for each factor and part: ``factor``, ``low``, ``high`` (in the factor's unit), ``weight``.
    """
    alt = _altair()
    rows = []
    for i, factor in enumerate(fit.factors):
        weights, edges = np.histogram(fit.places[:, i], bins=bins, range=(0, 1), weights=fit.posterior["weight"])
        ends = (factor.numbers_of([factor.label_at(float(edge)) for edge in edges]) or ([], ""))[0]
        rows += [(factor.name, ends[k], ends[k + 1], float(weights[k])) for k in range(bins)]
    data = pd.DataFrame(rows, columns=["factor", "low", "high", "weight"])
    parts = []
    for factor, unit in zip(fit.factors, fit.summary()["unit"], strict=True):
        scale = alt.Scale(type="log" if factor.scale == "log" else "linear", nice=False, zero=False)
        base = alt.Chart(data).transform_filter(alt.datum.factor == factor.name)
        bars = base.mark_rect(color=COLOURS[0], opacity=0.7, stroke="white").encode(
            x=alt.X("low:Q", scale=scale, title=f"{factor.name.replace('_', ' ')}{f' ({unit})' if unit else ''}", axis=alt.Axis(tickCount=5)), x2="high:Q",
            y=alt.Y("weight:Q", title="share of the posterior", axis=alt.Axis(format="%", tickCount=4), scale=alt.Scale(zero=True)),
            y2=alt.datum(0), tooltip=[alt.Tooltip(name, format=".3~s") for name in ("low", "high", "weight")])
        line = base.mark_rule(strokeDash=[4, 3], color="#444").encode(y=alt.datum(1 / bins))
        parts.append(alt.layer(bars, line).properties(width=width, height=170))
    return _plain(alt.hconcat(*parts, data=data))


def check(table: pd.DataFrame, *, unit: str = "", width: int = 460) -> Any:
    """The predictive check of a fit: what runs give before and after it, and the published figures.

    Parameters
    ----------
    table
        What :meth:`townsquare.calibration.Fit.check` gives, of targets in one unit.
    unit
        Of the figures, for the axis.
    width
        In pixels.

    Returns
    -------
    altair.LayerChart
        ``chart.data`` has a row for each target, as in `table`.
    """
    alt = _altair()
    data = table.reset_index()
    data["row"] = data["target"] + [f" ({use})" for use in data["use"]]
    base = alt.Chart(data).encode(y=alt.Y("row:N", sort=None, title=None, axis=alt.Axis(labelLimit=300, ticks=False, domain=False)))
    style = {"title": f"{unit}; bars: 90 % of the runs".lstrip("; "), "axis": alt.Axis(format="~s", tickCount=6)}
    tips = [alt.Tooltip("target"), *(alt.Tooltip(name, format=".3~s") for name in ("published", "low", "median", "high", "prior_low", "prior_high"))]
    return _plain(alt.layer(
        base.mark_bar(height=22, color="#d9d9d9").encode(x=alt.X("prior_low:Q", **style), x2="prior_high:Q"),
        base.mark_bar(height=9, color=COLOURS[0], opacity=0.75).encode(x=alt.X("low:Q", **style), x2="high:Q", tooltip=tips),
        base.mark_tick(color="white", thickness=2, height=9).encode(x=alt.X("median:Q", **style)),
        base.mark_point(shape="diamond", filled=True, size=130, color=COLOURS[1], opacity=1).encode(x=alt.X("published:Q", **style), tooltip=tips),
        data=data).properties(width=width, height=46 * len(data), title="Published (diamonds), runs after the fit (blue) and before it (grey)"))


def _plain(chart: Any) -> Any:
    """The style of all charts."""
    return chart.configure_view(stroke=None).configure_axis(grid=False, labelFontSize=12, titleFontSize=12, titleFontWeight="normal").configure_legend(
        labelFontSize=12, labelLimit=400).configure_title(fontSize=14, fontWeight="normal", anchor="start")


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise ImportError(f"charts need {error.name}: pip install 'townsquare[plots]'") from error
    return altair
