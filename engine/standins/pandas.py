"""Stand-in for pandas, which notebooks on autodiff import beside numpy and then do not use: it has nothing."""

__all__: list[str] = []
