"""Live streams against a bare application that forwards the same bytes from the same Redis: see `measuring.py`."""
