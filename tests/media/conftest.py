"""A store of each kind: a folder, and a real server that speaks S3."""

import io
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from platform_app.media.storage import Store

KEYS = {"key": "an-access-key", "secret": "a-secret-key"}
BUCKET = "cities"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 server of this process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_endpoint(s3_server: str) -> str:
    """The same with an empty bucket."""
    client = boto3.client(
        "s3",
        endpoint_url=s3_server,
        aws_access_key_id=KEYS["key"],
        aws_secret_access_key=KEYS["secret"],
        region_name="us-east-1",
    )
    client.create_bucket(Bucket=BUCKET)
    for item in client.list_objects_v2(Bucket=BUCKET).get("Contents", ()):
        client.delete_object(Bucket=BUCKET, Key=item["Key"])
    return s3_server


@pytest.fixture(params=["local", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store."""
    if request.param == "local":
        return Store(str(tmp_path / "store"))
    return Store(f"s3://{BUCKET}/files", endpoint_url=request.getfixturevalue("s3_endpoint"), **KEYS)


def stream(data: bytes) -> io.BytesIO:
    """Bytes as an upload gives them."""
    return io.BytesIO(data)
