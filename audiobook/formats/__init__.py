"""One file per kind of output; base.py says what a format is."""
