// Runs the kernels' source as C++: the threads of a block are fibers of one thread, which take turns at barriers, shuffles
// and atomics in a seeded random order. Blocks run one after another. It proves nothing about speed, and less about races
// than the interpreter; it is another compiler's reading of the same source.
#define ALPHAFAIR_FIBERS
#include "shim.h"
#include "alphafair.cu"
#include <cstdint>
#include <cstdio>
#include <ucontext.h>
#include <vector>

Index threadIdx, blockIdx, blockDim, gridDim;

namespace {

enum State { READY, AT_BARRIER, AT_SHUFFLE, DONE };

const size_t STACK = 128 << 10;

struct Fiber {
    ucontext_t context;
    std::vector<char> stack = std::vector<char>(STACK);
    State state = READY;
    unsigned long long deposit[2];
    int shuffles = 0;
};

std::vector<Fiber> fibers;
ucontext_t scheduler;
unsigned current;
uint64_t randomState;
void (*body)();

uint64_t draw() { // xorshift
    randomState ^= randomState << 13;
    randomState ^= randomState >> 7;
    return randomState ^= randomState << 17;
}

void leave(State state) {
    fibers[current].state = state;
    unsigned me = current;
    swapcontext(&fibers[me].context, &scheduler);
    threadIdx.x = me;
}

void start() {
    body();
    fibers[current].state = DONE;
}

// A warp's lanes go on when all of them are at the shuffle; one that has ended never comes.
bool releaseWarp(unsigned first) {
    unsigned end = first + 32 < blockDim.x ? first + 32 : blockDim.x;
    for (unsigned i = first; i < end; i++) {
        if (fibers[i].state != AT_SHUFFLE) {
            return false;
        }
    }
    for (unsigned i = first; i < end; i++) {
        fibers[i].state = READY;
    }
    return true;
}

bool releaseBarrier() {
    bool any = false;
    for (unsigned i = 0; i < blockDim.x; i++) {
        if (fibers[i].state == AT_SHUFFLE) {
            return false;
        }
        any |= fibers[i].state == AT_BARRIER;
    }
    for (unsigned i = 0; any && i < blockDim.x; i++) {
        // Ended before a barrier that others wait at: the interpreter calls that a deadlock, and so do we.
        if (fibers[i].state == DONE) {
            return false;
        }
    }
    for (unsigned i = 0; any && i < blockDim.x; i++) {
        fibers[i].state = READY;
    }
    return any;
}

bool runBlock() {
    for (unsigned i = 0; i < blockDim.x; i++) {
        getcontext(&fibers[i].context);
        fibers[i].context.uc_stack.ss_sp = fibers[i].stack.data();
        fibers[i].context.uc_stack.ss_size = STACK;
        fibers[i].context.uc_link = &scheduler;
        fibers[i].state = READY;
        fibers[i].shuffles = 0;
        makecontext(&fibers[i].context, start, 0);
    }
    std::vector<unsigned> ready;
    while (true) {
        ready.clear();
        unsigned done = 0;
        for (unsigned i = 0; i < blockDim.x; i++) {
            if (fibers[i].state == READY) {
                ready.push_back(i);
            }
            done += fibers[i].state == DONE;
        }
        if (done == blockDim.x) {
            return true;
        }
        if (ready.empty()) {
            bool released = false;
            for (unsigned warp = 0; warp < blockDim.x; warp += 32) {
                released |= releaseWarp(warp);
            }
            if (!released && !releaseBarrier()) {
                return false;
            }
            continue;
        }
        // Each of those that can, in an order drawn anew, until it waits or lets others go first.
        for (size_t i = ready.size(); i > 0; i--) {
            size_t at = draw() % i;
            current = ready[at];
            ready[at] = ready[i - 1];
            threadIdx.x = current;
            swapcontext(&scheduler, &fibers[current].context);
        }
    }
}

union {
    Pass pass;
    Listing listing;
    Dense dense;
} argument;

struct Kernel {
    const char* name;
    size_t argumentBytes;
    void (*run)();
};

#define OF_PASS(name) {#name, sizeof(Pass), [] { name(argument.pass); }}
#define OF_LISTING(name) {#name, sizeof(Listing), [] { name(argument.listing); }}
#define OF_DENSE(name) {#name, sizeof(Dense), [] { name(argument.dense); }}
const Kernel KERNELS[] = {OF_PASS(bestAnyRow),    OF_PASS(bestEvenRow),   OF_PASS(bestColumn),   OF_PASS(raiseAnyRow),
                          OF_PASS(raiseEvenRow),  OF_PASS(raiseColumn),   OF_PASS(locateAnyRow), OF_PASS(locateEvenRow),
                          OF_PASS(locateColumn),  OF_PASS(bestSingle),    OF_PASS(settle),       OF_PASS(gather),
                          OF_PASS(second),        OF_DENSE(placeShares),  OF_DENSE(placeLabels), OF_DENSE(pick),
                          OF_PASS(largest),       OF_LISTING(listAnyRow), OF_LISTING(listEvenRow),
                          OF_LISTING(listColumn)};

} // namespace

void __syncthreads() { leave(AT_BARRIER); }

void maybeYield() {
    if (draw() % 4 == 0) {
        leave(READY);
    }
}

unsigned long long shuffle(unsigned long long value, unsigned fromThread) {
    unsigned me = current;
    // Two places in turn: no lane is more than one shuffle ahead of another.
    int place = fibers[me].shuffles++ & 1;
    fibers[me].deposit[place] = value;
    leave(AT_SHUFFLE);
    return fibers[fromThread].deposit[place];
}

/** 0 done, 1 no such kernel, 2 deadlock. */
extern "C" int alphafairFibersRun(const char* name, const void* given, unsigned blocks, unsigned threads,
                                  uint64_t seed) {
    for (const Kernel& kernel : KERNELS) {
        if (!strcmp(kernel.name, name)) {
            memcpy(&argument, given, kernel.argumentBytes);
            body = kernel.run;
            randomState = seed * 2 + 1;
            if (fibers.size() < threads) {
                fibers = std::vector<Fiber>(threads);
            }
            blockDim.x = threads;
            gridDim.x = blocks;
            for (blockIdx.x = 0; blockIdx.x < blocks; blockIdx.x++) {
                if (!runBlock()) {
                    return 2;
                }
            }
            return 0;
        }
    }
    return 1;
}
