"""Which voice fits whom best: what the text says of people, held against what was measured of voices. Pure.

Two rules are hard: a woman gets no man's voice, and people who meet do not sound alike. All else is a price in points:
age, pitch, timbre and accent as far as a voice has them, and how clear it is, which counts the more the more somebody
has to say. Whoever says most chooses first; then single changes and swaps are made as long as they lower the sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from audiobook.casting.catalogue import Catalogue, Measured
from audiobook.casting.meetings import Meetings
from audiobook.casting.roles import alikeness
from audiobook.model import Age, Gender, Pitch, Portrait, Prosody, Timbre, Trait, TraitKind, Voice, VoiceInfo

_ALIKE: Final = 1000.0
_WRONG_SEX: Final = 400.0
_EFFECT, _UNCLEAR = 30.0, 120.0
_AGE, _PITCH, _TIMBRE, _ACCENT = 40.0, 40.0, 30.0, 15.0
_CLEAR: Final = 0.6
"""A point for each per cent that a recognizer mishears, for whoever says most; least of it for who says least."""
_PLAIN_CLEAR: Final = 0.2
_NEARNESS: Final = 10.0
"""Even below what is alike, farther is better."""
_MOVED, _MOVED_TO = 3.0, 1.0
"""A semitone up or down; the second where the text asks for a high or low voice."""
_SHORTLIST: Final = 80
"""So many voices are looked at for each; the others fit worse than any that clashes."""
_OWN: Final = 200.0
"""A crowd sounds like nobody in the book, met or not."""
_N_PASSES: Final = 4
_SHIFTS_ST: Final = {Pitch.HIGH: 4.0, Pitch.LOW: -3.0}
"""How a voice is moved to where the text has it; the steps that were measured."""

_HEIGHTS: Final = {Age.CHILD: 1.0, Age.YOUNG: 0.65, Age.GROWN: 0.4, Age.OLD: 0.25, Pitch.HIGH: 0.95, Pitch.LOW: 0.05}
"""Where the pitch of somebody like that stands among the voices of the sex, 0 the lowest."""
_FITS: Final = 0.35
"""A voice has what is asked for if it is at most so far from it, as a share of all voices."""


@dataclass(frozen=True)
class Offer:
    """One voice that can be had, at one pitch."""

    info: VoiceInfo
    voice: Voice
    measured: Measured


@dataclass(frozen=True)
class Fit:
    """A voice for somebody, and how well it fits."""

    voice: Voice
    gender: Gender
    price: float
    met: tuple[Trait, ...] = ()
    """What the text says and the voice has."""
    unmet: tuple[Trait, ...] = ()
    """What the text says and the voice has not."""


def make_offers(infos: Sequence[VoiceInfo], catalogue: Catalogue) -> tuple[Offer, ...]:
    """Give the voices that are installed and were measured, each at its own pitch and moved up and down."""
    found = []
    for info in infos:
        for pitch_st in (0.0, *_SHIFTS_ST.values()):
            voice = Voice(info.engine, info.name, Prosody(1.0, pitch_st))
            measured = catalogue.measured(voice)
            if measured and info.installed:
                moved = measured.f0_hz * 2 ** ((pitch_st - measured.pitch_st) / 12)
                found.append(Offer(info, voice, replace(measured, f0_hz=moved)))
    return tuple(found)


@dataclass(frozen=True)
class Fitting:
    """Everything that a choice looks at."""

    offers: tuple[Offer, ...]
    catalogue: Catalogue
    portraits: Mapping[str, Portrait]
    meetings: Meetings
    narrator: Voice
    stated: Mapping[str, Voice]
    """Who has a voice already, by id."""

    def best(self, speaker: str, n: int, cast: Mapping[str, Voice]) -> list[Fit]:
        """Give the n best voices for somebody beside the others of the cast, no two of them alike if it can be."""
        ranked = sorted((self._beside(fit, speaker, cast) for fit in self._shortlist(speaker)), key=_order)
        kept: list[Fit] = []
        for fit in ranked:
            if len(kept) < n and not alikeness(fit.voice, [other.voice for other in kept], self.catalogue):
                kept.append(fit)
        return (kept + [fit for fit in ranked if fit not in kept])[:n]

    def cast(self) -> dict[str, Fit]:
        """Give everybody who has no voice yet the one that fits, by id, those with most to say first."""
        voices = dict(self.stated)
        free = [speaker for speaker in self.meetings.speakers if speaker not in voices]
        chosen: dict[str, Fit] = {}
        for _ in range(_N_PASSES):
            before = dict(chosen)
            for speaker in free:
                voices.pop(speaker, None)
                fits = (self._beside(fit, speaker, voices) for fit in self._shortlist(speaker))
                chosen[speaker] = min(fits, key=_order)
                voices[speaker] = chosen[speaker].voice
            if chosen == before:
                break
        return chosen

    def _shortlist(self, speaker: str) -> list[Fit]:
        """Give the voices that fit somebody best, whoever the others are."""
        if speaker not in self._shortlists:
            fits = sorted((self._alone(speaker, offer) for offer in self.offers), key=_order)
            self._shortlists[speaker] = fits[:_SHORTLIST]
        return self._shortlists[speaker]

    @cached_property
    def _shortlists(self) -> dict[str, list[Fit]]:
        return {}

    def _beside(self, fit: Fit, speaker: str, cast: Mapping[str, Voice]) -> Fit:
        """Add to the price of a voice what it costs beside the others."""
        return replace(fit, price=round(fit.price + self._likeness(speaker, fit.voice, cast), 3))

    def _alone(self, speaker: str, offer: Offer) -> Fit:
        """Say how well a voice fits somebody, whoever the others are."""
        portrait = self.portraits.get(speaker, Portrait())
        told = list(self._told(portrait, offer))
        price = sum(price for _, price, _ in told) + self._sex(portrait, offer) + self._clearness(speaker, offer)
        price += abs(offer.voice.prosody.pitch_st) * (_MOVED_TO if portrait.value(TraitKind.PITCH) else _MOVED)
        met = tuple(trait for trait, _, has in told if has)
        unmet = tuple(trait for trait, _, has in told if not has)
        return Fit(offer.voice, offer.info.gender, round(price, 3), met, unmet)

    def _likeness(self, speaker: str, voice: Voice, cast: Mapping[str, Voice]) -> float:
        """Price what sounds like somebody whom this one meets, most where they talk to each other."""
        near = [self.narrator, *(cast[other] for other in self.meetings.near(speaker) if other in cast)]
        present = [cast[other] for other in self.meetings.together(speaker) if other in cast]
        elsewhere = [other for name, other in cast.items() if name != speaker]
        nearest = max((self.catalogue.likeness(voice, other) or 0.0 for other in (*near, *present)), default=0.0)
        return (
            _ALIKE * alikeness(voice, near, self.catalogue)
            + _ALIKE / 2 * alikeness(voice, present, self.catalogue)
            + _NEARNESS * nearest
            + (_OWN if self._is_crowd(speaker) else _NEARNESS) * sum(other == voice for other in elsewhere)
        )

    def _is_crowd(self, speaker: str) -> bool:
        return self.portraits.get(speaker, Portrait()).is_crowd

    def _sex(self, portrait: Portrait, offer: Offer) -> float:
        wanted, has = portrait.gender, offer.info.gender
        if offer.info.description == "effect":
            return _EFFECT * (1.5 if wanted is Gender.FEMALE else 1)
        if Gender.UNKNOWN in (wanted, has) or wanted is has:
            return _UNCLEAR if offer.info.description == "hard to understand" else 0.0
        is_child = portrait.value(TraitKind.AGE) == Age.CHILD and has is Gender.FEMALE  # boys are women's parts
        return 0.0 if is_child else _WRONG_SEX

    def _clearness(self, speaker: str, offer: Offer) -> float:
        plain = replace(offer.voice, prosody=Prosody())
        own = self.catalogue.measured(plain) or offer.measured
        most = max(self.meetings.n_lines.values(), default=1)
        share = self.meetings.n_lines.get(speaker, 0) / most
        return own.misheard_percent * (_PLAIN_CLEAR + (_CLEAR - _PLAIN_CLEAR) * share)

    def _told(self, portrait: Portrait, offer: Offer) -> Iterator[tuple[Trait, float, bool]]:
        """Give each trait that the text speaks of most, what lacking it costs, and whether the voice has it."""
        for kind, weight in ((TraitKind.AGE, _AGE), (TraitKind.PITCH, _PITCH), (TraitKind.TIMBRE, _TIMBRE)):
            for value in portrait.values(kind) if kind is TraitKind.TIMBRE else (portrait.value(kind),):
                if value:
                    off = self._distance(kind, value, portrait, offer)
                    yield _first(portrait, kind, value), weight * off, off <= _FITS
        accent = portrait.value(TraitKind.ACCENT)
        if accent:
            off = 0.0 if offer.info.accent.lower() == accent else 1.0
            yield _first(portrait, TraitKind.ACCENT, accent), _ACCENT * off, off == 0.0

    def _distance(self, kind: TraitKind, value: str, portrait: Portrait, offer: Offer) -> float:
        """Give how far a voice is from what is asked for, 0..1."""
        if kind is TraitKind.TIMBRE:
            return self._timbre(value, offer)
        if kind is TraitKind.AGE and value == offer.info.age:
            return 0.0
        if kind is TraitKind.AGE and portrait.value(TraitKind.PITCH):
            return 0.0  # the pitch is said outright
        wanted = _HEIGHTS[Age(value) if kind is TraitKind.AGE else Pitch(value)]
        return abs(self._height(offer, portrait.gender) - wanted)

    def _timbre(self, value: str, offer: Offer) -> float:
        """Give how far a voice is from a timbre; what no measure tells (nasal) no voice has."""
        if value in offer.info.timbre:
            return 0.0
        hoarse = _rank(-offer.measured.harmonics_db, self._harmonics)
        low = 1 - self._height(offer, offer.info.gender)
        measures = {
            Timbre.RASPY: 1 - hoarse,
            Timbre.CLEAR: hoarse,
            Timbre.SOFT: (hoarse + _rank(offer.measured.melody_st, self._melodies)) / 2,
            Timbre.LOUD: 1 - low,
            Timbre.THIN: low,
        }
        return measures.get(Timbre(value), 1.0)

    def _height(self, offer: Offer, gender: Gender) -> float:
        """Give the rank of its pitch among the voices of a sex, 0..1."""
        return _rank(offer.measured.f0_hz, self._pitches.get(gender) or self._pitches[Gender.UNKNOWN])

    @cached_property
    def _pitches(self) -> dict[Gender, list[float]]:
        plain = [o for o in self.offers if not o.voice.prosody.pitch_st and o.measured.f0_hz]
        found = {g: sorted(o.measured.f0_hz for o in plain if o.info.gender is g) for g in Gender}
        return found | {Gender.UNKNOWN: sorted(o.measured.f0_hz for o in plain)}

    @cached_property
    def _harmonics(self) -> list[float]:
        return sorted(-offer.measured.harmonics_db for offer in self.offers)

    @cached_property
    def _melodies(self) -> list[float]:
        return sorted(offer.measured.melody_st for offer in self.offers)


def _first(portrait: Portrait, kind: TraitKind, value: str) -> Trait:
    return next(trait for trait in portrait.traits if trait.kind is kind and trait.value == value)


def _rank(value: float, among: Sequence[float]) -> float:
    """Give the share of the others that are below, 0..1."""
    return sum(other < value for other in among) / max(1, len(among) - 1) if among else 0.5


def _order(fit: Fit) -> tuple[float, str, float]:
    return fit.price, fit.voice.name, fit.voice.prosody.pitch_st
