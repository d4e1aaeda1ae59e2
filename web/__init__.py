"""The FastAPI application: it serves the page and carries requests to `engine.service`. Knows no calculus."""
