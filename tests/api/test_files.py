"""Files through the API: sending one, reading it whole or in part, describing it, taking it out."""

import io
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from platform_app.media import storage
from tests.api.conftest import Api, Caller
from tests.media import samples

PICTURE = samples.picture("PNG", (60, 40))
ALT = {"alt_en": "The entrance afterwards"}


def send(caller: Caller, case_id: int, data: bytes = PICTURE, name: str = "a.png", **more: Any) -> TestResponse:
    """Upload one file."""
    headers = more.pop("headers", {})
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(data), name), **(more or ALT)})
    kind = f"multipart/form-data; boundary={boundary}"
    return caller.post(f"/cases/{case_id}/files", data=body, content_type=kind, headers=headers)


@pytest.fixture
def public(api: Api) -> dict[str, Any]:
    """A file of a published case."""
    case = api.published_case()
    made = send(api.lin, case["id"], alt_zh="改造后的入口", alt_en="The entrance afterwards")
    assert made.status_code == 201, made.text
    assert api.lin.post(f"/cases/{case['id']}/publication").status_code == 201
    return dict(api.anyone.get(f"/files/{made.json['id']}").json)


def test_a_file_is_added_read_described_and_taken_out(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    made = send(lin, case["id"], caption_zh="2026年3月", **ALT)
    assert made.status_code == 201, made.text
    file = made.json
    assert made.headers["Location"] == file["url"]
    assert (file["kind"], file["width"], file["alt"]["en"], file["position"]) == ("image", 60, ALT["alt_en"], 0)
    assert (file["is_public"], file["actions"]) == (False, ["describe", "detach"])
    assert lin.get(file["content_url"]).data == PICTURE
    (listed,) = lin.get(f"/cases/{case['id']}/files").json["items"]
    assert listed == file

    assert lin.patch(file["url"], {"alt_zh": "入口"}).status_code == 428
    described = lin.patch(file["url"], {"alt_zh": "入口", "caption_zh": None}, match=made.headers["ETag"])
    assert (described.json["alt"]["zh"], described.json["caption"]["zh"]) == ("入口", None)
    stale = lin.patch(file["url"], {"alt_zh": "门"}, match=made.headers["ETag"])
    assert (stale.status_code, stale.json["current"]["content"]["files"][0]["alt"]["zh"]) == (412, "入口")
    assert lin.delete(file["url"]).status_code == 428
    assert lin.delete(file["url"], match=described.headers["ETag"]).status_code == 204
    assert lin.get(f"/cases/{case['id']}/files").json["total"] == 0
    assert lin.get(file["url"]).json["position"] is None  # its own people still find it in an older revision
    assert lin.delete(file["url"], match="*").json["code"] == "not_attached"


def test_readers_get_a_file_of_a_published_case_and_no_other(api: Api, public: dict[str, Any]) -> None:
    draft = api.new_case()
    hidden = send(api.lin, draft["id"]).json
    for address in (hidden["url"], hidden["content_url"], f"/cases/{draft['id']}/files"):
        assert api.anyone.get(address).status_code == 404
        assert api.chen.get(address).status_code == 404
        assert api.wu.get(address).status_code == 200
    assert api.anyone.get(public["content_url"]).status_code == 200
    assert (public["is_public"], public["actions"], public["uploaded_by"]) == (True, [], None)
    waiting = send(api.lin, public["case_id"]).json
    assert api.anyone.get(waiting["url"]).status_code == 404
    counted = f"/cases/{public['case_id']}/files"
    assert [api.anyone.get(f"{counted}{q}").json["total"] for q in ("", "?revision=public")] == [1, 1]
    assert api.lin.get(f"{counted}?revision=latest").json["total"] == 2


RANGES: list[tuple[str, tuple[int, int | None]]] = [
    ("bytes=0-9", (0, 10)),
    ("bytes=5-", (5, None)),
    ("bytes=-7", (-7, None)),
    ("bytes=0-", (0, None)),
    ("bytes=-999999999", (0, None)),
    ("bytes=10-99999999", (10, None)),
]


def test_a_range_gives_that_part(api: Api, public: dict[str, Any], subtests: pytest.Subtests) -> None:
    for wish, part in RANGES:
        with subtests.test(wish=wish, part=part):
            answer = api.anyone.get(public["content_url"], headers={"Range": wish})
            assert (answer.status_code, answer.data) == (206, PICTURE[slice(*part)])
            start = PICTURE.index(answer.data)
            assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(answer.data) - 1}/{len(PICTURE)}"
            assert answer.content_length == len(answer.data)


