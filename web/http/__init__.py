"""HTTP building blocks: content negotiation, caching, JSON bodies, errors, security headers, the worker pool."""
