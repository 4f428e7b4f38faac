"""A report in the browser while somebody works on its files: served to this machine, made again at each change."""
