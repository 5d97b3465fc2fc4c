#!/bin/sh
# The steps Maven runs here: ./build.sh install | build | test | browser
# Needs Node on the PATH; the packages are fetched once, by the lock file.
set -eu
cd "$(dirname "$0")"

fail() {
    echo "web-ui: $1 Fix: install Node 20.19 or newer with npm (https://nodejs.org) and put it on the PATH." >&2
    exit 1
}

command -v node >/dev/null 2>&1 || fail "node was not found on the PATH."
command -v npm >/dev/null 2>&1 || fail "npm was not found on the PATH."
node -e 'const [a, b] = process.versions.node.split(".").map(Number);
         process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' \
    || fail "Node $(node --version) is too old."

case "${1:-}" in
    install)
        # npm writes this file last, so it is newer than the lock file only after a whole installation.
        if [ -z "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
            npm ci --no-audit --no-fund --loglevel=error
            touch node_modules/.package-lock.json
        fi ;;
    build) npm run --silent build -- --logLevel warn ;;
    test)
        npm run --silent format:check -- --log-level warn
        npm test --silent ;;
    browser) npm run --silent test:browser ;;
    *) echo "usage: build.sh install|build|test|browser" >&2; exit 2 ;;
esac
