"""Plain files read strictly, with places: text, tables, mappings, and the models that they are held to."""
