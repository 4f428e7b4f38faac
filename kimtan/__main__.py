"""``python -m kimtan`` is the program ``kimtan``."""

from kimtan.cli.app import main

if __name__ == "__main__":
    main()
