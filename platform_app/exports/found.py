"""Which cases a feed tells of: out of the list, or out of the search where words were asked for."""

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.cases import listing
from platform_app.cases.models import Case
from platform_app.exports.inputs import FeedRequest
from platform_app.kernel.pages import Page, PageRequest
from platform_app.search import queries as search
from platform_app.search.inputs import SearchRequest

ENTRIES = 20
MOST_LOOKS = 10  # into the index, for one page of a search within an organisation


def cases(actor: Actor, asked: FeedRequest, organisation: Organisation | None) -> Page[Case]:
    """A page of published cases, the newest first."""
    if asked.q.strip():
        return _searched(actor, asked, organisation)
    owned = listing.belonging_to(organisation) if organisation else listing.CaseFilter()
    wanted = listing.CaseFilter(
        org_id=owned.org_id,
        province=owned.province,
        field=asked.field,
        is_featured=True if asked.featured else None,
    )
    return listing.cases(actor, wanted, PageRequest(ENTRIES, asked.cursor))


def _searched(actor: Actor, asked: FeedRequest, organisation: Organisation | None) -> Page[Case]:
    """The index knows provinces and no cities, so that what it finds is sifted; a page may have fewer entries."""
    wanted = SearchRequest(
        q=asked.q,
        kind="case",
        field=asked.field,
        featured=True if asked.featured else None,
        province=organisation.code if organisation and organisation.level == "provincial" else None,
        sort="newest",
        limit=ENTRIES,
    )
    found: list[Case] = []
    cursor = asked.cursor
    for _ in range(MOST_LOOKS):
        results = search.search(actor, wanted.model_copy(update={"cursor": cursor}))
        found += [hit.subject for hit in results.hits if _belongs(hit.subject, organisation)]
        cursor = results.next
        if cursor is None or len(found) >= ENTRIES:
            break
    return Page(found, cursor)


def _belongs(case: Case, organisation: Organisation | None) -> bool:
    if organisation is None:
        return True
    return organisation.code == case.province_code or case.org_id == organisation.id
