"""WebAssembly of a step of training: bytes that the browser, Node and wasmtime run alike.

`encode` writes what the specification (WebAssembly Core 2.0, section 5, Binary Format) prescribes, `functions` compiles
the engine's own elementary functions, `chunks` a flat program, and `step` puts them into one module.
"""
