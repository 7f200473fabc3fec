"""Utterances -> clips on disk, in parallel, only what is missing."""
