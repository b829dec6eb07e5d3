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
    return phase != me.phase || (extent == OneThread && thread == me.thread);
}

void Accesses::add(const Actor& me, bool strong) {
    bool same_phase = extent != Nobody && block == me.block && phase == me.phase;
    if (before(me)) {
        // What is ordered before me is ordered before everything that waits for me.
        all_strong = strong && (!same_phase || all_strong);
        extent = OneThread;
    } else {
        extent = extent == ManyBlocks || block != me.block ? ManyBlocks : OneBlock;
        all_strong = all_strong && strong;
    }
    block = me.block;
    phase = me.phase;
    thread = me.thread;
}

Shadow::Shadow(size_t size) : bytes_written(size + 8), words(static_cast<Word*>(calloc(size / 4 + 2, sizeof(Word)))) {
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

bool Shadow::access(size_t offset, size_t length, const Actor& me, bool write, bool strong, Conflict& conflict) {
    bool found = false;
    auto meets = [&](const Accesses& earlier, bool earlier_write) {
        if (!earlier.before(me) && !(strong && earlier.all_strong)) {
            conflict = {earlier, earlier_write};
            found = true;
        }
    };
    for (Word* word = &words[offset / 4]; word < &words[(offset + length) / 4]; word++) {
        meets(word->writes, true);
        if (write) {
            meets(word->reads, false);
        }
        (write ? word->writes : word->reads).add(me, strong);
    }
    return found;
}

} // namespace device
