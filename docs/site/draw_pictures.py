"""Draws the pictures of a page of the documentation from the pages of `townsquare report` that its commands write.

    python docs/site/draw_pictures.py docs/tutorial.md FOLDER build/release

FOLDER is where the commands were run. Above each picture of the page stands where it comes from:
`<!-- drawn from bakers.html: Sales week by week -->`. The test of the tutorial draws them anew and compares.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PICTURE = re.compile(r"<!-- drawn from (\S+): (.+?) -->\n!\[[^\]]+\]\((pictures/[\w-]+\.svg)\)")


def pictures_of(page: Path) -> list[tuple[str, str, Path]]:
    """Page of the report, heading of the figure and file of each picture, in order."""
    return [(report, heading, page.parent / file) for report, heading, file in PICTURE.findall(page.read_text(encoding="utf-8"))]


def draw(report: Path, heading: str, build: Path) -> str:
    """A figure of a report as SVG."""
    command = ["node", str(HERE / "draw_chart.mjs"), str(build.resolve() / "report" / "npm"), str(report), heading]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


if __name__ == "__main__":
    page, folder, build = map(Path, sys.argv[1:])
    for report, heading, file in pictures_of(page):
        file.parent.mkdir(exist_ok=True)
        file.write_text(draw(folder / report, heading, build), encoding="utf-8")
        print(file)
