"""Operation of the server: health, readiness, metrics, request log, limits per reader."""
