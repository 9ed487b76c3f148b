"""The application object that gunicorn and the `flask` command load."""

from platform_app import create_app

app = create_app()
