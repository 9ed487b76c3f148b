"""Reads a body of parts (RFC 7578): some fields and one file, which may be larger than any other body."""

from hashlib import sha256
from typing import Any, BinaryIO, TypeVar, cast

from flask import request
from pydantic import BaseModel
from werkzeug.datastructures import FileStorage

from platform_app.api.problems import Problem
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.media.keeping import Upload
from platform_app.media.kinds import LARGEST
from platform_app.media.names import FIELD
from platform_app.media.refusals import refusal

M = TypeVar("M", bound=BaseModel)
MEDIA_TYPE = "multipart/form-data"
LARGEST_BODY = LARGEST + 64 * 1024  # the file, and what stands around it
_BLOCK = 1024 * 1024


def parts(model: type[M]) -> tuple[M, Upload]:
    """The fields and the file that were sent.

    Raises:
        Problem: 400 cut off, 415 not sent as parts.
        Invalid: a field is wrong, each named; there is no file, or more than one.
    """
    if request.mimetype != MEDIA_TYPE:
        raise Problem(415, "media_type", msg("Send the file as multipart/form-data, in a part named “file”."))
    request.max_content_length = LARGEST_BODY
    sent = request.files.getlist(FIELD)
    _check_whole()
    if len(request.files) != 1 or len(sent) != 1:
        raise refusal(msg("Send exactly one file, in a part named “file”."))
    fields: dict[str, Any] = {name: value for name, value in request.form.items() if value}
    return read(model, fields), Upload(cast(BinaryIO, sent[0].stream), sent[0].filename or "")


def digest() -> bytes:
    """What was asked, for a key that stands for it: the fields and the content of the file, not their wrapping."""
    found = sha256()
    for name, value in sorted(request.form.items(multi=True)):
        found.update(f"{name}\0{value}\0".encode("utf-8", "surrogatepass"))
    for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
        _add(found, name, file)
    return found.digest()


def _add(found: Any, name: str, file: FileStorage) -> None:
    found.update(f"{name}\0{file.filename}\0".encode("utf-8", "surrogatepass"))
    file.stream.seek(0)
    while block := file.stream.read(_BLOCK):
        found.update(block)
    file.stream.seek(0)


def _check_whole() -> None:
    """A body that ends before its last boundary gives no part at all: half a file is never seen here."""
    if not request.files and not request.form:
        sentence = msg(
            "The upload cannot be read; it was probably cut off on the way. Nothing was kept; send it again."
        )
        raise Problem(400, "cut_off", sentence)
