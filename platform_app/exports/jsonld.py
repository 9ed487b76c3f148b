"""A case in the words of schema.org, for the page's head and for whoever asks the API."""

import json
from typing import Any

from platform_app.cases import outline
from platform_app.cases.inputs import SECTIONS
from platform_app.cases.words import HEADINGS, RUNGS, TRANSFER
from platform_app.exports.papers import HTML_LANGUAGES, LICENCES, Paper
from platform_app.kernel import text

Facts = dict[str, Any]


def make(paper: Paper) -> str:
    """Everything as JSON-LD, the texts included, readable by people too."""
    return json.dumps(facts(paper) | _told(paper), ensure_ascii=False, indent=2) + "\n"


def facts(paper: Paper) -> Facts:
    """What is said in the head of the case's page: nothing that is not there."""
    case, content = paper.reading.case, paper.reading.content
    found = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": paper.url,
        "headline": paper.title,
        "abstract": paper.text(content.result),
        "url": paper.url,
        "inLanguage": HTML_LANGUAGES[paper.language],
        "datePublished": case.published_at.isoformat() if case.published_at else None,
        "dateModified": paper.changed_at.isoformat(),
        "version": paper.reading.revision.no,
        "author": _author(paper),
        "publisher": {"@type": "Organization", "name": paper.site.names[paper.language], "url": paper.site.url + "/"},
        "sourceOrganization": _organisation(paper),
        "articleSection": paper.field_names,
        "keywords": content.tags.zh + content.tags.en,
        "license": LICENCES.get(content.licence or ""),
        "copyrightNotice": content.licence if content.licence not in LICENCES else None,
        "contentLocation": _place(paper),
        "citation": [source.url for source in content.sources],
        "image": [paper.address_of(row) for row in paper.files if row.is_picture],
        "isBasedOn": paper.site.address(f"/cases/{content.adapted_from}") if content.adapted_from else None,
        "award": [paper.say(RUNGS[row.rung]) for row in paper.distinctions if row.ended_at is None],
    }
    return _without_gaps(found)


def _told(paper: Paper) -> Facts:
    """The texts under their headings, and the figures."""
    content = paper.reading.content
    keys = [*outline.parts(content), *outline.advice(content)]
    told = []
    for key in keys:
        words = text.plain(paper.text(getattr(content, key))) if key in SECTIONS else ""
        if words:
            heading = paper.say((HEADINGS | TRANSFER)[key])
            told.append({"@type": "WebPageElement", "@id": f"{paper.url}#{key}", "name": heading, "text": words})
    figures = [
        {
            "@type": "Observation",
            "name": paper.text(row.name),
            "description": paper.text(row.definition),
            "value": row.result,
            "unitText": paper.text(row.unit),
            "observationPeriod": row.result_period,
            "measurementMethod": paper.text(row.method),
        }
        for row in content.indicators
    ]
    found = {"hasPart": told, "mentions": [_without_gaps(row) for row in figures]}
    return {name: rows for name, rows in found.items() if rows}


def _author(paper: Paper) -> Facts:
    if paper.reading.content.form == "compiled":
        return {"@type": "Organization", "name": paper.author, "url": paper.site.url + "/"}
    return _organisation(paper)


def _organisation(paper: Paper) -> Facts:
    own = paper.reading.organisation
    kind = "Organization" if own.level == "partner" else "GovernmentOrganization"
    return {"@type": kind, "name": paper.organisation, "url": paper.site.address(f"/organisations/{own.code}")}


def _place(paper: Paper) -> Facts | None:
    place = paper.reading.content.place
    if place.latitude is None:
        return None
    geo = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {"@type": "Place", "name": paper.text(place.name), "geo": geo}


def _without_gaps(facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
