KIBANA_VERSION ?= 8.12.2

.PHONY: demo test test-all build clean install

demo: install
	@npm run --silent demo

test:
	@.ci/run

test-all:
	@.ci/run --all

build: install
	@npm run --silent build -- --kibana-version $(KIBANA_VERSION)

clean:
	rm -rf build .cache node_modules

install:
	@node scripts/install.mjs
