"""Section notebooks found, checked and run by papermill, and made repeatable."""
