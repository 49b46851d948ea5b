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
# The sample essay's reports: a PDF, a web page, Markdown and XML.
ESSAY_REPORTS := Tests/CommandTests/Fixtures/formats/halyard-queue.libreoffice.pdf $(SAMPLES)/northgate-survey.html \
  $(SAMPLES)/pemberton-wires.md $(SAMPLES)/copperline-metal.xml
PROGRAM := .build/release/alyosha
# Tests are built for testing, with other flags than the program: a folder of their own keeps both warm.
TESTS := .build-test
BENCH := .build/release/alyosha-bench
BENCH_FILES = $(wildcard $(ALYOSHA_EVAL)/filings/*.html) $(wildcard $(ALYOSHA_EVAL)/reports/beige-*.html) .build/generated.html
PEERS := lxml lxml_html_clean pandas beautifulsoup4 trafilatura quantulum3 recognizers-text-suite "emoji<2"

# The program carries Swift's libraries; its relocations are packed where the C library can read them so.
PACKED := $(shell printf 'glibc 2.36\n%s\n' "$$(getconf GNU_LIBC_VERSION)" | sort -VC && echo -Xlinker -z -Xlinker pack-relative-relocs)

# Debian packages that the build links against, and the programs it runs.
PACKAGES := pkg-config libxml2-dev libarchive-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libsqlite3-dev poppler-utils

# What the files of the format tests are made with, and from.
CORPUS := Tests/CommandTests/Fixtures/formats
PAGED := Tests/ReportReadingTests/Fixtures/paged
CORPUS_REPORTS := halyard-queue northgate-survey
CORPUS_PACKAGES := libreoffice-writer libreoffice-calc libreoffice-impress pandoc zip groff qpdf

.PHONY: help
help: ## List what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: essay
essay: build ## Write an essay from the sample reports into ./essays
	@$(PROGRAM) write $(ESSAY_REPORTS) -o $(ESSAYS)

.PHONY: build
build: deps ## Build the program, optimized
	@ALYOSHA_STATIC=1 $(SWIFT) build -c release --product alyosha $(PACKED)

.PHONY: test
test: deps ## Build everything, warnings as errors, and run every test
	@ALYOSHA_STRICT=1 $(SWIFT) test -c release --scratch-path $(TESTS)

.PHONY: soak
soak: build ## Run the long tests of the daemon: kills, ten thousand reports, hostile files
	@ALYOSHA_SOAK=1 ALYOSHA_PROGRAM=$(PROGRAM) ALYOSHA_STRICT=1 $(SWIFT) test -c release --scratch-path $(TESTS) --filter NightShiftTests

.PHONY: mutations
mutations: deps ## Change ten thousand things in published notes, and count what the proof catches
	@ALYOSHA_STRICT=1 ALYOSHA_MUTATIONS=10000 $(SWIFT) test -c release --scratch-path $(TESTS) --filter MutationTests

.PHONY: lint
lint: deps ## Check the format and build without a warning
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Templates
	@ALYOSHA_STRICT=1 $(SWIFT) test list -c release --scratch-path $(TESTS)

.PHONY: format
format: ## Format every Swift file in place
	@$(SWIFT) format format --in-place --parallel --recursive Package.swift Sources Tests Templates

.PHONY: eval
eval: build ## Score the extraction against other projects' cases, beside what they reach
	@if [ ! -d "$(ALYOSHA_EVAL)" ]; then echo "no evaluation data at $(ALYOSHA_EVAL); set ALYOSHA_EVAL to its folder"; exit 0; fi; \
	if ! command -v python3 >/dev/null; then echo "the scorers need python3"; exit 1; fi; \
	echo "QUANTITIES: the peers' own test cases (at least 98 / 94 / 90, no suite under 85 for value, extra at most 5)"; \
	python3 "$(ALYOSHA_EVAL)/score_quantities.py" "$(ALYOSHA_EVAL)"/quantities/*.jsonl -- $(PROGRAM) figures --lines; \
	echo; echo "The peers on the same cases"; \
	grep '^|' "$(ALYOSHA_EVAL)/peers.md"; \
	echo; echo "FILINGS: figures against their authors' tags (at least 98 / 96 / 75, precision 85; tables 97 / 95 / 88)"; \
	work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; pairs=(); \
	for gold in "$(ALYOSHA_EVAL)"/filings/*.gold.jsonl; do \
	  name=$$(basename "$$gold" .gold.jsonl); \
	  $(PROGRAM) figures --format jsonl "$(ALYOSHA_EVAL)/filings/$$name.html" > "$$work/$$name.jsonl"; \
	  pairs+=("$$gold" "$$work/$$name.jsonl"); \
	done; \
	python3 "$(ALYOSHA_EVAL)/score_figures.py" "$${pairs[@]}"; \
	echo; echo "TAGS: text against inline XBRL where a filing has it (the tags are used)"; \
	for filing in "$(ALYOSHA_EVAL)"/filings/*.ixbrl.html; do \
	  $(PROGRAM) figures --format jsonl "$$filing" 2>&1 >/dev/null | sed 's/^alyosha: warning: //'; \
	done; \
	echo; echo "MOJIBAKE: text decoded wrongly (at least 92% fixed, all negatives left alone)"; \
	python3 Tests/Evaluation/score_mojibake.py "$(ALYOSHA_EVAL)"/mojibake/*.jsonl -- $(PROGRAM) repair

.PHONY: bench-build
bench-build: build
	@ALYOSHA_STATIC=1 $(SWIFT) build -c release --product alyosha-bench $(PACKED)
	@$(BENCH) --generate .build/generated.html

.PHONY: bench
bench: bench-build ## Time every stage beside a bare parse of the same bytes; table, and .build/bench.json
	@$(BENCH) --rounds 9 --reports 1000 --program $(PROGRAM) --json .build/bench.json $(BENCH_FILES)

.PHONY: bench-growth
bench-growth: bench-build ## Time and memory against files to 100 MB, nights to 10,000 reports, ledgers to 10⁷ figures; .build/growth.svg
	@$(BENCH) --growth --program $(PROGRAM) --json .build/growth.json --svg .build/growth.svg
	@$(BENCH) --rounds 1 --reports 10000 --program $(PROGRAM) $(wildcard $(ALYOSHA_EVAL)/reports/beige-*.html) | tail -1

.PHONY: bench-instructions
bench-instructions: bench-build ## Count the instructions of each stage, which repeat where times do not
	@command -v valgrind >/dev/null || { echo "this needs valgrind"; exit 1; }; \
	strip -g -o .build/alyosha-bench.stripped $(BENCH); \
	count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null .build/alyosha-bench.stripped --stage "$$1" --rounds "$$2" "$$3" 2>&1 \
	  | sed -n 's/.*Collected : //p'; }; \
	for file in $(BENCH_FILES); do \
	  floor=; for stage in parse read figures note; do \
	    each=$$((($$(count $$stage 3 "$$file") - $$(count $$stage 1 "$$file")) / 2)); floor=$${floor:-$$each}; \
	    printf '%-28s %-8s %12d instructions  %5.2f × parse\n' "$$(basename "$$file")" $$stage $$each "$$(awk "BEGIN { print $$each / $$floor }")"; \
	  done; \
	done

.PHONY: bench-compare
bench-compare: ## Compare .build/bench.json with an earlier one, or with another commit: make bench-compare BASE=…
	@base="$(BASE)"; [ -n "$$base" ] || { echo "say BASE=file.json or BASE=commit"; exit 64; }; \
	[ -e .build/bench.json ] || $(MAKE) --no-print-directory bench; \
	if [ ! -f "$$base" ]; then \
	  git worktree remove --force .build/base 2>/dev/null || true; \
	  git worktree add -q --detach .build/base "$$base"; trap 'git worktree remove --force .build/base' EXIT; \
	  eval=$$(realpath "$(ALYOSHA_EVAL)"); \
	  $(MAKE) --no-print-directory -C .build/base bench ALYOSHA_EVAL="$$eval"; \
	  cp .build/base/.build/bench.json .build/bench-base.json; base=.build/bench-base.json; \
	fi; \
	$(BENCH) --compare "$$base" .build/bench.json

.PHONY: bench-peers
bench-peers: build ## Time other programs on the same files in the same run, in a Python environment of their own (.venv)
	@[ -x .venv/bin/python ] || python3 -m venv .venv; .venv/bin/pip install -q --disable-pip-version-check $(PEERS)
	@.venv/bin/python Tests/Benchmark/peers.py $(PROGRAM) --quantities "$(ALYOSHA_EVAL)/quantities" --json .build/peers.json \
	  "$(ALYOSHA_EVAL)"/filings/*.html

# Sets what pandoc writes for groff in two columns from the first heading on, tables across both.
define TWO_COLUMNS
/^\.nr LL/ { $$3 = "7i" } /^\.nr PO/ { $$3 = ".7i" } /^\.nr [HF]M/ { $$3 = ".8i" } /^\.fam/ { $$2 = "T" }
/^\.(TL|pdfsync)/ { begun = 1 } /^\.(SH|NH|LP|PP)/ && begun && !columns { print ".2C"; columns = 1 }
/^\.TS/ && columns { print ".1C" } { print } /^\.TE/ && columns { print ".2C" }
endef
export TWO_COLUMNS

.PHONY: corpus
corpus: ## Make the files of the format tests anew, with LibreOffice, pandoc and groff
	@$(MAKE) --no-print-directory deps PACKAGES="$(CORPUS_PACKAGES)"
	@groff -t -ms -Tpdf $(PAGED)/two-columns.ms > $(PAGED)/two-columns.pdf
	@qpdf --encrypt secret secret 256 -- $(PAGED)/two-columns.pdf $(PAGED)/encrypted.pdf
	@work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; export HOME="$$work"; out="$(CURDIR)/$(CORPUS)"; mkdir -p "$$out"; \
	office() { soffice --headless "$$@" >/dev/null 2>&1; }; \
	for report in $(CORPUS_REPORTS); do \
	  name="$$report.libreoffice"; cp "$(SAMPLES)/$$report.html" "$$work/$$name.html"; cd "$$work"; \
	  office --infilter="HTML (StarWriter)" --convert-to odt:writer8 "$$name.html"; \
	  office --convert-to docx:"MS Word 2007 XML" "$$name.odt"; \
	  office --convert-to epub:EPUB "$$name.odt"; \
	  office --convert-to pdf:writer_web_pdf_Export "$$name.html"; \
	  pandoc "$$name.html" -s -t jats -o "$$report.pandoc.jats.xml"; pandoc "$$name.html" -s -t docbook5 -o "$$report.pandoc.dbk"; \
	  office --infilter="HTML (StarCalc)" --convert-to ods:calc8 "$$name.html"; \
	  office --convert-to xlsx:"Calc MS Excel 2007 XML" "$$name.ods"; \
	  for kind in docx epub pptx; do pandoc "$$name.html" --slide-level=2 -o "$$report.pandoc.$$kind"; done; \
	  cp "$$report.pandoc.pptx" "$$name.slides.pptx"; \
	  office --convert-to odp:impress8 "$$name.slides.pptx"; \
	  office --convert-to pptx:"Impress MS PowerPoint 2007 XML" "$$name.slides.odp"; \
	  office --infilter="HTML (StarWriter)" --convert-to fodt "$$name.html"; office --convert-to fods "$$name.ods"; \
	  pandoc -f html "$$name.html" -s -t ms | awk "$$TWO_COLUMNS" \
	    | groff -Kutf8 -t -e -ms -Tpdf > "$$report.groff.two-columns.pdf"; \
	  gzip -9nc "$$name.html" > "$$report.gzip.html.gz"; \
	  zip -qd "$$name.odt" 'Thumbnails/*'; zip -qd "$$name.ods" 'Thumbnails/*'; zip -qd "$$name.slides.odp" 'Thumbnails/*'; \
	  rm "$$name.html"; find . -maxdepth 1 -name "$$report.*" -size -64k -exec cp {} "$$out" \;; \
	  find . -maxdepth 1 -name "$$report.*" -size +63k -printf 'too large to keep: %f\n'; cd - >/dev/null; \
	done

.PHONY: eval-essays
eval-essays: build ## Score notes against summaries that people wrote, beside LexRank, TextRank and lead
	@if [ ! -d "$(ALYOSHA_EVAL)/reports" ]; then echo "no evaluation data at $(ALYOSHA_EVAL); set ALYOSHA_EVAL to its folder"; exit 0; fi; \
	if [ ! -x .venv/bin/python ]; then python3 -m venv .venv; fi; \
	.venv/bin/python -c 'import sumy, rouge_score' 2>/dev/null || .venv/bin/pip install -q sumy==0.11.0 rouge-score==0.1.2; \
	.venv/bin/python Tests/Evaluation/rouge.py $(PROGRAM) "$(ALYOSHA_EVAL)/reports" "$(ALYOSHA_EVAL)/filings"

.PHONY: install
install: build ## Install under PREFIX (/usr/local), staged in DESTDIR
	install -D -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/alyosha"
	$(PROGRAM) --generate-completion-script bash | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/alyosha"
	$(PROGRAM) --generate-completion-script zsh | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_alyosha"
	$(PROGRAM) --generate-completion-script fish | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/alyosha.fish"
	for unit in alyosha.service alyosha-once.service alyosha-once.timer; do \
	  sed 's#/usr/local/bin/#$(PREFIX)/bin/#' systemd/$$unit | install -D -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/lib/systemd/system/$$unit"; \
	done
	install -D -m 644 systemd/alyosha-backoff.conf "$(DESTDIR)$(PREFIX)/share/doc/alyosha/backoff.conf"
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
	  "$(DESTDIR)$(PREFIX)/lib/sysusers.d/alyosha.conf" "$(DESTDIR)$(PREFIX)/lib/tmpfiles.d/alyosha.conf" \
	  "$(DESTDIR)$(PREFIX)/share/doc/alyosha/backoff.conf"

.PHONY: deps
deps: ## Install the Debian packages the build needs, where they are missing
	@if ! command -v dpkg-query >/dev/null; then \
	  pkg-config --exists libxml-2.0 libarchive sqlite3 2>/dev/null && exit 0; \
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
	@rm -rf .build .build-test
