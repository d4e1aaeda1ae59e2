"""torch.nn: only its functions are here."""

__all__: list[str] = []
