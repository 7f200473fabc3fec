"""The options of the helper model, which every command has that understands a story."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import click

from audiobook.errors import SettingsError
from audiobook.helper.address import HelperModel, parse_address, refuse_elsewhere

_OFF: Final = "off"

_OPTIONS: Final = (
    click.option(
        "--attribution-llm",
        "llm",
        metavar="URL",
        help="Ask a language model on this machine about the doubtful lines: http://127.0.0.1:8080/v1 (llama.cpp, "
        'Ollama). "off": do not, whatever voices.yaml says.',
    ),
    click.option(
        "--attribution-llm-model",
        "llm_model",
        default="",
        metavar="NAME",
        help="Which of that server's models.  [default: the first]",
    ),
    click.option(
        "--attribution-llm-remote",
        "llm_remote",
        is_flag=True,
        help="It may be on another machine, which then sees passages of the book.",
    ),
)


def helper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def helper_from(stated: HelperModel | None, llm: str | None, llm_model: str, *, llm_remote: bool) -> HelperModel | None:
    """Lay the flags over what voices.yaml states. Raises SettingsError, above all for one on another machine."""
    if llm == _OFF:
        return None
    helper = stated
    if llm is not None:
        address = parse_address(llm, "--attribution-llm")
        helper = replace(stated, address=address) if stated else HelperModel(address)
    if helper is None:
        if llm_model or llm_remote:
            raise SettingsError("no helper model is named", hint="add --attribution-llm http://127.0.0.1:8080/v1")
        return None
    helper = replace(helper, model=llm_model or helper.model, remote=llm_remote)
    refuse_elsewhere(helper)
    return helper
