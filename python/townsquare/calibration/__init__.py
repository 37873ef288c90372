"""Calibration: assumptions fitted to published figures by ABC-SMC of pyABC (``pip install townsquare[calibration]``).

>>> from townsquare.calibration import calibrate, published
>>> fit = calibrate("stocksy", [ts.Factor("market.buyers", low=300, high=1500)], published("stocksy"))
>>> fit.check(published("stocksy", use=None))
"""

from __future__ import annotations

from townsquare.calibration.fit import Fit
from townsquare.calibration.smc import calibrate
from townsquare.calibration.target import Target, published

__all__ = ["Fit", "Target", "calibrate", "published"]
