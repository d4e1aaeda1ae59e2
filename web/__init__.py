"""FastAPI application: serves the pages and passes API requests to `engine.service`. Contains no calculus."""
