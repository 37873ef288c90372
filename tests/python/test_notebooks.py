"""Every notebook runs from top to bottom, with few replications, and shows its pictures."""

from __future__ import annotations

import os
from pathlib import Path

import jupytext
import nbclient
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "python" / "notebooks").glob("*.md"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_runs_and_shows_pictures(path: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("TOWNSQUARE_REPLICATIONS", "6")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    notebook = jupytext.read(path)
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}})
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) >= 1
    for output in outputs:  # warnings of libraries would be the first thing that a reader sees
        assert output["output_type"] != "stream" or output["name"] != "stderr" or not output["text"].strip(), output["text"]
    folder = os.environ.get("TOWNSQUARE_PICTURES")
    if folder:
        from base64 import b64decode

        for i, output in enumerate(pictures):
            (Path(folder) / f"{path.stem}-{i}.png").write_bytes(b64decode(output["data"]["image/png"]))
