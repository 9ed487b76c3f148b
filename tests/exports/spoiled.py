"""Archives and exports with something done to them."""

import hashlib
import tarfile
import zipfile
from pathlib import Path


def spoiled(path: Path, how: str) -> Path:
    """The archive with something done to it."""
    data = bytearray(path.read_bytes())
    target = path.with_name(f"{how}.tar")
    if how == "cut":
        target.write_bytes(data[: len(data) // 2])
    elif how.startswith("flipped"):
        with tarfile.open(path) as tar:
            name = {"flipped-database": "database.", "flipped-file": "files/content"}[how]
            about = next(own for own in tar if own.name.startswith(name))
        data[about.offset_data + about.size // 2] ^= 1
        target.write_bytes(data)
    elif how == "none":
        target.write_text("this is no archive")
    else:
        with tarfile.open(path) as tar, tarfile.open(target, "w") as new:
            for about in tar:
                if not (how == "without-file" and about.name.startswith("files/")) and not (
                    how == "without-manifest" and about.name == "manifest.json"
                ):
                    new.addfile(about, tar.extractfile(about))
            if how == "escaping":
                new.addfile(tarfile.TarInfo("../escaped"))
            if how == "linked":
                link = tarfile.TarInfo("files/content/link")
                link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
                new.addfile(link)
    return target


SPOILED = ("cut", "flipped-database", "flipped-file", "none", "without-file", "without-manifest", "escaping", "linked")


def repack(path: Path, parts: dict[str, bytes]) -> Path:
    """A ZIP of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    """What a ZIP holds."""
    with zipfile.ZipFile(path) as old:
        return {name: old.read(name) for name in old.namelist()}


def with_right_sums(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts with a list of checksums that fits them."""
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in parts.items() if name != "SHA256SUMS"}
    return {**parts, "SHA256SUMS": "".join(f"{digest}  {name}\n" for name, digest in sums.items()).encode()}


def changed(path: Path, how: str) -> Path:
    """The export with something done to it."""
    parts = parts_of(path)
    file = next(name for name in parts if name.startswith("files/"))
    data = parts[file]
    spoiled: dict[str, dict[str, bytes]] = {
        "flipped": {**parts, file: bytes([data[0] ^ 1]) + data[1:]},
        "short": {**parts, file: data[:-1]},
        "without": {name: own for name, own in parts.items() if name != file},
        "escaping": {**parts, "../escaped": b"x"},
        "bomb": with_right_sums({**parts, file: b"\0" * (21 * 1024 * 1024)}),
        "no-sums": {name: own for name, own in parts.items() if name != "SHA256SUMS"},
        "no-json": with_right_sums({**parts, "export.json": b"[" * 100_000}),
        "other-kind": with_right_sums({**parts, "export.json": b'{"format": "cat pictures"}'}),
    }
    return repack(path.with_name(f"{how}.zip"), spoiled[how])


CHANGED = ("flipped", "short", "without", "escaping", "bomb", "no-sums", "no-json", "other-kind")
