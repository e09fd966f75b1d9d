"""HTTP without a feature: who is calling, the shape of requests and answers, the PWA's files."""
