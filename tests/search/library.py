"""Documents for the tests of search, made with the few words that each test is about."""

from typing import Any

from platform_app.search.engine import Document


def document(number: int, title: str = "", text: str = "", **more: Any) -> Document:
    """A case in Chinese or English, as its title says."""
    language = "zh" if any("\u4e00" <= char <= "\u9fff" for char in title + text) else "en"
    values: dict[str, Any] = {"titles": {language: title}, "texts": {language: text}, "updated": number, **more}
    return Document(key=f"case:{number}", kind="case", id=number, url=f"/cases/{number}", **values)
