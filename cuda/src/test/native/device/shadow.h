// Beside each byte of memory: was it ever written, and who touched it last.
#pragma once
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <unordered_map>
#include <vector>

namespace device {

// The warp-wide synchronisations that a warp went through; a moment is their count.
class WarpHistory {
public:
    uint32_t now() const { return static_cast<uint32_t>(masks.size()); }
    void synchronised(uint32_t lanes) { masks.push_back(lanes); }
    // Whether all of the lanes met at once after the moment.
    bool met_since(uint32_t moment, uint32_t lanes) const {
        for (size_t i = masks.size(); i > moment; i--) {
            if ((masks[i - 1] & lanes) == lanes) {
                return true;
            }
        }
        return false;
    }
    void clear() { masks.clear(); }

private:
    std::vector<uint32_t> masks;
};

// A thread at one moment. Blocks are numbered over all launches, so that old entries need not be cleared.
struct Actor {
    uint32_t block, oldest_block;    // oldest_block: the first whose accesses can still be concurrent
    uint32_t phase;                  // barriers that the block has passed
    uint16_t thread;
    const WarpHistory* warp;
    uint32_t warp_lanes;
};

// Accesses to one word, held as the smallest group of threads that made them.
struct Accesses {
    enum Extent : uint8_t { Nobody, OneThread, OneWarp, OneBlock, ManyBlocks };
    uint32_t block = 0, phase = 0, moment = 0;
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
    void forget_written();
    // Whether the word at the offset was written by a block that may still run.
    bool recently_written(size_t offset, uint32_t oldest_block) const { return words[offset / 4].writes.block >= oldest_block; }
    // Notes the access; true with the conflict if it races with an earlier one.
    bool access(size_t offset, size_t size, const Actor& me, bool write, bool strong, Conflict& conflict);

private:
    struct Word {
        Accesses writes, reads;
    };
    struct Free {
        void operator()(void* memory) const { free(memory); }
    };
    size_t size;
    std::vector<uint8_t> bytes_written;
    std::unique_ptr<Word[], Free> words; // zero pages until touched: calloc, not a vector
    // A word of which parts were accessed has an entry a byte, so that neighbouring bytes do not race.
    std::unordered_map<size_t, std::array<Word, 4>> split;

    static bool touch(Word& word, const Actor& me, bool write, bool strong, Conflict& conflict);
};

} // namespace device
