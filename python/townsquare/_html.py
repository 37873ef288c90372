"""Small HTML for notebooks: a verdict line, a table, a line drawing. No scripts, so it survives every viewer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import numpy.typing as npt

# colours that people with any colour vision tell apart (Okabe and Ito 2008)
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")

_WIDTH, _HEIGHT = 260.0, 60.0


def sparkline(lines: Sequence[npt.NDArray[np.float64]], label: str) -> str:
    """Draws lines over the same weeks as inline SVG.

    Parameters
    ----------
    lines
        One array per arm, each of shape (week,); NaN leaves a gap.
    label
        What the lines show, for people who hear the page.
    """
    top = max((float(np.nanmax(line)) for line in lines if np.isfinite(line).any()), default=0.0)
    bottom = min(0.0, *(float(np.nanmin(line)) for line in lines if np.isfinite(line).any()), 0.0)
    span = top - bottom or 1.0
    paths = "".join(
        f'<path d="{_path(line, bottom, span)}" fill="none" stroke="{COLOURS[i % len(COLOURS)]}" stroke-width="1.5"/>'
        for i, line in enumerate(lines)
    )
    zero = _HEIGHT - 1 - (0.0 - bottom) / span * (_HEIGHT - 2)
    return (
        f'<svg role="img" aria-label="{escape(label)}" width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}" '
        f'viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" xmlns="http://www.w3.org/2000/svg">'
        f'<line x1="0" x2="{_WIDTH:.0f}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="#999" stroke-width="0.5"/>{paths}</svg>'
    )


def _path(line: npt.NDArray[np.float64], bottom: float, span: float) -> str:
    """SVG path through at most 260 points; a gap lifts the pen."""
    step = max(1, len(line) // int(_WIDTH))
    points = []
    pen = "M"
    for i in range(0, len(line), step):
        if not np.isfinite(line[i]):
            pen = "M"
            continue
        x = i / max(len(line) - 1, 1) * _WIDTH
        y = _HEIGHT - 1 - (float(line[i]) - bottom) / span * (_HEIGHT - 2)
        points.append(f"{pen}{x:.1f} {y:.1f}")
        pen = "L"
    return " ".join(points)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], colours: Sequence[str | None] = ()) -> str:
    """A table; the first cell of a row is its heading. `colours` marks columns like the lines of a sparkline."""
    marks = [c for c in colours] + [None] * (len(head) - len(colours))
    heads = "".join(
        f'<th style="text-align:{"left" if i == 0 else "right"}{f";color:{mark}" if mark else ""}">{escape(cell)}</th>'
        for i, (cell, mark) in enumerate(zip(head, marks, strict=True))
    )
    body = "".join(
        "<tr>" + "".join(
            f'<td style="text-align:{"left" if i == 0 else "right"}">{escape(cell)}</td>' for i, cell in enumerate(row)
        ) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def page(verdict: str, *parts: str, note: str = "") -> str:
    """The whole: the verdict first, then its grounds."""
    tail = f'<p style="color:#666;font-size:smaller">{escape(note)}</p>' if note else ""
    return f"<div><p><b>{escape(verdict)}</b></p>{''.join(parts)}{tail}</div>"
