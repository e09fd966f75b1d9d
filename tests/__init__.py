"""The suite mirrors `server/`; what tests share lives in `support/`."""
