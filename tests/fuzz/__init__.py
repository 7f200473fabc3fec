"""Fuzzing: inputs made at random from the project's own cases, and laws that must hold for whatever comes of them.

`python -m tests.fuzz --help`; CONTRIBUTING.md says how a finding becomes a case of the suite.
"""
