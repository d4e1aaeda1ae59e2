"""A traced loss as a flat program: traced once, differentiated once, and run again and again over the samples.

values of one sample -> `tracing` -> Program -> `gradient` -> Program -> `interpret` (plain Python) or `wasm` (bytes)
"""
