"""Images of graphs: rendering by Graphviz, caching, query parameters, alternative texts and link-preview cards."""
