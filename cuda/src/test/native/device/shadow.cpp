#include "shadow.h"
#include <algorithm>
#include <cstring>
#include <new>

namespace device {

bool Accesses::before(const Actor& me) const {
    if (extent == Nobody || block < me.oldest_block) {
        return true;
    }
    if (extent == ManyBlocks || block != me.block) {
        return false;
    }
    if (phase != me.phase) {
        return true;
    }
    if (extent == OneBlock) {
        return false;
    }
    if (extent == OneThread && thread == me.thread) {
        return true;
    }
    if (thread / 32 != me.thread / 32) {
        return false;
    }
    uint32_t theirs = extent == OneThread ? 1u << thread % 32 : me.warp_lanes;
    return me.warp->met_since(moment, theirs | 1u << me.thread % 32);
}

void Accesses::add(const Actor& me, bool strong) {
    bool same_phase = extent != Nobody && block == me.block && phase == me.phase;
    if (before(me)) {
        // What is ordered before me is ordered before everything that waits for me.
        all_strong = strong && (!same_phase || all_strong);
        extent = OneThread;
    } else {
        bool same_warp = extent <= OneWarp && thread / 32 == me.thread / 32;
        extent = extent == ManyBlocks || block != me.block ? ManyBlocks : same_warp ? OneWarp : OneBlock;
        all_strong = all_strong && strong;
    }
    block = me.block;
    phase = me.phase;
    thread = me.thread;
    moment = me.warp->now();
}

Shadow::Shadow(size_t size)
    : size(size), bytes_written(size + 8), words(static_cast<Word*>(calloc(size / 4 + 2, sizeof(Word)))) {
    static_assert(Accesses::Nobody == 0, "a zeroed entry is an empty one");
    if (!words) {
        throw std::bad_alloc();
    }
}

bool Shadow::written(size_t offset, size_t length) const {
    if (length == 8) { // the usual size in one comparison
        uint64_t flags;
        memcpy(&flags, &bytes_written[offset], 8);
        return flags == 0x0101010101010101ull;
    }
    return std::all_of(&bytes_written[offset], &bytes_written[offset] + length, [](uint8_t flag) { return flag; });
}

void Shadow::mark_written(size_t offset, size_t length) { memset(&bytes_written[offset], 1, length); }

void Shadow::forget_written() { std::fill(bytes_written.begin(), bytes_written.end(), 0); }

bool Shadow::access(size_t offset, size_t length, const Actor& me, bool write, bool strong, Conflict& conflict) {
    bool found = false;
    if (length >= 4 && split.empty()) {
        for (size_t word = offset / 4; word < (offset + length) / 4; word++) {
            found |= touch(words[word], me, write, strong, conflict);
        }
        return found;
    }
    for (size_t byte = offset; byte < offset + length; byte++) {
        auto at = split.find(byte / 4);
        if (at == split.end() && length < 4) {
            Word& whole = words[byte / 4];
            at = split.insert({byte / 4, {whole, whole, whole, whole}}).first;
        }
        if (at != split.end()) {
            found |= touch(at->second[byte % 4], me, write, strong, conflict);
        } else if (byte % 4 == 0) {
            found |= touch(words[byte / 4], me, write, strong, conflict);
        }
    }
    return found;
}

bool Shadow::touch(Word& word, const Actor& me, bool write, bool strong, Conflict& conflict) {
    bool found = false;
    auto meets = [&](const Accesses& earlier, bool earlier_write) {
        if (!earlier.before(me) && !(strong && earlier.all_strong)) {
            conflict = {earlier, earlier_write};
            found = true;
        }
    };
    meets(word.writes, true);
    if (write) {
        meets(word.reads, false);
    }
    (write ? word.writes : word.reads).add(me, strong);
    return found;
}

} // namespace device
