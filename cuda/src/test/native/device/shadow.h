// Beside each byte of memory: was it ever written; beside each word: who touched it last.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

namespace device {

// A thread at one moment. Blocks are numbered over all launches, so that old entries need not be cleared.
struct Actor {
    uint32_t block, oldest_block;    // oldest_block: the first whose accesses can still be concurrent
    uint32_t phase;                  // barriers that the block has passed
    uint16_t thread;
};

// Accesses to one word, held as the smallest group of threads that made them.
struct Accesses {
    enum Extent : uint8_t { Nobody, OneThread, OneBlock, ManyBlocks };
    uint32_t block = 0, phase = 0;
    uint16_t thread = 0;
    Extent extent = Nobody;
    bool all_strong = true;

    bool before(const Actor& me) const; // whether something orders all of them before what I do now
    void add(const Actor& me, bool strong);
};

struct Conflict {
    Accesses with;
    bool with_write;
};

class Shadow {
public:
    explicit Shadow(size_t size);
    bool written(size_t offset, size_t size) const;
    void mark_written(size_t offset, size_t size);
    // Whether the word at the offset was written by a block that may still run.
    bool recently_written(size_t offset, uint32_t oldest_block) const { return words[offset / 4].writes.block >= oldest_block; }
    // Notes the access to whole words; true with the conflict if it races with an earlier one.
    bool access(size_t offset, size_t size, const Actor& me, bool write, bool strong, Conflict& conflict);

private:
    struct Word {
        Accesses writes, reads;
    };
    struct Free {
        void operator()(void* memory) const { free(memory); }
    };
    std::vector<uint8_t> bytes_written;
    std::unique_ptr<Word[], Free> words; // zero pages until touched: calloc, not a vector
};

} // namespace device
