# Build of the front-end, from its sources to static/dist. Only Node is needed: Node's Pyodide runs the Python in it.
# A script writes the file that is its target here last, so that its other files exist when the target does.

TOOLS := static/build/files.mjs node_modules/.installed
COMPILER := static/build/python.mjs static/build/compile.py

build: $(DIST)/app.js $(DIST)/pyodide/pyodide.asm.wasm $(DIST)/first.json $(DIST)/pictures/drawn.txt

$(DIST)/app.js: static/build/bundle.mjs static/build/standalone.mjs tsconfig.json $(shell find static/src) $(CONTRACT) $(TOOLS)
	node $<

$(CONTRACT): static/build/contract.mjs $(wildcard engine/contract/*.py engine/service/*.py) $(COMPILER) $(TOOLS)
	node $<

$(DIST)/pyodide/pyodide.asm.wasm: static/build/vendor.mjs $(TOOLS)
	node $<

$(DIST)/stdlib.zip: static/build/stdlib.mjs $(COMPILER) $(TOOLS)
	node $<

$(DIST)/engine.zip: static/build/engine.mjs $(COMPILER) $(shell find engine package -name '*.py') $(TOOLS)
	node $<

$(DIST)/first.json: static/build/first.mjs static/build/drawing.mjs $(DIST)/stdlib.zip $(DIST)/engine.zip $(TOOLS)
	node $<

$(DIST)/pictures/drawn.txt: static/build/pictures.mjs static/build/drawing.mjs $(DIST)/stdlib.zip $(DIST)/engine.zip \
		static/src/styles/tokens.css static/src/styles/graph.css \
		$(wildcard lessons/*.md) $(TOOLS)
	node $<
