# Concordance. `make help` lists what there is.
# Needs python3 >= 3.11, make and, the first time, the package registry that pip is set up for.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input --quiet --quiet

# Installed once for what these files say, not for when they were touched: offline stays offline.
STATE  := $(shell cat pyproject.toml constraints.txt 2>/dev/null | cksum | cut -d ' ' -f 1)
RUN    := $(VENV)/installed-$(STATE)
DEV    := $(VENV)/installed-dev-$(STATE)

# Two cores at most: the arithmetic is small, and threads that wait for each other cost more than they save.
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help install demo test bot model bench lag torture fuzz weather load clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(RUN) ## Install what the bot and the command line need, nothing else

demo: $(RUN) ## Read the sample reports and print each topic's digest
	@$(PY) -m briefings demo

bot: $(RUN) ## Run the Telegram bot (TELEGRAM_BOT_TOKEN from @BotFather)
	@$(PY) -m bot

test: $(DEV) ## Style, types and every test
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest

model: $(DEV) ## Train the language model anew (see docs/model-card.md)
	$(PY) -m seeds.recipe

bench: $(DEV) ## Measure speed (tests/bench)
	$(PY) -m tests.bench

lag: $(DEV) ## Measure how long the bot's event loop is held up while 1,000 articles are read
	$(PY) -m tests.bench.loop_lag

torture: $(DEV) ## Kill ingest, digest and broadcast -9 200 times and look at what is left
	$(PY) -m tests.faults

fuzz: $(DEV) ## Feed the parsers with nonsense for 10 minutes (FOR=600, seconds)
	$(PY) -m tests.fuzz $(or $(FOR),600)

weather: $(DEV) ## Run the bot through 10 minutes of bad weather at Telegram (FOR=600, seconds)
	$(PY) -m tests.bot.weather $(or $(FOR),600)

load: $(DEV) ## 500 readers and a reading of feeds for 5 minutes (FOR=300, seconds)
	$(PY) -m tests.bot.load $(or $(FOR),300)

clean: ## Remove the environment and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info

$(RUN): | $(PY)
	@$(call install,.)

$(DEV): | $(PY)
	@$(call install,.[dev])

# The pip that Python 3.11 brings stumbles over extras under constraints, so a newer one comes first; and an
# editable install needs setuptools in the environment, or pip would fetch it each time.
define install
echo "Installing into $(VENV) (once) ..." >&2; \
$(PIP) install --constraint constraints.txt pip 'setuptools>=77' \
  && $(PIP) install --constraint constraints.txt --no-build-isolation --editable '$(1)' \
  || { echo "make: packages could not be installed: is the package registry within reach?" >&2; exit 1; }; \
touch $@
endef

$(PY):
	@command -v $(PYTHON) >/dev/null \
	  || { echo "make: $(PYTHON) is missing: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "make: $(PYTHON) is $$($(PYTHON) -V 2>&1), 3.11 or newer is needed: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "make: $(PYTHON) lacks venv or pip: install them (Debian: apt install python3-venv)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "make: $(VENV) could not be made with $(PYTHON) -m venv" >&2; exit 1; }
