# The two commands are `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

# An environment names its folder throughout: one that was moved is made anew.
PLACE := $(shell cat .venv/ready 2>/dev/null)
ifneq ($(PLACE),)
ifneq ($(PLACE),$(CURDIR))
$(info This folder was moved: its Python environment is made anew.)
$(shell rm -rf .venv)
endif
endif

.PHONY: run test fuzz check bench bench-peers bench-matching bench-live bench-faults bench-abuse bench-billing bench-calendar bench-outbox generated contract release mutants format browser wrk clean

run: .venv/ready
	@$(BIN)/nova up

# Clusters of PostgreSQL come and go, thousands of files each: in memory, where there is room for
# them, one costs a twentieth of what it costs on a disk.
ROOM = $(shell df --output=avail /dev/shm 2>/dev/null | awk 'NR > 1 && $$1 > 8000000 { print "/dev/shm" }')

# Three processes on two cores: the longest tests wait rather than work.
test: .venv/ready check browser wrk
	@$(if $(ROOM),TMPDIR=$(ROOM)) $(BIN)/pytest -n 3

fuzz: .venv/ready
	@$(BIN)/pytest -m fuzz

check: .venv/ready
	@$(BIN)/ruff format --check src tests bench examples
	@$(BIN)/ruff check src tests bench examples
	@$(BIN)/mypy

browser:
	@command -v chromium chromium-browser >/dev/null || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

wrk:
	@command -v wrk >/dev/null || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends wrk >/dev/null; }

bench: .venv/ready wrk
	@$(BIN)/python -m bench $(ARGUMENTS)

bench-peers: .venv/ready wrk
	@$(BIN)/python -m bench.peers $(ARGUMENTS)

bench-matching: .venv/ready
	@$(BIN)/python -m bench.matching $(ARGUMENTS)

bench-calendar: .venv/ready
	@$(BIN)/python -m bench.calendar $(ARGUMENTS)

bench-billing: .venv/ready
	@$(BIN)/python -m bench.billing $(ARGUMENTS)

bench-outbox: .venv/ready
	@$(BIN)/python -m bench.outbox $(ARGUMENTS)

bench-faults: .venv/ready
	@$(BIN)/python -m bench.faults $(ARGUMENTS)

bench-live: .venv/ready
	@$(BIN)/python -m bench.live $(ARGUMENTS)

bench-abuse: .venv/ready
	@$(BIN)/python -m bench.abuse $(ARGUMENTS)

contract: .venv/ready
	@$(BIN)/pytest -s tests/contract/test_judges.py -k breaks_a_client

release: .venv/ready
	@NOVA_RELEASE=1 $(BIN)/pytest tests/contract/test_judges.py -k breaks_a_client

mutants: .venv/ready
	@$(BIN)/python tests/mutants.py $(ARGUMENTS)

generated: .venv/ready
	@NOVA_REWRITE=1 $(BIN)/pytest tests/whole/test_generated.py tests/http/test_examples.py::test_every_example_is_sent_and_got

format: .venv/ready
	@$(BIN)/ruff format src tests bench examples
	@$(BIN)/ruff check --fix src tests bench examples

clean:
	rm -rf .venv .hypothesis
	@[ ! -d .nova ] || echo 'The data in .nova stay. To lose them too: rm -r .nova'

.venv/ready: constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Nova needs Python 3.11 or newer.")'
	@echo 'Installing what Nova needs into .venv: a minute or two, the first time.'
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --retries 2 --require-hashes --no-deps --only-binary :all: -r constraints.txt \
		|| { echo 'What Nova needs could not be fetched (see above). With a network again: the same command.' >&2; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@echo '$(CURDIR)' > $@
