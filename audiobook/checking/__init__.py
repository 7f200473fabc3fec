"""Checks what was made: one file per kind of check, each giving findings."""
