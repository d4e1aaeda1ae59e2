"""The engine's request API: parameter validation, methods and JSON encoding of replies."""
