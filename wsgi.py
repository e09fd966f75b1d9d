"""The application object that gunicorn and the `flask` command load."""

from server.app import create_app

app = create_app()
