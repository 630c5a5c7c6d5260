"""What no linter knows about this project: `python -m checks` prints each problem and exits 1 where there is any."""
