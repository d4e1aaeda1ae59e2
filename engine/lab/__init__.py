"""The training lab: settings become samples, a network and a compiled step, or the same training as source code."""
