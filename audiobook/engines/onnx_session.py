"""A neural voice's model on onnxruntime, in one thread, with its errors in words.

Two threads cost twice the CPU time for two thirds of the time; several processes are the way to speed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as troubles

from audiobook.errors import SynthesisError, VoiceError

_QUIET: Final = 4
_LOAD_ERRORS: Final = (troubles.Fail, troubles.InvalidArgument, troubles.InvalidGraph, troubles.InvalidProtobuf)
_RUN_ERRORS: Final = (troubles.Fail, troubles.InvalidArgument, troubles.RuntimeException)


class OnnxSession:
    """A model, loaded."""

    def __init__(self, model: bytes, unfit: VoiceError) -> None:
        """Load a model's file. Raises `unfit` if onnxruntime does not take it."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _QUIET
        try:
            self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except _LOAD_ERRORS as error:
            raise unfit from error
        self._inputs = {one.name for one in self._session.get_inputs()}

    def run(self, given: Mapping[str, NDArray[Any]], outputs: Sequence[str] | None = None) -> list[NDArray[Any]]:
        """Give those outputs (None: all) for what is given; inputs that this model has not are left out.

        Raises SynthesisError if the model fails.
        """
        try:
            found: list[NDArray[Any]] = self._session.run(
                outputs, {name: value for name, value in given.items() if name in self._inputs}
            )
        except _RUN_ERRORS as error:
            raise SynthesisError(f"the voice model failed: {error}") from error
        return found
