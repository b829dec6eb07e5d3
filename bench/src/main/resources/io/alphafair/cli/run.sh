#!/bin/bash
# run.sh [OUT [SECONDS]]: says what is here, checks the GPU's answers and measures it, all within SECONDS (default: 540).
# OUT (default: a new folder beside this script) gets log, gpu-check.json and the record of bench, also as record.tar.
# Needs a GPU's driver and the system's basic tools; no JDK, no HOME and no PATH. Exit codes: 0 done; 1 something was
# wrong, see the log; 2 bad usage; 3 there is no GPU that can be used, and the log says why.
set -u
PATH="${PATH:+$PATH:}/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
export PATH
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
start=$SECONDS

fail() {
    echo "error: $1" >&2
    exit 2
}

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)" || fail "the folder of this script cannot be read"
limit="${2:-540}"
case "$limit" in
    *[!0-9]*) fail "SECONDS is '$limit': expected a whole number" ;;
esac
[ "$limit" -ge 60 ] || fail "SECONDS is $limit: expected at least 60"
out="${1:-$here/out-$(date +%Y%m%d-%H%M%S)}"
mkdir -p "$out" && out="$(cd "$out" && pwd -P)" && : >"$out/log" || fail "$out cannot be written: name another folder"

alphafair=("$here/bin/java" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow -cp "$here/benchmarks.jar" io.alphafair.cli.Main)

say() {
    echo "$@" | tee -a "$out/log"
}

# Runs a command for at most $1 seconds, shows and logs what it prints, and leaves its exit code in $code.
step() {
    (cd "$out" && timeout -k 5 "$@") 2>&1 | grep -v '^WARNING: Using incubator modules' | tee -a "$out/log"
    code="${PIPESTATUS[0]}"
    say "exit code $code after $((SECONDS - start)) s"
}

# Seconds as minutes.
minutes() {
    printf '%d.%02d' $(($1 / 60)) $(($1 % 60 * 100 / 60))
}

worst=0
say "== this machine"
step 10 nvidia-smi
quarter=$((limit / 4))
say "== doctor"
step $((quarter < 120 ? quarter : 120)) "${alphafair[@]}" doctor
[ "$code" -eq 0 ] || worst=1
check=$((quarter < 135 ? quarter : 135))
say "== gpu-check"
step $((check + 15)) "${alphafair[@]}" gpu-check --out gpu-check.json --largest 10000000 \
    --minutes "$(minutes "$check")"
if [ "$code" -eq 3 ]; then
    say "no GPU can be used here: $(grep '^error: ' "$out/log" | tail -n 1 | cut -c 8-)"
    exit 3
fi
[ "$code" -eq 0 ] || worst=1
rest=$((limit - (SECONDS - start) - 15))
if [ "$rest" -lt 30 ]; then
    say "no time is left for bench"
    exit "$worst"
fi
say "== bench"
step $((rest + 10)) "${alphafair[@]}" bench --profile gpu --results record --minutes "$(minutes "$rest")"
[ "$code" -eq 0 ] || worst=1
[ ! -d "$out/record" ] || tar cf "$out/record.tar" -C "$out" record
exit "$worst"
