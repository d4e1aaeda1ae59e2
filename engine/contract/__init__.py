"""The API's contract: each request, reply, node and step kind, stated once as a type of the standard library."""
