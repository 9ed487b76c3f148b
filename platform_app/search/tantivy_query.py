"""Our query as tantivy's clauses, our document as tantivy's, and the schema that both go by."""

from collections.abc import Iterable, Iterator, Sequence

import tantivy
from tantivy import Occur
from tantivy import Query as Clause

from platform_app.search import fields
from platform_app.search.engine import FACETS, Document, Request
from platform_app.search.query import Option, Phrase, Query
from platform_app.search.weights import NAMED, TIER, TRANSLATED, TYPED, WEIGHTS

WORDS_IN_A_ROW, NAMES = "words_in_a_row", "raw"


class Translator:
    """Turns our query into tantivy's."""

    def __init__(self, request: Request) -> None:
        self.query: Query = request.query
        self.prior = request.prior()

    def clause(self) -> Clause:
        """What has to match and what scores, without filters."""
        query = self.query
        scoring = [*self._typed(), *self._translations(), *self._named()]
        pairs = [(Occur.Should, _weighed(_term("grams", pair), WEIGHTS["grams"])) for pair in query.grams]
        if query.matches_all:
            required = [(Occur.Must, Clause.const_score_query(Clause.all_query(), 0.0))]
        elif query.phrases:
            required = [(Occur.Must, Clause.const_score_query(_phrase(p), 0.0)) for p in query.phrases]
        elif scoring or (query.loose and pairs):
            required = [(Occur.Must, Clause.boolean_query([*scoring, *(pairs if query.loose else [])]))]
            scoring, pairs = [], [] if query.loose else pairs
        else:
            return Clause.empty_query()
        excluded = [(Occur.MustNot, _phrase(phrase)) for phrase in query.excluded]
        return Clause.boolean_query([*required, *scoring, *pairs, *self._tiers(), *self._kinds(), *excluded])

    def _typed(self) -> Iterator[tuple[Occur, Clause]]:
        """In a clause of their own, as tantivy adds up terms alone twice as fast as terms among other clauses."""
        tokens = self.query.tokens()
        terms = [(Occur.Should, _weighed(_term(f, token), WEIGHTS[f])) for f in TYPED for token in tokens]
        if terms:
            yield Occur.Should, Clause.boolean_query(terms)

    def _translations(self) -> Iterator[tuple[Occur, Clause]]:
        for translation in self.query.translations:
            options = [_option(option) for option in translation.options]
            yield Occur.Should, _weighed(Clause.disjunction_max_query(options), TRANSLATED)

    def _named(self) -> Iterator[tuple[Occur, Clause]]:
        if self.query.names:
            yield Occur.Should, Clause.const_score_query(_any("names", self.query.names), NAMED)

    def _kinds(self) -> Iterator[tuple[Occur, Clause]]:
        for kind, points in self.prior.items():
            yield Occur.Should, Clause.const_score_query(_term("facet_kind", kind), points)

    def _tiers(self) -> Iterator[tuple[Occur, Clause]]:
        """A document that has every word as typed stands two tiers up, one that has some translated, one."""
        if not self.query.whole_first:
            return
        typed = [[_all(word.needs)] for word in self.query.words]
        yield Occur.Should, _tier(typed)
        translated = [list(each) for each in typed]
        for translation in self.query.translations:
            for place in range(translation.first, translation.last):
                translated[place].extend(_all(option.needs) for option in translation.options)
        yield Occur.Should, _tier(translated)


def narrowed(text: Clause, request: Request, filters: Iterable[str]) -> Clause:
    """Only what the reader may find, and what passes some of the filters."""
    chosen = [_silent(_term(f"facet_{name}", request.filters[name])) for name in filters]
    return Clause.boolean_query([(Occur.Must, text), *readable(request.marks, request.without), *chosen])


def readable(marks: Sequence[str], without: Iterable[str]) -> list[tuple[Occur, Clause]]:
    """What a holder of these marks may find."""
    return [_silent(_any("marks", marks)), *((Occur.MustNot, _term("key", key)) for key in without)]


def by_time(request: Request) -> bool:
    """Newest first, as nothing that was typed could rank?"""
    return request.sort == "newest" or request.query.matches_all


def _option(option: Option) -> Clause:
    if set(option.needs) == set(option.tokens):
        return _all(option.needs)
    needed = [(Occur.Must, _silent(_term("words", token))[1]) for token in option.needs]
    return Clause.boolean_query([*needed, *((Occur.Should, _term("words", token)) for token in option.tokens)])


def _tier(words: list[list[Clause]]) -> Clause:
    having = [(Occur.Must, Clause.boolean_query([(Occur.Should, each) for each in ways])) for ways in words]
    return Clause.const_score_query(Clause.boolean_query(having), TIER)


def _all(tokens: Sequence[str]) -> Clause:
    terms = [_term("words", token) for token in tokens]
    return terms[0] if len(terms) == 1 else Clause.boolean_query([(Occur.Must, term) for term in terms])


def _phrase(phrase: Phrase) -> Clause:
    return _term("units", phrase[0]) if len(phrase) == 1 else Clause.phrase_query(SCHEMA, "units", list(phrase))


def _term(field: str, token: str) -> Clause:
    return Clause.term_query(SCHEMA, field, token, "freq")


def _any(field: str, tokens: Sequence[str]) -> Clause:
    terms = [_term(field, token) for token in tokens]  # faster than a set, which is looked for in the whole dictionary
    return terms[0] if len(terms) == 1 else Clause.boolean_query([(Occur.Should, term) for term in terms])


def _silent(clause: Clause) -> tuple[Occur, Clause]:
    return Occur.Must, Clause.const_score_query(clause, 0.0)


def _weighed(clause: Clause, weight: float) -> Clause:
    return clause if weight == 1.0 else Clause.boost_query(clause, weight)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name=NAMES, index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name=WORDS_IN_A_ROW, index_option="freq")
    builder.add_text_field("units", tokenizer_name=WORDS_IN_A_ROW, index_option="position")
    for name in ("names", "heads", "starts", "marks"):
        builder.add_text_field(name, tokenizer_name=NAMES, index_option="basic")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name=NAMES, index_option="basic")
    builder.add_integer_field("updated", fast=True)
    builder.add_integer_field("newest", fast=True)
    return builder.build()


SCHEMA = _schema()


def row(document: Document) -> tantivy.Document:
    """A document as tantivy takes it."""
    cut = fields.index(document)
    row = tantivy.Document()
    row.add_text("key", document.key)
    row.add_integer("updated", document.updated)
    row.add_integer("newest", document.updated if document.newest is None else document.newest)
    for name in (*WEIGHTS, "units"):
        row.add_text(name, " ".join(getattr(cut, name)))
    for name, values in {
        "names": cut.names,
        "heads": cut.heads,
        "starts": cut.starts,
        "marks": document.audience,
    }.items():
        for value in values:
            row.add_text(name, value)
    for name, values in document.facets().items():
        for value in values:
            row.add_text(f"facet_{name}", value)
    return row
