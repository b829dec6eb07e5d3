package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;

/**
 * The calls of the CUDA driver that the backend makes, with handles and addresses as plain numbers, so that another binding
 * could take JCuda's place and tests can stand between. Each throws {@link CudaException} with the call's name and code.
 */
interface Driver {
    /** What {@link #attribute} is asked for: the numbers of {@code CUdevice_attribute}. */
    int MULTIPROCESSORS = 16;
    int COMPUTE_MAJOR = 75;
    int COMPUTE_MINOR = 76;
    int CLOCK_KILOHERTZ = 13;
    int ECC = 32;
    int PCI_BUS = 33;
    int PCI_DEVICE = 34;
    int MEMORY_CLOCK_KILOHERTZ = 36;
    int MEMORY_BUS_BITS = 37;
    int CACHE_BYTES = 38;
    int PCI_DOMAIN = 50;

    int deviceCount();

    String deviceName(int device);

    int attribute(int attribute, int device);

    long totalMemory(int device);

    int version();

    /** The device's primary context, which every user of the device in this process shares. */
    long retainContext(int device);

    void releaseContext(int device);

    /** Binds the context to the calling thread. */
    void enter(long context);

    long freeMemory();

    /** @throws CudaException whose message ends in the compiler's log */
    long loadModule(byte[] ptx);

    void unloadModule(long module);

    long function(long module, String name);

    int blocksPerMultiprocessor(long function, int threads, long sharedBytes);

    long allocate(long bytes);

    void free(long address);

    /** Page-locked memory of the host. */
    long allocateHost(long bytes);

    void freeHost(long address);

    void copyToDevice(long to, long fromHost, long bytes, long stream);

    void copyToHost(long toHost, long from, long bytes, long stream);

    void fill(long address, byte value, long bytes, long stream);

    long createStream();

    void destroyStream(long stream);

    void synchronize(long stream);

    /** What is put into the stream from here on starts after the event. */
    void await(long stream, long event);

    long createEvent();

    void destroyEvent(long event);

    void record(long event, long stream);

    void synchronizeEvent(long event);

    double elapsedMillis(long from, long to);

    /** @param argument the kernel's only parameter, a struct, in native memory */
    void launch(long function, int blocks, int threads, int sharedBytes, long stream, MemorySegment argument);
}
