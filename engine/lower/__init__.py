"""A traced loss as a flat program: traced once, differentiated once, and run again and again over the samples.

values of one sample -> `tracing` -> Program -> `gradient` -> Program -> `interpret` (plain Python) or `wasm` (bytes)

A `step` is such a program with a penalty and an `update`, the optimiser's rule, which are programs, too. `trainer` trains
with it in plain Python, as the module of `wasm.step` does. `view` shows readers what becomes of one graph, with the module's
text by `wat`.
"""
