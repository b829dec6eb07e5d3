// The kernels' names.
#include "ceiling.h"
#include "dense.h"
#include "list.h"
#include "settle.h"

/** Threads a block at most; always a multiple of 32. Settings.java knows. */
#define KERNEL(name) extern "C" __global__ void __launch_bounds__(256, 2) name

KERNEL(bestAnyRow)(Pass p) { bestInBlock<AnyRow>(p); }
KERNEL(bestEvenRow)(Pass p) { bestInBlock<EvenRow>(p); }
KERNEL(bestColumn)(Pass p) { bestInBlock<Column>(p); }
KERNEL(raiseAnyRow)(Pass p) { raiseAll<AnyRow>(p); }
KERNEL(raiseEvenRow)(Pass p) { raiseAll<EvenRow>(p); }
KERNEL(raiseColumn)(Pass p) { raiseAll<Column>(p); }
KERNEL(locateAnyRow)(Pass p) { locateAll<AnyRow>(p); }
KERNEL(locateEvenRow)(Pass p) { locateAll<EvenRow>(p); }
KERNEL(locateColumn)(Pass p) { locateAll<Column>(p); }
KERNEL(bestSingle)(Pass p) { bestOfAll(p); }
KERNEL(settle)(Pass p) { settleParts(p); }
KERNEL(gather)(Pass p) { gatherValues(p); }
KERNEL(second)(Pass p) { secondBest(p); }

KERNEL(listAnyRow)(Listing l) { listAll<AnyRow>(l); }
KERNEL(listEvenRow)(Listing l) { listAll<EvenRow>(l); }
KERNEL(listColumn)(Listing l) { listAll<Column>(l); }

KERNEL(placeShares)(Dense d) { placeInShares(d); }
KERNEL(placeLabels)(Dense d) { placeByLabel(d); }
KERNEL(pick)(Dense d) { pickWinners(d); }

KERNEL(largest)(Pass p) { largestOfAll(p); }
