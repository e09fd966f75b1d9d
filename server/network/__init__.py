"""How the phones are connected, for organisers: as it is, and tried out with simulated ones."""
