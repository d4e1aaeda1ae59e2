"""Verdict on a recorded pass: true gradients, the first wrong event, its place, its rule and its correction."""
