#!/usr/bin/env bash
# Compiles the native library: build.sh FOLDER [COMPILER [COMPILER-ARGUMENTS...]]
#
# Writes FOLDER/<system>-<architecture>/libalphafair.so, and its CRC-32 and length to libalphafair.so.crc32, for the machine
# that this runs on, or for the one that a --target=... among the arguments names. Where there is no compiler it says so, and
# the jar is built without the library.
set -euo pipefail
sources="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
folder="$1"
compiler="${2:-cc}"
arguments=("${@:3}")

if ! command -v "$compiler" >/dev/null; then
    echo "there is no compiler '$compiler': built without the native library"
    exit 0
fi
target="$("$compiler" "${arguments[@]}" -dumpmachine)"
case "$target" in
    # Without a name of its own the library would carry the path that it was linked at.
    *apple* | *darwin*) system=macos library=libalphafair.dylib
        link=(-Wl,-undefined,dynamic_lookup -Wl,-install_name,@rpath/libalphafair.dylib) ;;
    *) system=linux library=libalphafair.so link=() ;;
esac
case "$target" in
    x86_64*) architecture=x86_64 ;;
    aarch64* | arm64*) architecture=aarch64 ;;
    *)
        echo "$compiler compiles for $target: built without the native library, which is for x86_64 and aarch64"
        exit 0
        ;;
esac
result="$folder/$system-$architecture/$library"
if [ -f "$result" ] && [ -z "$(find "$sources" -newer "$result")" ]; then
    exit 0
fi

# Products and sums are rounded one by one, as in Java.
flags=(-std=c17 -ffreestanding -O3 -ffp-contract=off -fPIC -fvisibility=hidden -fno-stack-protector
    -Wall -Wextra -Werror)
avx2=(-mavx2 -mfma -mbmi -mbmi2 -mpopcnt)
objects="$(mktemp -d)"
trap 'rm -rf "$objects"' EXIT
compile() {
    local name="$1" source="$2"
    shift 2
    "$compiler" "${arguments[@]}" "${flags[@]}" "$@" -c "$sources/$source" -o "$objects/$name.o" &
    compilations+=($!)
}
compilations=()
if [ "$architecture" = x86_64 ]; then
    compile library library.c -march=x86-64
    compile baseline variant.c -march=x86-64 '-DNAME(function)=function##_baseline'
    compile avx2 variant.c "${avx2[@]}" '-DNAME(function)=function##_avx2'
    compile avx512 variant.c "${avx2[@]}" -mavx512f -mavx512dq -mavx512bw -mavx512vl \
        '-DNAME(function)=function##_avx512'
else
    compile library library.c
    compile baseline variant.c '-DNAME(function)=function##_baseline'
fi
failed=0
for compilation in "${compilations[@]}"; do
    wait "$compilation" || failed=1
done
[ "$failed" = 0 ]
mkdir -p "${result%/*}"
"$compiler" "${arguments[@]}" -shared -nostdlib "${link[@]}" -o "$objects/library" "$objects"/*.o
# The provider compares them before it loads the library: a damaged one could end the process. gzip ends with the CRC-32 and
# the length, each in four bytes, the lowest first.
gzip -c "$objects/library" | tail -c 8 | od -An -v -tu1 | {
    read -r a b c d e f g h
    printf '%02x%02x%02x%02x-%d' "$d" "$c" "$b" "$a" "$((e + 256 * (f + 256 * (g + 256 * h))))"
} >"$result.crc32"
mv "$objects/library" "$result"
