package io.alphafair.cuda;

/**
 * How a {@link CudaBackend} works; results do not depend on it.
 *
 * @param device index of the device, from 0
 * @param blockThreads threads per block, a multiple of 32 up to 256
 * @param blocks blocks per launch, or 0 to fill the device
 * @param stagingBytes size of each of the two page-locked buffers that copies go through
 * @param chunkBytes benefits, costs and labels that are copied while the chunk before them is being looked at
 * @param residentBytes the largest problem that is kept on the device, or 0 for what its free memory holds; larger ones
 *            pass through
 * @param sharedTableBytes tables of groups up to this size are a block's own, in shared memory
 * @param uploads whether each call copies everything to the device anew, as if its values had changed
 */
public record Settings(int device, int blockThreads, int blocks, long stagingBytes, long chunkBytes, long residentBytes,
        int sharedTableBytes, boolean uploads) {
    /** What every device grants a block without being asked, less what the kernels declare themselves. */
    private static final int MOST_SHARED = 40 << 10;

    public Settings {
        if (blockThreads < 32 || blockThreads > 256 || blockThreads % 32 != 0 || blocks < 0 || stagingBytes < 64
                || stagingBytes % 64 != 0 || chunkBytes < 1 || residentBytes < 0 || sharedTableBytes < 0
                || sharedTableBytes > MOST_SHARED) {
            throw new IllegalArgumentException("settings out of range: " + blockThreads
                    + " threads (expected 32..256 in"
                    + " steps of 32), " + blocks + " blocks (>= 0), staging " + stagingBytes
                    + " (a positive multiple of"
                    + " 64), chunk " + chunkBytes + " (>= 1), resident " + residentBytes + " (>= 0), shared tables "
                    + sharedTableBytes + " (0.." + MOST_SHARED + ")");
        }
    }

    /** For measuring and use: full blocks, a full device, everything resident that fits. */
    public static Settings ofDevice(int device) {
        return new Settings(device, 256, 0, 8 << 20, 64 << 20, 0, MOST_SHARED, false);
    }

    /** With other numbers of threads per block and blocks per launch. */
    public Settings withGrid(int threads, int launchedBlocks) {
        return new Settings(device, threads, launchedBlocks, stagingBytes, chunkBytes, residentBytes, sharedTableBytes,
                uploads);
    }

    /** With other sizes of what is copied at a time and of what is kept. */
    public Settings withCopies(long staging, long chunk, long resident) {
        return new Settings(device, blockThreads, blocks, staging, chunk, resident, sharedTableBytes, uploads);
    }

    /** With another size up to which tables are in shared memory; 0 for none. */
    public Settings withSharedTables(int bytes) {
        return new Settings(device, blockThreads, blocks, stagingBytes, chunkBytes, residentBytes, bytes, uploads);
    }

    /** As {@link #uploads()} says; benefits that are on the device already stay where they are. */
    public Settings withUploads() {
        return new Settings(device, blockThreads, blocks, stagingBytes, chunkBytes, residentBytes, sharedTableBytes,
                true);
    }
}
