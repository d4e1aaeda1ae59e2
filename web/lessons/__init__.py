"""Lessons and gallery: Markdown sources rendered to HTML pages with computed numbers."""
