"""Stand-ins for libraries that a notebook imports and that the browser's Python does not have."""
