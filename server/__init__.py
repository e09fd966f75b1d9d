"""The Happenstance server. `server.app.create_app` puts the parts together."""
