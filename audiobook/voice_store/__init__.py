"""Brings the files of neural voices into the voices folder: what is not known by its sha256 gets no name there."""
