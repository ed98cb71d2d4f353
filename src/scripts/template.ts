/** Text of a new script phase: its places found, SMECH_TARGET set, progress reported, nothing done yet. */
export function scriptTemplate(name: string, language: 'bash' | 'python', defaultTarget: string): string {
  return language === 'bash' ? bash(name, defaultTarget) : python(name, defaultTarget);
}

const bash = (name: string, defaultTarget: string) => `#!/usr/bin/env bash
# ${name}: what this phase puts into the target.
set -euo pipefail

SCRIPT_DIR="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"
DEPLOY_ROOT="$(dirname "$SCRIPT_DIR")"
export SMECH_TARGET="\${SMECH_TARGET:-${defaultTarget}}"
cd "$DEPLOY_ROOT"

# Files that the result depends on, one glob a line, each with one # in front:
## smech-input: config/${name}/**

echo "::progress 0/1 installing"
# make install DESTDIR="$SMECH_TARGET"
echo "::progress 1/1 done"
`;

const python = (name: string, defaultTarget: string) => `#!/usr/bin/env python3
"""${name}: what this phase puts into the target."""

import os
from pathlib import Path

SCRIPT_DIR = Path(__file__).resolve().parent
DEPLOY_ROOT = SCRIPT_DIR.parent
SMECH_TARGET = Path(os.environ.setdefault("SMECH_TARGET", "${defaultTarget}"))
os.chdir(DEPLOY_ROOT)

# Files that the result depends on, one glob a line, each with one # in front:
## smech-input: config/${name}/**

print("::progress 0/1 installing")
# (SMECH_TARGET / "etc/example.conf").write_text("...")
print("::progress 1/1 done")
`;
