"""The command line: parses, calls, prints. The one place that speaks to people and knows exit codes."""

from audiobook.cli.entry import main

__all__ = ["main"]
