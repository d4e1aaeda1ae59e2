"""Deployment of the server: the proxy, Kubernetes manifests, and scripts about what an image holds."""
