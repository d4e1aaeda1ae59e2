"""WebAssembly of a step of training: bytes that the browser, Node and wasmtime run alike.

`encode` writes what the specification (WebAssembly Core 2.0, section 5, Binary Format) prescribes, and `functions` compiles
the engine's own elementary functions. `chunks` cuts a flat program into functions, `lanes` writes each of them, with `places`
for what it goes through and `sums` for the order of the gradients, and `step` puts all into one module. `graph` is another
module, of one graph, for readers; `names` names what is in it.
"""
