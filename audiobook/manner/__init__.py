"""How a line is said: what its cue and its marks tell, and the change of voice that follows.

`rules` has the words and the figures as data; `cues` reads the words beside a quotation, `passages` finds thoughts and
documents; `delivery` brings them together for the script. Pure. docs/manner.md is for the people who listen.
"""
