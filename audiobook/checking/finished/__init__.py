"""Checks of finished files, ours or anybody's: what is measured stands apart from what is made of it."""
