"""WebAssembly back end: a training step as a module, whose bytes run in the browser, in Node and in wasmtime.

`encode` writes the binary format (WebAssembly Core 2.0, section 5), and `functions` compiles the engine's elementary
functions. `chunks` splits a flat program into functions; `simd` emits each of them, with the addresses of
`memory_layout` and the order of summation of `sums`; `step` puts all into one module. `graph` compiles another module,
of one graph, for readers; `names` adds the names of its functions and locals.
"""
