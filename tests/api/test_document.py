"""The OpenAPI document: whole, exampled, and kept by what the API answers (schemathesis)."""

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel, TypeAdapter, ValidationError
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.schemas import BaseSchema

from platform_app.api.operations import NOTES
from tests.api.conftest import Api
from tests.media import samples

EXAMPLES = 2  # of each kind, the plainest and another; to look further, set it to 30 for once
# Names that another model bears which the API does not use.
ELSEWHERE = {"Place"}
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)


@pytest.fixture(scope="module")
def document(shared: Api) -> dict[str, Any]:
    """What stands at openapi.json."""
    return dict(shared.anyone.get("/openapi.json").json or {})


@pytest.fixture(scope="module")
def schema(shared: Api) -> BaseSchema:
    """The document as schemathesis reads it, with a published case and a draft to ask for."""
    published, _ = shared.published_case(), shared.new_case()
    sent = {"file": (io.BytesIO(samples.picture()), "a.png"), "alt_en": "The entrance"}
    assert shared.lin.post(f"/cases/{published['id']}/files", data=sent).status_code == 201
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", shared.app)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """`(method path, operation)` for all of them."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_operation_says_what_it_does_and_how_it_may_fail(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"], name
        assert {"401", "429"} <= set(operation["responses"]), name
        assert "security" in operation, name
        for status, answer in operation["responses"].items():
            media = answer.get("content", {})
            assert bool(media) == (status not in ("204", "304")), (name, status)
            note = NOTES[operation["operationId"]]
            files = [*note.streams, *(kind.partition(";")[0] for kind in note.files)]
            expected = (files or ["application/json"]) if status < "300" else ["application/problem+json"]
            assert not media or list(media) == expected, (name, status)
            assert all("example" in each for each in media.values()), (name, status)
        for kind, body in operation.get("requestBody", {}).get("content", {}).items():
            assert "example" in body, (name, kind)


def test_whatever_has_a_query_may_find_it_wrong(document: dict[str, Any]) -> None:
    for name, operation in operations(document):
        if any(part["in"] == "query" for part in operation["parameters"]):
            assert "422" in operation["responses"], name


def test_every_reference_in_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    used = {part.split('"')[0] for part in text.split('"$ref": "')[1:]}
    assert used == known


def models(base: type[BaseModel] = BaseModel) -> Iterator[type[BaseModel]]:
    """Every model of ours that was imported."""
    for kind in base.__subclasses__():
        yield from models(kind)
        if kind.__module__.startswith("platform_app."):
            yield kind


def test_no_two_shapes_share_a_name_of_the_document(document: dict[str, Any]) -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for kind in models():
        places[kind.__name__].add(kind.__module__)
    shared = {name: places[name] for name in document["components"]["schemas"] if len(places[name]) > 1}
    assert {name: found for name, found in shared.items() if name not in ELSEWHERE} == {}


def test_the_example_of_an_answer_has_the_shape_of_the_answer() -> None:
    wrong = {}
    for operation_id, note in NOTES.items():
        if note.gives is not None:
            try:
                TypeAdapter(note.gives).validate_python(note.example)
            except ValidationError as refused:
                wrong[operation_id] = refused.errors()
    assert wrong == {}


def test_the_document_is_openapi_3_1_and_names_every_operation(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert {operation["operationId"] for _, operation in operations(document)} == set(NOTES)


def can_be_asked_wrongly(operation: dict[str, Any]) -> bool:
    """Whether there is more to send than headers, of which any text is right."""
    return "requestBody" in operation or any(part["in"] != "header" for part in operation["parameters"])


@pytest.mark.parametrize("operation_id", sorted(NOTES))
def test_an_operation_answers_as_the_document_says(
    shared: Api, document: dict[str, Any], schema: BaseSchema, operation_id: str
) -> None:
    operation = schema.find_operation_by_id(operation_id)
    written = next(found for _, found in operations(document) if found["operationId"] == operation_id)
    name = "gao" if operation_id.startswith("audit") else "lin"
    revokes = operation_id.startswith("tokens")
    caller = shared.with_scope(name, "write") if revokes else getattr(shared, name)
    load_all_checks()
    checks = [schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]

    def ask(case: schemathesis.Case) -> None:
        if case.path_parameters and isinstance(case.path_parameters.get("id"), int):
            case.path_parameters["id"] = 1 + abs(case.path_parameters["id"]) % 3
        plain = {"Accept-Encoding": "identity"}  # its transport asks for gzip and does not unpack it
        answer = case.call(headers={"Authorization": f"Bearer {caller.token}", **plain})
        case.validate_response(answer, checks=checks)

    calm = settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    calm(given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))(ask))()
    if can_be_asked_wrongly(written):
        calm(given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))(ask))()
