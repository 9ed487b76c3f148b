"""How much everything counts in a score, the same for every engine.

A score is BM25 of the words (the title counts once more, by its weight) and of Chinese character pairs, then tiers.
"""

WEIGHTS = {"words": 1.0, "title": 0.3, "grams": 0.3, "files": 0.3}
TYPED = ("words", "title", "files")
"""Where what was typed is looked for."""
TRANSLATED = 0.5
"""A translation counts half, so that what was typed comes first."""
TIER = 1000.0
"""More than any score: documents that have every word of a short query stand a tier higher."""
NAMED = 4 * TIER
"""A thing whose name in full was typed stands above all others."""
PRIOR = {
    "case": 0.0,
    "interpretation": -1.0,
    "resolution": -1.0,
    "minutes": -2.0,
    "thread": -2.0,
    "organisation": -4.0,
    "standard": -6.0,
}
"""What a kind is worth by itself, for each word that was typed. People come for cases, but BM25 scores generic words
highest where texts are short, as the names of organisations and standards are. So being a case counts like one more
telling word for each that was typed: it leads among equals, and weighs nothing against a tier. What leads costs
nothing rather than gaining something, as an engine has fewer of the others to look at."""
MOST_PRIOR = 2
"""For this many words at most: a long query is about something, and a standard that has its words comes first."""