NO_RANGES: list[str] = ["bytes=9-2", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=-", ""]


def test_what_is_no_range_is_ignored(api: Api, public: dict[str, Any], subtests: pytest.Subtests) -> None:
    for wish in NO_RANGES:
        with subtests.test(wish=wish):
            answer = api.anyone.get(public["content_url"], headers={"Range": wish})
            assert (answer.status_code, answer.data) == (200, PICTURE)


@pytest.mark.parametrize("wish", ["bytes=999999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(api: Api, public: dict[str, Any], wish: str) -> None:
    answer = api.anyone.get(public["content_url"], headers={"Range": wish})
    assert (answer.status_code, answer.json["code"]) == (416, "range")
    assert answer.headers["Content-Range"] == f"bytes */{len(PICTURE)}"


def test_a_range_counts_for_the_version_it_names_only(api: Api, public: dict[str, Any]) -> None:
    whole = api.anyone.get(public["content_url"])
    tag = whole.headers["ETag"]
    assert tag == f'"{public["sha256"]}"'

    def status(if_range: str) -> int:
        headers = {"Range": "bytes=0-1", "If-Range": if_range}
        return api.anyone.get(public["content_url"], headers=headers).status_code

    assert [status(each) for each in (tag, '"other"', f"W/{tag}", "Wed, 21 Oct 2026 07:28:00 GMT")] == [
        206,
        200,
        200,
        200,
    ]
    again = api.anyone.get(public["content_url"], headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.data) == (304, b"")
    head = api.anyone.send("HEAD", public["content_url"], headers={"Range": "bytes=0-1"})
    assert (head.status_code, head.data, head.content_length) == (200, b"", len(PICTURE))


def test_what_browsers_are_told_about_a_file(api: Api, public: dict[str, Any]) -> None:
    case = api.new_case()
    table = send(api.lin, case["id"], "指标,数值\n".encode(), "统计 表.csv", alt_en="x").json
    for url, caller, kind, disposition, cache in (
        (
            public["content_url"],
            api.anyone,
            "image/png",
            "inline; filename=\"a.png\"; filename*=UTF-8''a.png",
            "public",
        ),
        (
            table["content_url"],
            api.lin,
            "text/csv",
            "attachment; filename=\"file.csv\"; filename*=UTF-8''%E7%BB%9F",
            "private",
        ),
    ):
        headers = caller.get(url).headers
        assert headers["Content-Type"] == kind
        assert headers["Content-Disposition"].startswith(disposition)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert (
            "sandbox" in headers["Content-Security-Policy"]
            and "default-src 'none'" in headers["Content-Security-Policy"]
        )
        assert headers["Cache-Control"].startswith(cache)


BAD: list[tuple[bytes, str, dict[str, str], str]] = [
    (samples.HTML, "page.png", ALT, "file"),
    (samples.SVG, "a.svg", ALT, "file"),
    (PICTURE + samples.an_archive(), "a.png", ALT, "file"),
    (samples.huge_png(10_000, 10_000), "a.png", ALT, "file"),
    (PICTURE, "../a.png", ALT, "file"),
    (PICTURE, "gnp\u202e.png", ALT, "file"),
    (PICTURE, "a.png", {"alt_zh": "入口"}, "alt_en"),
    (PICTURE, "a.png", {"alt_en": "x" * 121}, "alt_en"),
    (PICTURE, "a.png", {**ALT, "alt_fr": "x"}, "alt_fr"),
    (PICTURE, "", ALT, "file"),
]


def test_bad_uploads_name_their_field_and_leave_nothing(api: Api, subtests: pytest.Subtests) -> None:
    case = api.new_case()
    for data, name, fields, field in BAD:
        with subtests.test(name=name, fields=fields):
            answer = send(api.lin, case["id"], data, name, **fields)
            assert (answer.status_code, [error["loc"] for error in answer.json["errors"]]) == (422, [[field]])
            now = api.lin.get(f"/cases/{case['id']}").json
            assert (now["version"], now["content"]["files"]) == (case["version"], [])
            with api.app.app_context():
                assert list(storage.installed().entries()) == []


def test_refusals_speak_the_language_of_the_caller_and_ask_for_its_words(api: Api) -> None:
    case = api.new_case()
    refused = send(api.lin, case["id"], headers={"Accept-Language": "zh"}, **ALT)
    assert refused.json["errors"] == [{"loc": ["alt_zh"], "msg": "请说明图片显示了什么，供看不到图片的人阅读。"}]


def test_an_upload_cut_off_half_way_leaves_nothing(api: Api) -> None:
    case = api.new_case()
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + PICTURE[:100]
    answer = api.lin.post(f"/cases/{case['id']}/files", data=body, content_type="multipart/form-data; boundary=x")
    assert (answer.status_code, answer.json["code"]) == (400, "cut_off")
    assert api.lin.get(f"/cases/{case['id']}/files").json["total"] == 0
    with api.app.app_context():
        assert [*storage.installed().entries(), *storage.installed().entries("incoming")] == []


def test_only_uploads_may_be_large(api: Api) -> None:
    case = api.new_case()
    table = b"a,b\n" * 1_000_000  # 4 MB
    assert send(api.lin, case["id"], table, "a.csv", alt_en="x").status_code == 201
    assert send(api.lin, case["id"], b"a,b\n" * 5_500_000, "a.csv", alt_en="x").status_code == 413
    refused = api.lin.patch(f"/cases/{case['id']}", {"staff": {"en": "x" * 3_000_000}}, match="*")
    assert refused.status_code == 413


def test_what_is_sent_otherwise_is_refused(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    path = f"/cases/{case['id']}/files"
    assert lin.post(path, {"file": "x"}).status_code == 415
    assert lin.post(path, data={"alt_en": "x"}, content_type="multipart/form-data").json["errors"][0]["loc"] == ["file"]
    two = {"file": [(io.BytesIO(PICTURE), "a.png"), (io.BytesIO(PICTURE), "b.png")], **ALT}
    assert lin.post(path, data=two).status_code == 422
    assert api.anyone.post(path, data={"file": (io.BytesIO(PICTURE), "a.png")}).status_code == 401


def test_a_key_stands_for_one_upload(api: Api) -> None:
    case, lin = api.new_case(), api.lin
    first = send(lin, case["id"], headers={"Idempotency-Key": "once"}, **ALT)
    again = send(lin, case["id"], headers={"Idempotency-Key": "once"}, **ALT)
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    other = send(lin, case["id"], samples.picture("PNG", (3, 3)), headers={"Idempotency-Key": "once"}, **ALT)
    assert other.status_code in (409, 422)
    assert lin.get(f"/cases/{case['id']}/files").json["total"] == 1
