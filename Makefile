# Pressmark: `make demo` and `make test` do all set-up by themselves.
PREFIX ?= /usr/local
CATALOG ?= demo.db
BINARY = .build/release/pressmark
SAMPLES = Tests/CatalogTests/Exports
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: all setup build extension demo test test-hosts lint format docs check-docs api-docs coverage release bench \
  bench-questions bench-readers install install-files uninstall clean

all: build

# System packages: SQLite, libarchive, zlib, xxHash, utf8proc, PCRE2, pkg-config to find them, and the programs that tests
# run.
TEST_TOOLS = bash bzip2 gzip lz4 sqlite3 tar xz zip zstd
setup:
	@command -v swift >/dev/null || { echo "Pressmark needs a Swift toolchain (6.2 or later): https://swift.org/install"; exit 1; }
	@if [ "$$(uname)" = Darwin ]; then \
	  command -v pkg-config >/dev/null && pkg-config --exists libxxhash libutf8proc libpcre2-8 && \
	  (for tool in $(TEST_TOOLS); do command -v $$tool >/dev/null || exit 1; done) \
	  || brew install pkgconf xxhash libarchive utf8proc pcre2 lz4 xz zstd; \
	elif command -v pkg-config >/dev/null && pkg-config --exists sqlite3 libxxhash libarchive zlib libutf8proc libpcre2-8 && \
	  (for tool in $(TEST_TOOLS); do command -v $$tool >/dev/null || exit 1; done); then :; \
	else $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends \
	  pkg-config libsqlite3-dev libxxhash-dev libarchive-dev zlib1g-dev libutf8proc-dev libpcre2-dev \
	  sqlite3 bzip2 lz4 xz-utils zip zstd; fi

build: setup
	swift build -c release --product pressmark

# The SQL functions for other SQLite tools: one file with the Swift runtime, utf8proc and PCRE2 inside, which shows them
# one symbol.
ifeq ($(shell uname),Darwin)
EXTENSION = .build/release/pressmark.dylib
LINK_EXTENSION = -Xlinker -exported_symbol -Xlinker _sqlite3_pressmark_init -Xlinker -dead_strip
else
EXTENSION = .build/release/pressmark.so
LINK_EXTENSION = -static-stdlib -Xlinker --version-script=Sources/ResolveKeyExtension/exports.map -Xlinker --gc-sections \
  -Xlinker -s -Xlinker -z -Xlinker nodelete
endif

EXTENSION_ROOMS = ResolveKeyExtension SQLFunctions StorageKeys ByteText ControlText TextMatching
# The libraries as archives, which become a part of the file.
EXTENSION_LIBRARIES = libutf8proc libpcre2-8

