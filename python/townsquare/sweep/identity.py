"""Which run is which: the same hash on every machine for the same run, another for any other run."""

from __future__ import annotations

import hashlib

from townsquare import _core

__all__ = ["point_id", "run_id"]


def point_id(scenario_text: str) -> bytes:
    """SHA-256 of a resolved scenario, as :attr:`townsquare.Scenario.toml` gives it; 32 bytes."""
    return hashlib.sha256(scenario_text.encode()).digest()


def run_id(point: bytes, seed: int, replication: int) -> bytes:
    """SHA-256 of what defines a run: scenario, seed, replication, and the version of the engine's results; 32 bytes."""
    text = f"townsquare run\n{_core.engine_results}\n{point.hex()}\n{seed}\n{replication}\n"
    return hashlib.sha256(text.encode()).digest()
