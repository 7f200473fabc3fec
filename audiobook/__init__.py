"""Turn a story into a multi-voice audiobook, offline, on the listener's own machine."""

__version__ = "0.1.0"
