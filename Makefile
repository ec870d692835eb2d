# Every order of the house. `make` alone lists them; the text after ## is what it shows.

PYTHON ?= python3
SALIDA ?= salida/la-gaceta
PRUEBAS ?=

BIN := .venv/bin
SOURCES := $(wildcard memoria.py memoria_start.py pipeline reports sample_logs setup bench tests)
# Homebrew's libraries are not where macOS looks for them.
BREW_LIB := $(if $(filter Darwin,$(shell uname -s)),DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib)

# Each worker gets one half of the tests, in their order, and takes from the other's when its own are
# done: so what the tests of a file share is made once.
WORKERS := -n 2 --dist worksteal

# Compiled modules are kept, whatever the environment says: the tests start a hundred processes.
COMPILED := PYTHONDONTWRITEBYTECODE=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev memoria seguimiento comparativo test test-all test-faults test-peers mutants mutants-sql coverage format lint types check bench bench-compare audit sample lock clean

help:  ## Muestra esta lista
	@echo 'Uso: make ORDEN'; echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

setup:  ## Prepara todo lo que el programa necesita: bibliotecas del sistema, .venv y paquetes
	@command -v $(PYTHON) >/dev/null || { echo 'No hay $(PYTHON): instale Python 3.11 o posterior, o indíquelo con PYTHON=/ruta/de/python3' >&2; exit 2; }
	@$(PYTHON) setup/prepare.py

setup-dev:  ## Prepara también lo que piden las pruebas
	@command -v $(PYTHON) >/dev/null || { echo 'No hay $(PYTHON): instale Python 3.11 o posterior, o indíquelo con PYTHON=/ruta/de/python3' >&2; exit 2; }
	@$(PYTHON) setup/prepare.py --dev

# Date and key are fixed so that the sample gives the same bytes on any day and any machine. A real
# project's key is made at its first run and never leaves it.
memoria: setup  ## Prepara todo y construye la memoria técnica de ejemplo en salida/la-gaceta
	@mkdir -p sample_logs/.memoria
	@[ -e sample_logs/.memoria/llave ] || install -m 600 setup/llave-de-ejemplo sample_logs/.memoria/llave
	@$(BREW_LIB) $(BIN)/memoria build sample_logs/memoria.toml --out $(SALIDA) --as-of 2023-06-16

seguimiento: setup  ## Construye el informe de seguimiento de ejemplo en salida/seguimiento
	@mkdir -p sample_logs/municipio/.memoria
	@[ -e sample_logs/municipio/.memoria/llave ] || install -m 600 setup/llave-de-ejemplo sample_logs/municipio/.memoria/llave
	@$(BREW_LIB) $(BIN)/memoria build sample_logs/municipio/memoria.toml --out salida/seguimiento --as-of 2024-06-07

comparativo: setup  ## Arma un estado ficticio de doce difusores y compara sus entregas en salida/comparativo
	@$(BREW_LIB) $(BIN)/python -m sample_logs.state.deliver

test: setup-dev  ## Corre las pruebas (PRUEBAS='-k algo' elige y añade opciones de pytest)
	@$(COMPILED) $(BREW_LIB) $(BIN)/pytest --no-header $(WORKERS) -m 'not slow and not endurance and not peers' $(PRUEBAS)

test-all: setup-dev  ## Corre todas las pruebas, también las lentas, y con todos sus ejemplos
	@PRUEBAS_A_FONDO=1 $(COMPILED) $(BREW_LIB) $(BIN)/pytest --no-header $(WORKERS) -m 'not endurance' $(PRUEBAS)

test-faults: setup-dev  ## Provoca cada falla: luz, disco, memoria, cien corridas seguidas (una hora)
	@PRUEBAS_A_FONDO=1 $(BREW_LIB) $(BIN)/pytest --no-header $(WORKERS) tests/faults $(PRUEBAS)
	@PRUEBAS_A_FONDO=1 $(BREW_LIB) $(BIN)/pytest --no-header $(WORKERS) -m endurance --ignore tests/faults $(PRUEBAS)

test-peers: setup-dev  ## Compara las definiciones con AWStats, Webalizer y GoAccess, que instala (GRABAR=1 guarda lo que digan)
	@sh setup/peers.sh
	@$(if $(GRABAR),$(BIN)/python -m tests.peers.record)
	@$(BIN)/pytest --no-header $(WORKERS) tests/peers $(PRUEBAS)

mutants: setup-dev  ## Cambia el código una cosa a la vez y dice qué cambios no nota ninguna prueba (MUTANTES='torn' elige)
	@$(BREW_LIB) $(BIN)/python -X warn_default_encoding -m tests.mutants.python $(MUTANTES)

mutants-sql: setup-dev  ## Lo mismo con las consultas (MUTANTES='compare/' elige)
	@$(BIN)/python -m tests.mutants.sql $(MUTANTES)

coverage: setup-dev  ## Mide qué ramas de pipeline/ y reports/ recorren las pruebas; falla bajo 95 %
	@rm -rf build/coverage; mkdir -p build/coverage
	@$(BREW_LIB) $(BIN)/python -m coverage run -m pytest --no-header -q $(WORKERS) -m 'not slow and not peers and not endurance' $(PRUEBAS)
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m coverage report

format: setup-dev  ## Da formato al código
	@$(BIN)/ruff format --quiet $(SOURCES)
	@$(BIN)/ruff check --quiet --select I --fix $(SOURCES)

lint: setup-dev  ## Revisa el estilo y el formato del código
	@$(BIN)/ruff format --quiet --check --output-format concise $(SOURCES) || { echo 'Hay archivos sin formato: corra make format' >&2; exit 1; }
	@$(BIN)/ruff check --quiet $(SOURCES)

types: setup-dev  ## Revisa los tipos
	@$(BIN)/mypy $(SOURCES)

check: lint types test  ## Todo lo que debe pasar antes de entregar un cambio

bench: setup-dev  ## Mide la velocidad y la memoria (BENCH='--lines 500000' cambia el tamaño)
	@$(BREW_LIB) $(BIN)/python -m bench.run $(BENCH)

bench-compare: setup-dev  ## Mide cuánto tarda comparar cuarenta entregas (BENCH='--deliveries 12' cambia cuántas)
	@$(BREW_LIB) $(BIN)/python -m bench.compare $(BENCH)

audit: setup-dev  ## Busca vulnerabilidades conocidas en las bibliotecas fijadas, donde la red da esos datos
	@$(BIN)/python setup/audit.py

sample: setup  ## Vuelve a generar los registros de ejemplo
	@$(BIN)/python -m sample_logs.generate
	@$(BIN)/python -m sample_logs.municipio.generate

lock:  ## Vuelve a fijar las versiones de los paquetes (UPGRADE=1 las sube)
	@PYTHON=$(PYTHON) UPGRADE=$(UPGRADE) sh setup/lock.sh

clean:  ## Borra lo generado: .venv, build, salida y memorias intermedias
	@rm -rf .venv build salida sample_logs/.memoria sample_logs/municipio/.memoria *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
