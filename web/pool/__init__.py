"""Worker processes that run programs: fair queue, estimates of cost, limits of the kernel, replacement of dead ones."""
