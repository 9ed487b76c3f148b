"""A process of its own that opens one of other people's files, with little memory and little time, and then ends.

`python -m platform_app.media.child text|manuscript|variants FOLDER MEDIA_TYPE` reads FOLDER/source, writes beside it.
What it cannot do ends it: it says why in FOLDER/refused, or is killed, and whoever started it goes on.
"""

import json
import resource
import sys
from pathlib import Path
from typing import BinaryIO

MEMORY = {"text": 768 * 2**20, "manuscript": 768 * 2**20, "variants": 1536 * 2**20}  # address space in bytes
SECONDS = {"text": 60, "manuscript": 30, "variants": 60}  # of the processor
LARGEST_OUTPUT = 64 * 2**20


def main(what: str, folder: str, media_type: str) -> int:
    """Do the work under limits; the exit code is 0, or 3 with a reason in FOLDER/refused."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY[what], MEMORY[what]))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS[what], SECONDS[what] + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_OUTPUT, LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    place = Path(folder)
    try:
        with (place / "source").open("rb") as file:
            {"text": _text, "manuscript": _manuscript, "variants": _variants}[what](file, place, media_type)
    except MemoryError:
        (place / "refused").write_text("too_large")
        return 3
    return 0


def _text(file: BinaryIO, place: Path, media_type: str) -> None:
    from platform_app.media import extraction  # the readers are large: only this process loads them

    try:
        (place / "text").write_text(extraction.text_of(file, media_type), "utf-8")
    except extraction.Refused as refusal:
        (place / "refused").write_text(str(refusal))
        sys.exit(3)


def _manuscript(file: BinaryIO, place: Path, media_type: str) -> None:
    from platform_app.media import word_files
    from platform_app.media.extraction import Refused

    try:
        read = word_files.read(file)
    except Refused as refusal:
        (place / "refused").write_text(str(refusal))
        sys.exit(3)
    for number, data in enumerate(read.pictures):
        (place / f"picture-{number}").write_bytes(data)
    (place / "manuscript").write_text(json.dumps(read.told), "utf-8")


def _variants(file: BinaryIO, place: Path, media_type: str) -> None:
    from platform_app.media import images

    made = images.variants(file)
    for width, data in made.items():
        (place / f"{width}.webp").write_bytes(data)
    (place / "widths").write_text(json.dumps(sorted(made)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
