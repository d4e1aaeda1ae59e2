"""Public notebooks, cell by cell, in our kernel beside CPython with the real libraries."""
