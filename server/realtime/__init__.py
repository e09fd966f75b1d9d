"""Facts, numbered per stream, told after commit to those who may hear them. Knows no feature."""
