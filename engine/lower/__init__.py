"""Compiler of losses: traced once into a flat program, differentiated once, and run many times over the samples.

values of one sample -> `tracing` -> Program -> `gradient` -> Program -> `interpret` (plain Python) or `wasm` (bytes)

A `step` is such a program with a penalty and an `update`, the optimiser's rule; both are programs as well. `trainer`
trains with a step in plain Python, exactly as the module of `wasm.step` does. `listing` shows readers the instructions
compiled from one graph, and the module's text.
"""
