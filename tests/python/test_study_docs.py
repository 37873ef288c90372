"""docs/studies.md does what it says: its study file, its commands and its Python, in order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "studies.md"


@pytest.mark.slow
def test_every_block_of_the_page_on_studies_runs(program, tmp_path) -> None:
    for name in ("SALib", "ema_workbench", "pyabc", "altair"):
        pytest.importorskip(name)
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    # blocks of `console` and `py` are what test_study_chain runs
    blocks = [(kind, block) for kind, block in blocks if kind not in ("console", "py")]
    assert [kind for kind, _ in blocks] == ["python", "python", "toml", "sh", "python", "python", "python", "python", "python"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "townsquare").symlink_to(program)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    told = ""
    for kind, block in blocks:
        if kind == "toml":
            (tmp_path / "fees.toml").write_text(block)
            continue
        code = "import townsquare as ts\n" + block
        words = [sys.executable, "-c", code] if kind == "python" else ["sh", "-e", "-c", block]
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=300, env=environment)
        assert done.returncode == 0, block + done.stdout + done.stderr
        told += done.stdout
    for words in ("80 points x 4 replications = 320 runs", "first_low", "sobol of 8 points", "part 2 of 2: 8 runs done", "complete=16", "the difference of gmv_total", "need_rate at most", "quasi_p", "narrowing", "is_inside"):
        assert words in told, told
    assert "#SBATCH --array=1-200" in (tmp_path / "fees.sbatch").read_text()
