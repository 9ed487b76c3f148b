"""Where files are found on the site. The name stands in the address for people; the number decides."""

from urllib.parse import quote

from platform_app.media.images import WIDTHS


def page_address(file_id: int, name: str) -> str:
    """The file itself."""
    return f"/files/{file_id}/{quote(name)}"


def sources(address: str) -> str:
    """A picture in each width, for `srcset`; where one is not made yet, the original comes in its place."""
    return ", ".join(f"{address}?w={width} {width}w" for width in WIDTHS)
