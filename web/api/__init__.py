"""JSON API: its routes, and the models that describe it in /openapi.json."""
