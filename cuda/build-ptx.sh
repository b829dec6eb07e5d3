#!/usr/bin/env bash
# Makes the PTX in src/main/resources from the kernels in src/main/cuda, and notes the hash of what it was made from.
# Needs clang++-19 (Debian: apt-get install clang-19) and no CUDA toolkit. PTX ISA 6.0 for sm_60: every driver that the
# backend accepts takes it.
#
# usage: cuda/build-ptx.sh [OUTPUT-FOLDER]
set -euo pipefail
cd "$(dirname "$0")"
out=${1:-src/main/resources/io/alphafair/cuda}
compiler=${CLANG:-clang++-19}

command -v "$compiler" >/dev/null || {
    echo "error: $compiler is not on the PATH: expected clang 19; install it (Debian: clang-19) or name it in CLANG" >&2
    exit 1
}
mkdir -p "$out"
"$compiler" -x cuda --cuda-device-only --cuda-gpu-arch=sm_60 --cuda-path=/nonexistent -nocudainc -nocudalib -Xclang -target-feature \
    -Xclang +ptx60 -O3 -ffp-contract=off -std=c++17 -Wall -Wextra -Werror -Wno-sign-compare \
    -S -o "$out/alphafair.ptx.new" src/main/cuda/alphafair.cu
mv "$out/alphafair.ptx.new" "$out/alphafair.ptx"
(cd src/main/cuda && cat $(ls ./*.cu ./*.h | LC_ALL=C sort)) | sha256sum | cut -d' ' -f1 >"$out/alphafair.ptx.source"
