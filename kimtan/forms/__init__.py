"""Excel forms in which the figures of a period are asked for, and their way back into its data.

``layout`` says what is asked for and where, ``workbook`` writes it for Excel. ``safety`` looks a file over before it
is opened, ``reading`` takes its ``cells`` or ``separated`` values for what was ``typed``, and ``filling`` puts that
beside what is stored.
"""
