"""Times of a report: found window by window, counted once the day of publication is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.knowledge.timewords import TimeWords
from onrecord.language.align import ParsedPart
from onrecord.language.charmap import plain_characters
from onrecord.language.syntax import Tree
from onrecord.model.record import Omission
from onrecord.model.report import Part, Report
from onrecord.model.span import Span
from onrecord.reading.times.matching import REACH, Found, find, lowered
from onrecord.reading.times.published import publication
from onrecord.reading.times.seen import Seen
from onrecord.reading.times.settle import TimesRead, settle, turned
from onrecord.reading.times.tense import NOTHING, Told, tense_at, told_before

_NOUNS: Final = {"NOUN", "PROPN", "NUM", "ADJ", "X"}


class TimeReader:
    """Reads the times of one report: ``read`` once a window, ``finish`` last."""

    def __init__(self, words: TimeWords) -> None:
        self.words = words
        self.seen: list[Seen] = []
        self._named: list[Span] = []
        self._paragraphs = 0

    def read(self, parts: Sequence[ParsedPart], trees: Sequence[Tree], text: str) -> None:
        """Note the times of a window and their tenses; nothing of its Docs is kept."""
        for parsed, tree in zip(parts, trees, strict=True):
            span = Span(start=parsed.start, end=parsed.end)
            self._paragraphs += 1
            at = 0
            for found, told in self._find(span, text):
                while at + 1 < tree.size and tree.idx[at + 1] <= found.start:
                    at += 1
                if tree.size and not (found.rule.noun and not _ends_in_noun(tree, at, found)):
                    self._note(parsed.part, span, found, told, tree, at)

    def read_plain(self, part: Part, text: str) -> None:
        """Note the times of a part that is not parsed; no verb shows a tense there."""
        self._paragraphs += 1
        for found, told in self._find(part.span, text):
            self._note(part, part.span, found, told)

    def _find(self, span: Span, text: str) -> list[tuple[Found, Told | None]]:
        """What the rules match, with what the words before it tell of its tense."""
        piece = plain_characters(span.of(text)).replace("\n", " ")
        lower = lowered(piece)
        times: list[tuple[Found, Told | None]] = []
        for found in find(piece, self.words):
            if self._is_name(piece, lower, found):
                self._named.append(Span(start=span.start + found.start, end=span.start + found.end))
            else:
                before = lower[max(found.start - REACH, 0) : found.start]
                times.append((found, told_before(before, self.words)))
        return times

    def _is_name(self, piece: str, lower: str, found: Found) -> bool:
        """Whether a day stands in a name: *the May 4 Movement*, *la place du 14-Juillet*."""
        words, start = self.words, found.start
        of_a_day = "day" in found.fields or lower[max(0, start - 1) : start] == "-"
        if not of_a_day or "month" not in found.fields:
            return False
        behind = words.named_behind.match(lower, found.end)
        if behind is not None and piece[found.end + 1 : found.end + 2].isupper():
            return True
        # The article of the day may be taken as its first word: *du 23 octobre*.
        first = lower.find(" ", start, found.end)
        return any(
            words.named_before.search(lower, max(0, at - REACH), at)
            for at in (start, start if first < 0 else first + 1)
        )

    def _note(
        self,
        part: Part,
        within: Span,
        found: Found,
        told: Told | None,
        tree: Tree | None = None,
        at: int = 0,
    ) -> None:
        if told is None or told.yields:
            verb = NOTHING if tree is None else tense_at(tree, at, self.words)
            told = verb if told is None or verb.tense == "past" else told
        self.seen.append(
            Seen(
                span=Span(start=within.start + found.start, end=within.start + found.end),
                found=found,
                told=told,
                part=part.kind,
                paragraph=self._paragraphs,
                sentence=0 if tree is None else tree.sentence[at],
                born=found.born,
            )
        )

    def finish(self, report: Report) -> TimesRead:
        """The times in text order, what was declined, and when the report was published."""
        self.seen.sort(key=lambda seen: seen.span)
        plain = [s for s in self.seen if not turned(s.span, report)]
        published = publication(report.published, plain)
        read = settle(self.seen, published, report)
        for span in sorted(self._named):
            reason = f"{span.of(report.text)[:60]!r}: a day that is part of a name"
            read.omissions.append(Omission(span=span, stage="times", reason=reason))
        read.omissions.sort(key=lambda o: o.span)
        return read


def _ends_in_noun(tree: Tree, at: int, found: Found) -> bool:
    while at + 1 < tree.size and tree.idx[at + 1] < found.end:
        at += 1
    while at > 0 and not tree.word[at].strip("."):
        at -= 1
    return tree.pos[at] in _NOUNS
