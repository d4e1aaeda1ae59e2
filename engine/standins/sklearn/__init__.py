"""Stand-in for scikit-learn: two of its made-up data sets."""

__all__: list[str] = []
