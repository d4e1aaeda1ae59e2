# The front-end, from its sources to static/dist. Only Node is needed; what Python there is to run, Node's Pyodide runs.

NODE_BUILD := node static/build
ENGINE := $(shell find engine -name '*.py')
BUNDLE := $(DIST)/app.js $(DIST)/app.css $(DIST)/python-worker.js $(DIST)/layout-worker.js

build: $(DIST)/app.js $(DIST)/pyodide/pyodide.asm.wasm $(DIST)/stdlib.zip $(DIST)/engine.zip $(DIST)/first.json

# One run of esbuild writes all of BUNDLE; app.js is written last and stands for it.
$(DIST)/app.js: static/build/bundle.mjs static/build/files.mjs tsconfig.json $(shell find static/src -type f) node_modules/.installed
	$(NODE_BUILD)/bundle.mjs

$(DIST)/pyodide/pyodide.asm.wasm: static/build/vendor.mjs static/build/files.mjs node_modules/.installed
	$(NODE_BUILD)/vendor.mjs

$(DIST)/stdlib.zip: static/build/stdlib.mjs static/build/compile.py static/build/files.mjs node_modules/.installed
	$(NODE_BUILD)/stdlib.mjs

$(DIST)/engine.zip: static/build/engine.mjs static/build/compile.py static/build/files.mjs $(ENGINE) node_modules/.installed
	$(NODE_BUILD)/engine.mjs

# The first example, traced by the very files that the browser gets, and drawn: the page can be stepped before any worker is up.
$(DIST)/first.json: static/build/first.mjs static/build/first.py $(DIST)/engine.zip $(DIST)/stdlib.zip
	$(NODE_BUILD)/first.mjs
