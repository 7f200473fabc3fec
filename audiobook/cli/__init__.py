"""The command line: parses, calls, prints. The one place that speaks to people and knows exit codes."""

import sys

from audiobook.cli import stopping


def main() -> None:
    """Run the command line and exit; from the first moment on Ctrl-C ends it in calm, with 130 and a line of advice."""
    stopping.listen()
    try:
        from audiobook.cli import entry  # noqa: PLC0415 - Ctrl-C may come while this is imported

        entry.main()
    except KeyboardInterrupt:
        stopping.say_so()
        sys.exit(stopping.INTERRUPTED)
    finally:
        stopping.listen_no_more()