extension: setup
	swift build -c release --target ResolveKeyExtension
	swiftc -emit-library -o $(EXTENSION) $(LINK_EXTENSION) \
	  $(foreach room,$(EXTENSION_ROOMS),.build/release/$(room).build/*.o) \
	  $(foreach library,$(EXTENSION_LIBRARIES),$$(pkg-config --variable=libdir $(library))/$(library).a)

# Opens catalogs in other people's tools, from Debian's packages and PyPI.
test-hosts: build extension
	Tests/Hosts/run

# Imports two real exports, and asks them: a saved query, an ad-hoc one, and what changed between the two.
demo: build
	@rm -f $(CATALOG)
	$(BINARY) import -c $(CATALOG) $(SAMPLES)/small/annotation.api.json --as before --project 7
	$(BINARY) import -c $(CATALOG) $(SAMPLES)/small/filtered/no-filter.json --as after --project 7
	$(BINARY) exports -c $(CATALOG) -f table
	$(BINARY) run files-by-status -c $(CATALOG) -f table
	$(BINARY) sql -c $(CATALOG) -f table "SELECT f.file_id, f.status, \
	  resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id) AS storage_key \
	  FROM exports e JOIN files f USING (export_id) LEFT JOIN duplicates d USING (file_key) \
	  LEFT JOIN transfers t USING (file_key) WHERE e.name = 'after' AND f.upload_date >= '2025-02-16' LIMIT 8"
	$(BINARY) diff before after -c $(CATALOG)
	@echo; echo "The catalog is $(CATALOG). Ask it more: $(BINARY) -c $(CATALOG)"

test: build lint
	swift build -c release
	$(MAKE) check-docs
	swift test --disable-xctest

SWIFT_FOLDERS = Sources Tests Tools Examples Plugins Package.swift
lint:
	.ci/check-house
	.ci/test-check-house
	.ci/check-test-targets
	.ci/check-paths
	Tools/release/test
	swift format lint --recursive --parallel --strict $(SWIFT_FOLDERS)

format:
	swift format --in-place --recursive --parallel $(SWIFT_FOLDERS)

# Line coverage by target; the build for it has a folder of its own.
coverage: setup
	Tools/coverage/run

# Says whether this commit can be released: version, changelog, pages and tag agree. VERSION=0.2.0 names the version.
release:
	Tools/release/check $(VERSION)
	@echo "Next: make test test-hosts, then git tag -a v$${VERSION:-X.Y.Z} and push the tag"

# The reference pages are written from the program's own help, the saved queries, the shell's commands and the schema.
REFERENCE_PAGES = .build/release/reference-pages
docs: build
	swift build -c release --product reference-pages
	$(REFERENCE_PAGES) docs $(BINARY)
	.ci/check-house --write

check-docs: build
	swift build -c release --product reference-pages
	@rm -rf .build/docs && mkdir -p .build/docs && $(REFERENCE_PAGES) .build/docs $(BINARY)
	@for page in .build/docs/*; do diff -ru "docs/$$(basename $$page)" $$page || { echo "docs are stale: run make docs"; exit 1; }; done

# The reference of the library products, as .build/api-docs/Pressmark.doccarchive.
api-docs: setup
	Tools/api-docs/build

# Times the import, and questions to a catalog, against other tools, in about a quarter of an hour; writes
# docs/performance.md.
BENCH_PYTHON = .build-bench/venv/bin/python
BENCH_PACKAGES = .build-bench/venv/installed
bench: build $(BENCH_PACKAGES)
	swift build -c release --product decode-benchmark
	$(BENCH_PYTHON) Benchmarks/run.py

# The questions alone, in about five minutes: Benchmarks/questions.sql and the saved queries, beside DuckDB. Writes that
# section of docs/performance.md.
bench-questions: build $(BENCH_PACKAGES)
	$(BENCH_PYTHON) Benchmarks/questions/run.py --into docs/performance.md

$(BENCH_PACKAGES): Benchmarks/requirements.txt
	python3 -m venv .build-bench/venv
	.build-bench/venv/bin/pip install -q -r Benchmarks/requirements.txt
	@touch $@

# How many questions others get answered while an import runs; prints a table, in about two minutes.
bench-readers: build
	python3 Benchmarks/readers/run.py

# Below PREFIX, and below DESTDIR for packages: the program, the SQL functions for other tools, completions, man pages.
# Nothing here needs more rights than PREFIX does. Lists of what is installed are made once, for install and uninstall.
INSTALLED = $(DESTDIR)$(PREFIX)
MAN_PAGES = $(wildcard docs/man/*.1)
BASH_COMPLETION = $(INSTALLED)/share/bash-completion/completions/pressmark
ZSH_COMPLETION = $(INSTALLED)/share/zsh/site-functions/_pressmark
FISH_COMPLETION = $(INSTALLED)/share/fish/vendor_completions.d/pressmark.fish
install: build extension install-files

# What install does after building.
install-files:
	install -d "$(INSTALLED)/bin" "$(INSTALLED)/lib/pressmark" "$(INSTALLED)/share/man/man1" \
	  "$(dir $(BASH_COMPLETION))" "$(dir $(ZSH_COMPLETION))" "$(dir $(FISH_COMPLETION))"
	install -m 755 $(BINARY) "$(INSTALLED)/bin/pressmark"
	install -m 755 $(EXTENSION) "$(INSTALLED)/lib/pressmark/"
	install -m 644 $(MAN_PAGES) "$(INSTALLED)/share/man/man1/"
	$(BINARY) --generate-completion-script bash > "$(BASH_COMPLETION)"
	$(BINARY) --generate-completion-script zsh > "$(ZSH_COMPLETION)"
	$(BINARY) --generate-completion-script fish > "$(FISH_COMPLETION)"
	chmod 644 "$(BASH_COMPLETION)" "$(ZSH_COMPLETION)" "$(FISH_COMPLETION)"

uninstall:
	rm -f "$(INSTALLED)/bin/pressmark" "$(BASH_COMPLETION)" "$(ZSH_COMPLETION)" "$(FISH_COMPLETION)" \
	  $(foreach page,$(notdir $(MAN_PAGES)),"$(INSTALLED)/share/man/man1/$(page)")
	rm -rf "$(INSTALLED)/lib/pressmark"

clean:
	rm -rf .build demo.db
