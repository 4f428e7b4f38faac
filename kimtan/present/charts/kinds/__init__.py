"""One kind of chart a module, each a function from a tidy frame to a chart block."""
