package io.alphafair.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the jar holds of the kernels. */
final class PtxText {
    private PtxText() {
    }

    static String resource(String name) {
        try (InputStream in = CudaBackend.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
