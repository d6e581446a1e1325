#!/usr/bin/env bash
# Makes what lies under examples/*/out anew. Look at the difference before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
for name in yuzawa sakura ryugasaki ogasawara tokunoshima; do
  rm -rf "examples/$name/out"
  target/release/itaku assess "examples/$name/returned" --out "examples/$name/out" --today 2026-11-21
done
