"""The lab: settings of a training become samples, a network and a compiled step; the same as code, and one sample of it."""
