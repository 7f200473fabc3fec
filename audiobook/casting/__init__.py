"""A voice for every speaker: roles.py gives them, catalogue.py knows how voices sound, meetings.py who meets whom."""
