"""What a file is, found from its bytes: every kind that is taken, and everything that only looks like one."""

import io
import struct
import tracemalloc

import pytest
from PIL import ImageFile

from platform_app.kernel.errors import Invalid
from platform_app.media import images, kinds
from tests.media import samples

GOOD = {
    "a.png": (samples.picture("PNG"), "image/png", (40, 30)),
    "b.jpg": (samples.picture("JPEG"), "image/jpeg", (40, 30)),
    "progressive.jpeg": (samples.picture("JPEG", progressive=True), "image/jpeg", (40, 30)),
    "c.gif": (samples.picture("GIF"), "image/gif", (40, 30)),
    "d.webp": (samples.picture("WEBP"), "image/webp", (40, 30)),
    "lossless.webp": (samples.picture("WEBP", lossless=True), "image/webp", (40, 30)),
    "e.pdf": (samples.pdf(), "application/pdf", (None, None)),
    "f.docx": (
        samples.word("城市更新"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        None,
    ),
    "g.xlsx": (samples.excel((1, 2)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None),
    "h.pptx": (samples.slides("一"), "application/vnd.openxmlformats-officedocument.presentationml.presentation", None),
    "i.csv": ("指标,数值\n改造点位,12\n".encode(), "text/csv", None),
    "gb.csv": ("指标,数值\n改造点位,12\n".encode("gb18030"), "text/csv", None),
}
PNG, JPEG, GIF, WEBP = (samples.picture(form) for form in ("PNG", "JPEG", "GIF", "WEBP"))
ZIP = samples.an_archive()
WORD = samples.word("a")
LYING = samples.with_part(WORD, {"word/media/big.xml": b"\0" * 300_000})


def find(name: str, data: bytes) -> kinds.Found:
    return kinds.find(io.BytesIO(data), name)


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_known_by_its_bytes(name: str) -> None:
    data, media_type, size = GOOD[name]
    found = find(name, data)
    assert (found.of.media_type, found.size) == (media_type, len(data))
    assert size is None or (found.width, found.height) == size


def _with_length(data: bytes, name: bytes, size: int) -> bytes:
    """An archive whose directory states another size of a part than it has."""
    at = data.index(name, data.index(b"PK\x01\x02")) - 46
    while data[at : at + 4] != b"PK\x01\x02":
        at = data.index(name, at + 47) - 46
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


BAD = {
    "a web page": ("page.png", samples.HTML, "web page"),
    "a web page as a table": ("page.csv", b"a,b\n".join([samples.HTML]), "web page"),
    "a drawing with a script": ("drawing.svg", samples.SVG, "SVG"),
    "a drawing renamed": ("drawing.png", samples.SVG, "SVG"),
    "a picture with a page behind it": ("a.png", PNG + samples.HTML, "hidden"),
    "a picture with an archive behind it": ("a.jpg", JPEG + ZIP, "hidden"),
    "an archive in a comment of a picture": ("a.gif", GIF[:-1] + b"\x21\xfe\xff" + ZIP + b"\0" * 300 + b"\x3b", ""),
    "a picture with a PDF behind it": ("a.gif", GIF + samples.pdf(), "hidden"),
    "a picture with a program behind it": ("a.webp", WEBP + b"\x7fELF" + b"x" * 500, "hidden"),
    "a picture with a film behind it": ("a.jpg", JPEG + b"\0\0\0\x18ftypmp42" + b"x" * 500, "hidden"),
    "a picture with much behind it": ("a.jpg", JPEG + b"x" * 100_000, "hidden"),
    "a picture with a page in a later one": ("a.jpg", JPEG + JPEG + samples.HTML, "hidden"),
    "a PDF with an archive behind it": ("a.pdf", samples.pdf() + ZIP, "hidden"),
    "a PDF that does not start as one": ("a.pdf", b"GARBAGE\n" + samples.pdf(), "start"),
    "a PDF cut off": ("a.pdf", samples.pdf(20)[:-40], "cut off"),
    "an Office file with a picture before it": ("a.docx", PNG + WORD, ""),
    "an Office file with something behind it": ("a.docx", WORD + samples.HTML, "broken"),
    "an archive": ("a.docx", ZIP, "Archives"),
    "an old Office file": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old"),
    "macros": ("a.docx", samples.with_part(WORD, {"word/vbaProject.bin": b"x"}), "macros"),
    "macros of old Excel": (
        "a.xlsx",
        samples.with_part(samples.excel((1,)), {"xl/macrosheets/sheet1.xml": b"<a/>"}),
        "macros",
    ),
    "a template from elsewhere": (
        "a.docx",
        samples.with_part(WORD, {"word/_rels/settings.xml.rels": samples.relations("http://x/t", "attachedTemplate")}),
        "loads",
    ),
    "a picture from elsewhere": (
        "a.docx",
        samples.with_part(WORD, {"word/_rels/header9.xml.rels": samples.relations("http://x/t.png", "image")}),
        "loads",
    ),
    "a table that asks a database": (
        "a.xlsx",
        samples.with_part(samples.excel((1,)), {"xl/connections.xml": b"<connections/>"}),
        "loads",
    ),
    "a web page inside": ("a.docx", samples.with_part(WORD, {"word/afchunk1.htm": samples.HTML}), "objects"),
    "an object of another program": (
        "a.docx",
        samples.with_part(WORD, {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + b"x" * 99}),
        "objects",
    ),
    "an archive inside": ("a.docx", samples.with_part(WORD, {"word/media/image1.png": ZIP}), "objects"),
    "macros inside a chart's workbook": (
        "a.pptx",
        samples.with_part(
            samples.slides("a"),
            {"ppt/embeddings/book.xlsx": samples.with_part(samples.excel((1,)), {"xl/vbaProject.bin": b"x"})},
        ),
        "macros",
    ),
    "a bomb": ("a.docx", samples.with_part(WORD, {"word/media/image1.png": b"\0" * 30_000_000}), "unpacks"),
    "many small bombs": (
        "a.docx",
        samples.with_part(WORD, {f"word/media/{n}.png": b"\0" * 1_000_000 for n in range(220)}),
        "unpacks",
    ),
    "a bomb that states a small size": ("a.docx", _with_length(LYING, b"word/media/big.xml", 100), "unpacks"),
    "too many parts": ("a.docx", samples.with_part(WORD, {f"word/{n}": b"" for n in range(4001)}), "unpacks"),
    "a Word file called Excel": ("a.xlsx", WORD, ".docx"),
    "a picture under another name": ("a.jpg", PNG, ".png"),
    "a hundred megapixels": ("a.png", samples.huge_png(10_000, 10_000), "10000 × 10000"),
    "a very long picture": ("a.png", samples.huge_png(40_000, 1), "40000"),
    "a picture cut off": ("a.jpg", JPEG[:-30], "cut off"),
    "a PNG cut off": ("a.png", PNG[:-6], "cut off"),
    "a GIF cut off": ("a.gif", GIF[:-6], "cut off"),
    "a WebP cut off": ("a.webp", WEBP[:-6], "cut off"),
    "nothing": ("a.png", b"", "empty"),
    "a table that is no text": ("a.csv", b"a,b\n\x00\x01\xff\xfe", "no CSV"),
    "a program": ("a.exe", b"MZ\x90\x00" + b"\0" * 600, "kind"),
    "too large": ("a.csv", b"a,b\n" * (5 * 2**20 + 1), "20 MB"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_only_looks_like_it_is_refused_at_the_field(what: str) -> None:
    name, data, said = BAD[what]
    with pytest.raises(Invalid) as refused:
        find(name, data)
    assert list(refused.value.errors) == ["file"]
    assert said in str(refused.value.errors["file"][0])


def test_pictures_as_telephones_make_them_are_taken() -> None:
    second = samples.picture("JPEG", (20, 20))
    trailer = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1700000000000SEFH" + b"\0" * 30 + b"SEFT"
    for data in (samples.photograph(), JPEG + second, JPEG + b"\0" * 4096 + second, JPEG + trailer, PNG + b"\n"):
        assert find("a.png" if data.startswith(b"\x89") else "a.jpg", data).width


def test_no_picture_is_decoded_by_the_process_that_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda picture: decoded.append(picture.format))
    for form, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")):
        for data in (samples.picture(form), samples.picture(form, exif=samples.turned())):
            images.as_shown(io.BytesIO(data), find(name, data))
    assert decoded == []
    turned = samples.picture("PNG", (40, 30), exif=samples.turned())
    shown = images.as_shown(io.BytesIO(turned), find("a.png", turned))
    assert (shown.width, shown.height) == (30, 40)


def test_a_chart_may_keep_its_figures() -> None:
    deck = samples.with_part(samples.slides("a"), {"ppt/embeddings/book.xlsx": samples.excel((1, 2))})
    assert find("a.pptx", deck).of is kinds.PPTX


def test_a_link_to_click_on_is_no_danger() -> None:
    links = samples.relations("https://example.org", "hyperlink")
    assert find("a.docx", samples.with_part(WORD, {"word/_rels/footer9.xml.rels": links})).of is kinds.DOCX


def test_a_bomb_does_not_go_off_while_it_is_looked_at() -> None:
    bomb = samples.with_part(WORD, {"word/media/image1.png": b"\0" * 60_000_000})
    lying = _with_length(bomb, b"word/media/image1.png", 100_000)
    for data in (bomb, lying):
        tracemalloc.start()
        with pytest.raises(Invalid):
            find("a.docx", data)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 8_000_000
