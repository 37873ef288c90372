"""What the site shows beside the pages of `docs/`: the root's own pages, and the files that pages point to.

Links in the repository are paths of files, so that they work in any viewer. Here each is followed to the page of the site that shows
the same thing, or to a copy of the file.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"README.md": "readme.md", "CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
LINK = re.compile(r"(\[(?:[^\[\]]|\[[^\]]*\])*\])\(([^)\s#]+)(#[^)\s]*)?\)")
FENCE = re.compile(r"(^```.*?^```)", flags=re.MULTILINE | re.DOTALL)


def how_to_cite() -> str:
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    return f"# How to cite\n\nName the version and the fingerprint of your results beside it: together they say which runs you mean.\n\n```yaml\n{text}```\n"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the root's pages, the page of citation, and every file of the catalogue."""
    for source, page in PAGES.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    files.append(File.generated(config, "cite.md", content=how_to_cite()))
    for path in sorted((ROOT / "scenarios/catalogue").rglob("*.toml")):
        files.append(File.generated(config, f"files/{path.relative_to(ROOT).as_posix()}", abs_src_path=str(path)))
    return files


def followed(text: str, target: str, anchor: str, page: str) -> str:
    """A link of the repository as a link of the site; words alone where the site has no such thing."""
    if "://" in target or target.startswith("mailto:"):
        return f"{text}({target}{anchor})"
    sources = {to: source for source, to in PAGES.items()}
    here = sources.get(page) or ("cite.md" if page == "cite.md" else f"docs/{page}")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
    if path in PAGES:
        found = PAGES[path]
    elif path == "CITATION.cff":
        found = "cite.md"
    elif path.startswith("docs/") and (ROOT / path).is_file():
        found = path.removeprefix("docs/")
    elif path.startswith("scenarios/catalogue/") and path.endswith(".toml") and (ROOT / path).is_file():
        found = f"files/{path}"
    elif (ROOT / path).exists():
        return text[1:-1]
    else:
        return f"{text}({target}{anchor})"  # nowhere: the strict build tells it
    return f"{text}({os.path.relpath(found, posixpath.dirname(page) or '.')}{anchor})"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Follows every link outside of code."""
    parts = FENCE.split(markdown)
    for k in range(0, len(parts), 2):
        parts[k] = LINK.sub(lambda m: followed(m[1], m[2], m[3] or "", page.file.src_uri), parts[k])
    return "".join(parts)
