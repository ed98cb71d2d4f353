#!/usr/bin/env bash
# The classic command line, forwarded to this checkout's `run`:
#   sudo bash bin/build_smechos.sh [--profile smechvisor] [what else `smechdeploy-tui run` takes]
set -euo pipefail

SCRIPT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)"
DEPLOY_ROOT="$(dirname "$SCRIPT_DIR")"

# sudo drops SMECH_TARGET, which the operator exported before it: sudo's own process still has it.
if [[ -n "${SUDO_UID:-}" && -z "${SMECH_TARGET:-}" && -r "/proc/$PPID/environ" ]]; then
  while IFS= read -r -d '' variable; do
    if [[ "$variable" == SMECH_TARGET=?* ]]; then export "${variable?}"; fi
  done <"/proc/$PPID/environ"
fi

# The PATH of sudo may lack the operator's Node: the one that `npm ci` brought will do.
node="$(command -v node || true)"
if [[ -z "$node" ]]; then
  node="$DEPLOY_ROOT/node_modules/.bin/node"
  if [[ ! -x "$node" ]]; then
    echo "There is no node in PATH and none in $DEPLOY_ROOT/node_modules: install Node 20 or newer and run \`npm ci\` in $DEPLOY_ROOT." >&2
    exit 3
  fi
fi

# Named arguments win: a --profile or --root that follows replaces these.
exec "$node" "$SCRIPT_DIR/smechdeploy-tui.mjs" run --root "$DEPLOY_ROOT" --profile smechos "$@"
