"""What a person writes down: voices.yaml (and what it includes), and the corrections beside a story."""
