"""One file per kind of story file."""
