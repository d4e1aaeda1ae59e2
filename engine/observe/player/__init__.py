"""Recorded passes as traces and programs for the playground's player."""
