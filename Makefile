# The habits of the house. `make help` lists them; each works from a clean clone with nothing but the Swift toolchain.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
ESSAYS ?= essays
ALYOSHA_EVAL ?= ../shared/eval
SAMPLES := Tests/CommandTests/Fixtures/reports
PROGRAM := .build/release/alyosha

# Debian packages that the build links against, and the programs it runs.
PACKAGES := pkg-config libxml2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev poppler-utils

.PHONY: help
help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: essay
essay: build ## Write an essay from the sample reports into ./essays
	@$(PROGRAM) write $(SAMPLES) -o $(ESSAYS)

.PHONY: build
build: deps ## Build the program, optimized
	@$(SWIFT) build -c release --product alyosha

.PHONY: test
test: deps ## Build everything, warnings as errors, and run every test
	@ALYOSHA_STRICT=1 $(SWIFT) test -c release

.PHONY: soak
soak: build ## Run the long tests of the daemon: kills, ten thousand reports, hostile files
	@ALYOSHA_SOAK=1 $(SWIFT) test -c release --filter NightShiftTests

.PHONY: lint
lint: deps ## Check the format and build without a warning
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Templates
	@ALYOSHA_STRICT=1 $(SWIFT) test list -c release

.PHONY: format
format: ## Format every Swift file in place
	@$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests Templates

.PHONY: eval
eval: build ## Score the extraction against other projects' cases, beside what they reach
	@if [ ! -d "$(ALYOSHA_EVAL)" ]; then echo "no evaluation data at $(ALYOSHA_EVAL); set ALYOSHA_EVAL to its folder"; exit 0; fi; \
	if ! command -v python3 >/dev/null; then echo "the scorers need python3"; exit 1; fi; \
	echo "Quantities: cases of the peers' own test suites"; \
	python3 "$(ALYOSHA_EVAL)/score_quantities.py" "$(ALYOSHA_EVAL)"/quantities/*.jsonl -- $(PROGRAM) figures --lines; \
	echo; echo "The peers on the same cases"; \
	grep '^|' "$(ALYOSHA_EVAL)/peers.md"; \
	echo; echo "Figures: filings against their own tags"; \
	work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; pairs=(); \
	for gold in "$(ALYOSHA_EVAL)"/filings/*.gold.jsonl; do \
	  name=$$(basename "$$gold" .gold.jsonl); \
	  $(PROGRAM) figures --format jsonl "$(ALYOSHA_EVAL)/filings/$$name.html" > "$$work/$$name.jsonl"; \
	  pairs+=("$$gold" "$$work/$$name.jsonl"); \
	done; \
	python3 "$(ALYOSHA_EVAL)/score_figures.py" "$${pairs[@]}"

.PHONY: install
install: build ## Install under PREFIX (/usr/local), staged in DESTDIR
	install -D -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/alyosha"
	$(PROGRAM) --generate-completion-script bash | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/alyosha"
	$(PROGRAM) --generate-completion-script zsh | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_alyosha"
	$(PROGRAM) --generate-completion-script fish | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/alyosha.fish"
	for unit in alyosha.service alyosha-once.service alyosha-once.timer; do \
	  sed 's#/usr/local/bin/#$(PREFIX)/bin/#' systemd/$$unit | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit"; \
	done
	install -D -m 644 systemd/alyosha.sysusers.conf "$(DESTDIR)$(PREFIX)/lib/sysusers.d/alyosha.conf"
	install -D -m 644 systemd/alyosha.tmpfiles.conf "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/alyosha.conf"
	[ -e "$(DESTDIR)/etc/alyosha/alyosha.yaml" ] || install -D -m 644 systemd/alyosha.yaml "$(DESTDIR)/etc/alyosha/alyosha.yaml"

.PHONY: uninstall
uninstall: ## Remove what install put there; configuration, ledger and essays stay
	rm -f "$(DESTDIR)$(PREFIX)/bin/alyosha" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/alyosha" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_alyosha" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/alyosha.fish" \
	  "$(DESTDIR)$(PREFIX)"/lib/systemd/system/{alyosha.service,alyosha-once.service,alyosha-once.timer} \
	  "$(DESTDIR)$(PREFIX)/lib/sysusers.d/alyosha.conf" "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/alyosha.conf"

.PHONY: deps
deps: ## Install the Debian packages the build needs, where they are missing
	@if ! command -v dpkg-query >/dev/null; then \
	  pkg-config --exists libxml-2.0 sqlite3 2>/dev/null && exit 0; \
	  echo "This is not Debian or Ubuntu. Install the counterparts of: $(PACKAGES)" >&2; exit 1; \
	fi; \
	missing=(); \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${db:Status-Status}' "$$package" 2>/dev/null | grep -qx installed || missing+=("$$package"); \
	done; \
	[ "$${#missing[@]}" -eq 0 ] && exit 0; \
	sudo=(); [ "$$(id -u)" -eq 0 ] || sudo=(sudo); \
	echo "installing $${missing[*]}"; \
	"$${sudo[@]}" apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive "$${sudo[@]}" apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null

.PHONY: clean
clean: ## Remove what was built
	@rm -rf .build
