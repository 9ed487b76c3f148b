"""The store: content under its digest, whole or not at all; a folder and S3 behave alike."""

import io
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from platform_app.config import Misconfigured, Settings
from platform_app.media import storage
from platform_app.media.places import INCOMING, VARIANTS, content_name, digest_of, variant_name
from platform_app.media.storage import Missing, Store

LARGE = bytes(range(256)) * 24_000  # 6 MB: more than one part of an S3 upload


class BreaksOff(io.BytesIO):
    """An upload whose sender disappears half way."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            raise ConnectionError("gone")
        return super().read(size)


def test_what_was_put_is_there_under_its_digest(store: Store) -> None:
    stored = store.put(io.BytesIO(LARGE))
    assert (stored.sha256, stored.size) == (sha256(LARGE).hexdigest(), len(LARGE))
    assert store.has(stored.sha256)
    with store.open(stored.sha256) as file:
        assert file.read() == LARGE


def test_the_same_content_is_stored_once(store: Store) -> None:
    first, second = store.put(io.BytesIO(b"same")), store.put(io.BytesIO(b"same"))
    assert first == second
    assert [entry.sha256 for entry in store.entries()] == [first.sha256]
    assert list(store.entries(INCOMING)) == []


def test_a_part_can_be_read_without_the_rest(store: Store) -> None:
    data = LARGE[: 2 * storage.BLOCK + 1000]
    name = content_name(store.put(io.BytesIO(data)).sha256)
    assert b"".join(store.read(name, 300_000, 300_010)) == data[300_000:300_010]
    blocks = list(store.read(name, 5, len(data)))
    assert b"".join(blocks) == data[5:]
    assert max(map(len, blocks)) <= storage.BLOCK


def test_an_upload_cut_off_half_way_leaves_nothing(store: Store) -> None:
    with pytest.raises(ConnectionError):
        store.put(BreaksOff(LARGE))
    assert [*store.entries(), *store.entries(INCOMING)] == []


def test_what_is_not_there_is_missing_and_can_be_removed_all_the_same(store: Store) -> None:
    digest = sha256(b"nothing").hexdigest()
    assert not store.has(digest)
    with pytest.raises(Missing):
        store.open(digest)
    with pytest.raises(Missing):
        store.read(content_name(digest), 0, 1)
    store.remove(content_name(digest))


def test_what_was_removed_is_gone_and_can_come_back(store: Store) -> None:
    stored = store.put(io.BytesIO(b"again"))
    store.remove(content_name(stored.sha256))
    assert not store.has(stored.sha256)
    assert store.put(io.BytesIO(b"again")) == stored
    assert store.has(stored.sha256)


def test_variants_lie_beside_the_content(store: Store) -> None:
    stored = store.put(io.BytesIO(b"a picture"))
    store.put_as(variant_name(stored.sha256, 480), b"smaller")
    store.put_as(variant_name(stored.sha256, 480), b"smaller still")
    (variant,) = store.entries(VARIANTS)
    assert (variant.size, variant.sha256, digest_of(variant.name)) == (13, None, stored.sha256)
    assert b"".join(store.read(variant.name, 0, 99)) == b"smaller still"


def test_putting_content_again_renews_its_age(store: Store) -> None:
    stored = store.put(io.BytesIO(b"old"))
    if store.is_local:
        os.utime(Path(store.url) / content_name(stored.sha256), (1, 1))
        store.put(io.BytesIO(b"old"))
    (entry,) = store.entries()
    assert datetime.now(UTC) - entry.changed_at < timedelta(minutes=1)


def test_the_store_is_chosen_by_one_setting(tmp_path: Path, s3_endpoint: str) -> None:
    given = {"demo": True, "instance_path": str(tmp_path)}
    local = storage.store_of(Settings.from_environment({}, **given))
    assert local.url == str(tmp_path / "files")
    remote = {"files_url": "s3://cities/x", "files_s3_endpoint": s3_endpoint}
    keys = {"files_s3_key": "an-access-key", "files_s3_secret": "a-secret-key"}
    s3 = storage.store_of(Settings.from_environment({}, **given, **remote, **keys))
    assert s3.has(s3.put(io.BytesIO(b"there")).sha256)
    with pytest.raises(Misconfigured, match="FILES_URL"):
        storage.store_of(Settings.from_environment({}, **given, files_url="ftp://x/y"))
