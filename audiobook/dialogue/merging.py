"""Two names that the listener says are one person's: as one in the cast, and in what was decided."""

from dataclasses import replace

from audiobook.dialogue.explain import Decision
from audiobook.dialogue.person import Person, form_of
from audiobook.model import Character


def with_names(known: tuple[Character, ...], same: tuple[Character, ...]) -> tuple[Character, ...]:
    """Give the known people with the other names that each of them has; who was not known is now."""
    people = list(known)
    for person in same:
        at = next((i for i, k in enumerate(people) if person.low_names & k.low_names), None)
        if at is None:
            people.append(person)
        else:
            aliases = (*people[at].aliases, *person.names)
            more = tuple(name for name in dict.fromkeys(aliases) if name != people[at].name)
            people[at] = replace(people[at], aliases=more)
    return tuple(people)


def same_numbers(people: list[Person], same: tuple[Character, ...]) -> dict[int, int]:
    """Give for each of these people, though "a voice" and "the man" were met apart, the one number for all."""
    first: dict[int, int] = {}
    for character in same:
        forms = {form_of(name) for name in character.names}
        bearers = [person.number for person in people if forms & set(person.forms)]
        stated = [n for n in bearers if people[n].stated]
        first.update(dict.fromkeys(bearers, (stated or bearers or [0])[0]))
    return first


def renumbered(decisions: dict[int, Decision], first: dict[int, int]) -> dict[int, Decision]:
    """Give the decisions with those numbers."""
    return {speech: _renumbered(decision, first) for speech, decision in decisions.items()}


def _renumbered(decision: Decision, first: dict[int, int]) -> Decision:
    person = first.get(decision.person, decision.person)
    rival = None if decision.runner_up is None else first.get(decision.runner_up, decision.runner_up)
    return replace(decision, person=person, runner_up=None if rival == person else rival)
