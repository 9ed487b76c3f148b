"""From what somebody typed to what is kept: its language, its HTML, whom it speaks to, which files it shows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from platform_app.accounts.models import Organisation, Person
from platform_app.exchange.models import Post
from platform_app.exchange.models_marks import Mention
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.text import Mentioned, Picture
from platform_app.media.addresses import page_address

MOST_MENTIONS = 20
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Addressee:
    """A person or an organisation that a text speaks to."""

    kind: str
    id: int
    shown: Mentioned


Addressees = Mapping[str, Addressee]  # by what stands in the text: `organisation:330100`, `person:7`


def language_of(words: str) -> str:
    """The language of people's own words, by their script."""
    return "zh" if _HAN.search(words) else "en"


def addressees(source: str, field: str = "text") -> Addressees:
    """Whom a text mentions, as far as they exist; a statement for each kind that it mentions.

    Raises:
        Invalid: it mentions too many.
    """
    named = text.mentioned(source)
    if len(named) > MOST_MENTIONS:
        sentence = msg("A post may mention at most {most} people and organisations.", most=MOST_MENTIONS)
        raise Invalid.one(field, sentence)
    codes = [ref.partition(":")[2] for ref in named if ref.startswith("organisation:")]
    ids = [int(ref.partition(":")[2]) for ref in named if re.fullmatch(r"person:[1-9]\d{0,8}", ref)]
    found = {}
    if codes:
        for each in db.session.scalars(select(Organisation).where(Organisation.code.in_(codes))):
            shown = Mentioned(each.name_zh if language_of(source) == "zh" else each.name_en, _page(each.code))
            found[f"organisation:{each.code}"] = Addressee("organisation", each.id, shown)
    if ids:
        known = select(Person.id, Person.name).where(Person.id.in_(ids), Person.confirmed_at.is_not(None))
        for id, name in db.session.execute(known):
            found[f"person:{id}"] = Addressee("person", id, Mentioned(name))
    return found


def rendered(source: str, to: Addressees, files: Sequence[Mapping[str, object]] = ()) -> str:
    """The HTML of a post."""
    return text.render(source, _pictures(files), {ref: each.shown for ref, each in to.items()})


def put_mentions(post: Post, to: Addressees, *, is_new: bool = False) -> None:
    """Write down whom a post speaks to, in place of what stood there."""
    if not is_new:
        db.session.execute(delete(Mention).where(Mention.post_id == post.id))
    if to:
        rows = [{"post_id": post.id, "kind": each.kind, "target_id": each.id} for each in to.values()]
        db.session.execute(insert(Mention), rows)


def _pictures(files: Sequence[Mapping[str, object]]) -> dict[int, Picture]:
    return {
        int(str(file["id"])): Picture(
            page_address(int(str(file["id"])), str(file["name"])),
            str(file.get("alt") or file["name"]),
            int(str(file.get("width") or 0)),
            int(str(file.get("height") or 0)),
        )
        for file in files
        if file["kind"] == "image"
    }


def _page(code: str) -> str:
    return f"/organisations/{code}"
