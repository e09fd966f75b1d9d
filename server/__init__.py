"""The Happenstance server. `server.app.create_app` puts the parts together."""

import os

# Matrices are multiplied beside the phones, whose thread is to be the only one that works.
# Read once, when NumPy is imported, so it is said before anything of ours can import it.
for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
