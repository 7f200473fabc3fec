"""Clips -> finished sound."""
