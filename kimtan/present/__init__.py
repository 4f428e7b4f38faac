"""What a notebook shows: blocks, and the sentences, tables and charts that fill them."""
