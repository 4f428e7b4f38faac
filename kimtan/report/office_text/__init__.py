"""The office's own text of its report: a Word document whose numbers are content controls that a period fills."""
