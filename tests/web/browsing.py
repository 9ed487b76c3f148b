"""A page's forms as a browser reads them: what would be sent if somebody pressed a button right now."""

from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.web.arriving import let_in

Fields = MultiDict[str, str]


class Forms(HTMLParser):
    """Collects the fields of every form; what stands in a <template> belongs to none."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self._form: Fields | None = None
        self._template = 0
        self._area: tuple[str, list[str]] | None = None
        self._select: tuple[str, list[str]] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._template += tag == "template"
        if tag == "form":
            self._form = self.forms.setdefault(given.get("action", ""), MultiDict())
        if self._form is None or self._template:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in given):
            self._form.add(name, given.get("value", "on" if kind in ("checkbox", "radio") else ""))
        elif tag == "textarea":
            self._area = (name, [])
        elif tag == "select":
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append(("*" if "selected" in given else "") + given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._template -= tag == "template"
        if tag == "form":
            self._form = None
        if self._form is None or self._template:
            return
        if tag == "textarea" and self._area:
            name, parts = self._area
            self._form.add(name, "".join(parts).removeprefix("\n").replace("\n", "\r\n"))
            self._area = None
        if tag == "select" and self._select:
            name, options = self._select
            chosen = next((o[1:] for o in options if o.startswith("*")), options[0] if options else "")
            self._form.add(name, chosen)
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)


class Browser:
    """Somebody who has signed in there before, reading English."""

    def __init__(self, app: Flask, name: str) -> None:
        self.client: FlaskClient = app.test_client()
        let_in(self.client, name, english=True)

    def get(self, path: str) -> Any:
        """A page."""
        return self.client.get(path)

    def text(self, path: str) -> str:
        """The HTML of a page that opens."""
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return str(answer.get_data(as_text=True))

    def form(self, path: str, action: str | None = None) -> Fields:
        """What the form on a page would send."""
        return Forms(self.text(path)).forms[action or path]

    def send(self, path: str, fields: Fields | dict[str, Any], **changed: Any) -> Any:
        """Send a form with some of its fields changed; `__` in a name stands for a dot."""
        form = MultiDict(fields)
        for name, value in changed.items():
            form.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
        return self.client.post(path, data=form)

    def press(self, path: str, page: str | None = None, **typed: Any) -> Any:
        """Open a page (that of the form itself, if no other is named), type into the form and send it."""
        return self.send(path, self.form(page or path, path), **typed)

    def press_in(self, html: str, path: str, **typed: Any) -> Any:
        """Send a form of a page that was answered already."""
        return self.send(path, Forms(html).forms[path], **typed)
