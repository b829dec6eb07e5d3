#!/usr/bin/env bash
# Compiles the native library for every system that it is made for: build-with-clang.sh FOLDER LLVM
#
# LLVM is the folder of org.bytedeco:llvm for linux-x86_64, unpacked. The library calls nothing, so that no headers or
# libraries of the systems are needed.
set -euo pipefail
sources="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
folder="$1"
llvm="$(cd "$2" && pwd)"

chmod +x "$llvm/clang" "$llvm/lld"
ln -sf lld "$llvm/ld.lld"
ln -sf lld "$llvm/ld64.lld"
for library in libclang-cpp libLLVM; do
    ln -sf "$library.so" "$llvm/$library.so.20.1"
done
export LD_LIBRARY_PATH="$llvm"
rm -rf "$folder"/linux-* "$folder"/macos-*
for target in x86_64-linux-gnu aarch64-linux-gnu arm64-apple-macos11; do
    "$sources/build.sh" "$folder" "$llvm/clang" "--target=$target" -fuse-ld=lld -resource-dir "$llvm/lib/clang/20" \
        -Wno-unused-command-line-argument
done
