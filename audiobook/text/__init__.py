"""Story file -> Book."""
