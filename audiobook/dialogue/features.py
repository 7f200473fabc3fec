"""What the ranker knows of each candidate for a line: numbers about the line, and about the candidate beside it.

The features follow Muzny et al. 2017, He et al. 2013 and Vishnubhotla et al. 2023 in kind: cues, pronouns and genders,
distances and counts of mentions, who is called by name, the same of the turns around, and how far the rules go.
"""

import math
from collections import Counter
from typing import Final

from audiobook.dialogue.cues import Strength, Who
from audiobook.dialogue.exchange import around, gap_after, gap_before, run_after, run_before, turns_after, turns_before
from audiobook.dialogue.outlook import NEVER, NO_CUE, Line, Outlook, gender_sign
from audiobook.dialogue.reading import NARRATION
from audiobook.dialogue.turns import Ballot
from audiobook.dialogue.words import REPLY_OPENERS

_SHORTLY: Final = 6
"""Turns before and after whose cues tell who takes part."""
_LOST: Final = -30.0
"""The rules' score for whom they do not think of."""

Row = list[float]


class Features:
    """A row of numbers for each candidate of each line."""

    def __init__(self, outlook: Outlook, rules: list[Ballot], told: list[Ballot]) -> None:
        """Take the outlook and, for each line, how far behind their favourite the rules see everybody (0 is he).

        told: for each line, the share of whom its description stands for elsewhere.
        """
        self.outlook = outlook
        self.evidence = outlook.evidence
        self.lines = outlook.lines
        self.rules = rules
        self.told = told
        self.signs = [gender_sign(person.gender) for person in self.evidence.people]
        self.most = max(outlook.weight.values(), default=1)
        self._ends: dict[int, tuple[int | None, int | None]] = {}
        self._replies = [self._opens_as_reply(line) for line in self.lines]

    def _opens_as_reply(self, line: Line) -> bool:
        lows = self.evidence.reading.lows
        first = next((lows[i] for i in range(line.first, line.end) if lows[i][0].isalnum()), "")
        return first in REPLY_OPENERS

    def rows(self, i: int, candidates: list[int]) -> list[Row]:
        """Give a row for each candidate of a line."""
        line = self.lines[i]
        shared = self._of_line(i)
        columns = [
            self._of_rules(i, candidates),
            self._of_cue(line, candidates),
            self._of_distance(line, candidates),
            self._of_paragraphs(line, candidates),
            self._of_turns(line, candidates),
            self._of_run(line, candidates),
            self._of_book(i, candidates),
        ]
        return [shared + [value for column in columns for value in column[n]] for n in range(len(candidates))]

    def _of_line(self, i: int) -> Row:
        line, reading = self.lines[i], self.evidence.reading
        here, there = reading.passages[line.passage], reading.passages[line.last_passage]
        before, after = gap_before(self.lines, line), gap_after(self.lines, line)
        cue = line.said.pronoun
        previous = self.lines[i - 1] if i else None
        return [
            line.said.strongest,
            cue.strength if cue else NO_CUE,
            _KINDS[cue.subject.who] if cue else 0,
            gender_sign(cue.subject.gender) if cue else 0,
            line.n_lines,
            line.place,
            line.first - here.first <= 1,
            there.end - line.end <= 1,
            min(60, line.first - here.first),
            math.log1p(line.n_words),
            _ENDINGS.get(line.ending, 0),
            math.log1p(before),
            math.log1p(after),
            previous is not None and not previous.closed and previous.last_passage + 1 == line.passage,
            len(run_before(self.lines, line)),
            len(run_after(self.lines, line)),
            len(reading.pieces[line.number]),
            line.calls,
            self._calls(line.before) if before <= 2 else 0,
            self._calls(line.after) if after <= 2 else 0,
            self._replies[i],
            _ENDINGS.get(self.lines[line.before].ending, 0) if line.before is not None and before <= 2 else 0,
            self.evidence.narrator is not None,
        ]

    def _calls(self, i: int | None) -> int:
        return self.lines[i].calls if i is not None else 0

    def _of_rules(self, i: int, candidates: list[int]) -> list[Row]:
        line = self.lines[i]
        turns = [self.rules[other] if other is not None else {} for other in around(self.lines, line)]
        own = self.rules[i]
        others = [max((v for p, v in own.items() if p != person), default=_LOST) for person in candidates]
        return [
            [own.get(person, _LOST), own.get(person, _LOST) - other, *(near.get(person, _LOST) for near in turns)]
            for person, other in zip(candidates, others, strict=True)
        ]

    def _of_cue(self, line: Line, candidates: list[int]) -> list[Row]:
        cue = line.said.pronoun
        sign = gender_sign(cue.subject.gender) if cue else 0
        ranking = dict(self.evidence.focus.at_pronoun.get(cue.subject.first, ())) if cue else {}
        order = {person: rank for rank, person in enumerate(ranking)}
        best = max(ranking.values(), default=1.0)
        since = {p: self.outlook.narrated.since(p, cue.subject.first) if cue else NEVER for p in candidates}
        fitting = sorted((p for p in candidates if sign * self.signs[p] >= 0), key=lambda p: since[p])
        rank = {person: n for n, person in enumerate(fitting)}
        rows = []
        for person in candidates:
            other = min((s for p, s in line.said.named.items() if p != person), default=NO_CUE)
            mine = person == self.evidence.narrator
            rows.append(
                [
                    line.said.named.get(person, NO_CUE),
                    other,
                    sign * self.signs[person],
                    mine and cue is not None,
                    order.get(person, 9),
                    ranking.get(person, 0.0),
                    ranking.get(person, 0.0) / best,
                    math.log1p(since[person]),
                    rank.get(person, 20),
                    len(fitting),
                ]
            )
        return rows

    def _of_distance(self, line: Line, candidates: list[int]) -> list[Row]:
        outlook, at, end = self.outlook, line.first, line.end
        salience = dict(self.evidence.focus.at_quotation[line.number])
        most = max(salience.values(), default=1.0)
        named = {p: outlook.narrated.since(p, at) for p in candidates}
        meant = {p: outlook.meant.since(p, at) for p in candidates}
        by_name = {p: n for n, p in enumerate(sorted(candidates, key=lambda p: named[p]))}
        by_sense = {p: n for n, p in enumerate(sorted(candidates, key=lambda p: meant[p]))}
        return [
            [
                math.log1p(named[p]),
                by_name[p],
                math.log1p(meant[p]),
                by_sense[p],
                math.log1p(outlook.anywhere.since(p, at)),
                math.log1p(outlook.owned.since(p, at)),
                math.log1p(outlook.narrated.until(p, end)),
                math.log1p(outlook.meant.until(p, end)),
                salience.get(p, 0.0),
                salience.get(p, 0.0) / most,
                outlook.narrated.count(p, at - 60, at),
                outlook.narrated.count(p, at - 200, at),
                math.log1p(outlook.narrated.count(p, at - 800, at)),
                outlook.meant.count(p, at - 60, at),
                outlook.meant.count(p, at - 250, at),
                math.log1p(outlook.meant.count(p, at - 1000, at)),
                outlook.meant.count(p, end, end + 80),
                math.log1p(outlook.anywhere.count(p, at - 1500, end + 500)),
            ]
            for p in candidates
        ]

    def _of_paragraphs(self, line: Line, candidates: list[int]) -> list[Row]:
        passages = self.evidence.reading.passages
        here, there = passages[line.passage], passages[line.last_passage]
        last = passages[line.passage - 1] if line.passage else None
        following = passages[line.last_passage + 1] if line.last_passage + 1 < len(passages) else None
        where = self.outlook
        first_named, last_named = self._ends_of(line.passage - 1) if last else (None, None)
        next_named = self._ends_of(line.last_passage + 1)[0] if following else None
        beside = [self.lines[j].said.named for j in line.beside]
        return [
            [
                where.narrated.count(p, here.first, line.first),
                where.narrated.count(p, line.end, there.end),
                where.meant.count(p, here.first, line.first),
                where.meant.count(p, line.end, there.end),
                where.narrated.count(p, last.first, last.end) if last else 0,
                where.narrated.count(p, following.first, following.end) if following else 0,
                where.meant.count(p, last.first, last.end) if last else 0,
                p == first_named,
                p == last_named,
                p == next_named,
                min((named.get(p, NO_CUE) for named in beside), default=NO_CUE),
                min((s for named in beside for q, s in named.items() if q != p), default=NO_CUE),
            ]
            for p in candidates
        ]

    def _ends_of(self, passage: int) -> tuple[int | None, int | None]:
        """Give whom a paragraph's narration names first and last."""
        if passage not in self._ends:
            quotation, here = self.evidence.reading.quotation, self.evidence.reading.passages[passage]
            within = self.evidence.mentions.within(here.first, here.end)
            named = [mention.person for mention in within if quotation[mention.first] == NARRATION]
            self._ends[passage] = (named[0], named[-1]) if named else (None, None)
        return self._ends[passage]

    def _of_turns(self, line: Line, candidates: list[int]) -> list[Row]:
        near_before = line.before if gap_before(self.lines, line) <= 2 else None
        near_after = line.after if gap_after(self.lines, line) <= 2 else None
        turns = around(self.lines, line)
        rows = []
        for p in candidates:
            row: Row = [p in line.called, p in line.told]
            for j in (near_before, near_after, *turns[2:]):
                row += [p in self.lines[j].called, p in self.lines[j].told] if j is not None else [0, 0]
            for j in turns:
                named = self.lines[j].said.named if j is not None else {}
                row += [named.get(p, NO_CUE), min((s for q, s in named.items() if q != p), default=NO_CUE)]
            for j in (near_before, near_after, *turns[2:]):
                row.append(self._gender_said(j) * self.signs[p])
            row += [self._calls(j) * self.signs[p] for j in (near_before, near_after)]
            row.append(line.calls * self.signs[p])
            row.append(self._beside_speaker(near_before, p))
            rows.append(row)
        return rows

    def _gender_said(self, i: int | None) -> int:
        """Give the gender of the pronoun that speaks a line."""
        cue = self.lines[i].said.pronoun if i is not None else None
        return gender_sign(cue.subject.gender) if cue and cue.strength <= Strength.FAR else 0

    def _beside_speaker(self, i: int | None, person: int) -> int:
        """Count how often the narration of the turn before names somebody who does not speak it."""
        if i is None or person in self.lines[i].said.named:
            return 0
        line, passages = self.lines[i], self.evidence.reading.passages
        return self.outlook.narrated.count(person, passages[line.passage].first, passages[line.last_passage].end)

    def _of_run(self, line: Line, candidates: list[int]) -> list[Row]:
        """How many turns away, in an unbroken exchange, a cue names the candidate: the parity of the run."""
        behind, ahead = self._sure_in(run_before(self.lines, line)), self._sure_in(run_after(self.lines, line))
        near = Counter(
            person
            for j in (*turns_before(self.lines, line, _SHORTLY), *turns_after(self.lines, line, _SHORTLY))
            for person, strength in self.lines[j].said.named.items()
            if strength <= Strength.FAR
        )
        return [
            [
                _parity(behind.get(p)),
                behind.get(p, 0),
                _parity(ahead.get(p)),
                ahead.get(p, 0),
                near[p],
                len(near),
            ]
            for p in candidates
        ]

    def _sure_in(self, run: list[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for distance, j in enumerate(run, 1):
            for person, strength in self.lines[j].said.named.items():
                if strength <= Strength.FAR:
                    found.setdefault(person, distance)
        return found

    def _of_book(self, i: int, candidates: list[int]) -> list[Row]:
        line, told = self.lines[i], self.told[i]
        outlook, people = self.outlook, self.evidence.people
        near = {p: outlook.anywhere.count(p, line.first - 1500, line.end + 500) for p in candidates}
        most = max(near.values(), default=1) or 1
        return [
            [
                math.log1p(outlook.weight[p]),
                outlook.weight[p] / self.most,
                math.log1p(outlook.speaks[p]),
                outlook.speaks[p] / (1 + outlook.weight[p]),
                near[p] / most,
                self.signs[p],
                people[p].described,
                p == self.evidence.narrator,
                p == self.evidence.described.get(line.number),
                len(candidates),
                told.get(p, 0.0),
                bool(told),
            ]
            for p in candidates
        ]


def _parity(distance: int | None) -> int:
    """Give 1 for an even number of turns, -1 for an odd one, 0 where there is none."""
    return 0 if distance is None else (1 if distance % 2 == 0 else -1)


_KINDS: Final = {Who.PRONOUN: 1, Who.DESCRIPTION: 2, Who.FIRST: 3, Who.REPLY: 4, Who.NAME: 5}
_ENDINGS: Final = {",": 1, "?": 2, "!": 3, ".": 4, "-": 5, "--": 5, "—": 5}
