"""`python -m briefings`."""

from briefings.cli.main import main

raise SystemExit(main())
