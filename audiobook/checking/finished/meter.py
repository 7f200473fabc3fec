"""How loud a sound is, and how quiet: reckoned hop by hop while it is decoded, in memory that hardly grows with it."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audiobook.audio.decoding import WIDTH
from audiobook.checking.finished.levels import DEAD_DBFS, HOP_S, ONSET_DBFS, Levels

_FLOOR_HOPS: Final = 10
"""The noise floor is the RMS of the quietest 500 ms, as Audacity's ACX Check has it (0.4 to 0.5 s)."""


class Meter:
    """Takes in a sound, piece by piece."""

    def __init__(self, sample_rate_hz: int, n_channels: int) -> None:
        """Begin with nothing."""
        self._rate_hz, self._n_channels = sample_rate_hz, n_channels
        self._hop = max(1, round(HOP_S * sample_rate_hz)) * n_channels
        self._powers: list[NDArray[np.float64]] = []
        self._n_values = 0
        self._energy = self._side_energy = self._peak = 0.0

    @property
    def n_bytes(self) -> int:
        """How long pieces must be: whole hops, some seconds of sound; only the last may be shorter."""
        return WIDTH * self._hop * 256

    def add(self, piece: bytes) -> None:
        """Take in the next piece: samples of all channels in turn, as `audio.decoding` gives them."""
        values = np.frombuffer(piece, ">f4").astype(np.float32)
        if not values.size:
            return
        whole = values.size // self._hop * self._hop
        hops = values[:whole].reshape(-1, self._hop)
        energies = np.einsum("ij,ij->i", hops, hops).astype(np.float64)
        self._powers.append(energies / self._hop)
        rest = values[whole:]
        if rest.size:
            last = np.array([np.dot(rest, rest)], np.float64)
            self._powers.append(last / rest.size)
            energies = np.concatenate([energies, last])
        self._n_values += values.size
        self._energy += float(energies.sum())
        self._peak = max(self._peak, float(values.max()), -float(values.min()))
        if self._n_channels == 2:
            side = (values[0::2] - values[1::2]) / 2
            self._side_energy += float(np.dot(side, side))

    def levels(self) -> Levels:
        """Give what was measured so far."""
        powers = np.concatenate([np.zeros(0), *self._powers])
        loud = np.flatnonzero(powers > _power(ONSET_DBFS))
        seconds = self._n_values / self._n_channels / self._rate_hz
        head, tail = (powers[: loud[0]], powers[loud[-1] + 1 :]) if loud.size else (powers, powers[:0])
        return Levels(
            sample_rate_hz=self._rate_hz,
            n_channels=self._n_channels,
            n_samples=self._n_values // self._n_channels,
            rms_dbfs=_db(self._energy / max(1, self._n_values)),
            peak_dbfs=2 * _db(self._peak),
            floor_dbfs=_db(_quietest(powers)),
            dead_s=_longest(powers < _power(DEAD_DBFS)) * HOP_S,
            head_s=float(loud[0]) * HOP_S if loud.size else seconds,
            tail_s=max(0.0, seconds - float(loud[-1] + 1) * HOP_S) if loud.size else seconds,
            head_dbfs=_db(float(head.mean())) if head.size else None,
            tail_dbfs=_db(float(tail.mean())) if tail.size else None,
            side_dbfs=_db(self._side_energy / max(1, self._n_values // 2)) if self._n_channels == 2 else None,
        )


def _quietest(powers: NDArray[np.float64]) -> float:
    """Give the least mean power of 500 ms; of all, where there is less."""
    if powers.size < _FLOOR_HOPS:
        return float(powers.mean()) if powers.size else 0.0
    return float(np.lib.stride_tricks.sliding_window_view(powers, _FLOOR_HOPS).mean(axis=1).min())


def _longest(is_so: NDArray[np.bool_]) -> int:
    """Give the length of the longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_so, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _power(level_db: float) -> float:
    return float(10 ** (level_db / 10))


def _db(power: float) -> float:
    return 10 * math.log10(power) if power > 0 else -math.inf
