// The kernels' names, and what is too short for a file of its own. Every block has a multiple of 32 threads.
#include "dense.h"
#include "settle.h"

#define KERNEL(name) extern "C" __global__ void name(Pass p)

KERNEL(bestAnyRow) { bestInBlock<AnyRow>(p); }
KERNEL(bestEvenRow) { bestInBlock<EvenRow>(p); }
KERNEL(bestColumn) { bestInBlock<Column>(p); }
KERNEL(raiseAnyRow) { raiseAll<AnyRow>(p); }
KERNEL(raiseEvenRow) { raiseAll<EvenRow>(p); }
KERNEL(raiseColumn) { raiseAll<Column>(p); }
KERNEL(locateAnyRow) { locateAll<AnyRow>(p); }
KERNEL(locateEvenRow) { locateAll<EvenRow>(p); }
KERNEL(locateColumn) { locateAll<Column>(p); }
KERNEL(bestSingle) { bestOfAll(p); }
KERNEL(settle) { settleParts(p); }
KERNEL(gather) { gatherValues(p); }
KERNEL(second) { secondBest(p); }

extern "C" __global__ void placeShares(Dense d) { placeInShares(d); }
extern "C" __global__ void placeLabels(Dense d) { placeByLabel(d); }
extern "C" __global__ void pick(Dense d) { pickWinners(d); }
