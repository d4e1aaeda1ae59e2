"""The scalar autograd engine of the Autograd Playground: pure Python, standard library only."""
