package io.alphafair.cuda.device;

/** Small PTX programs for the tests of the interpreted device. */
final class Ptx {
    private Ptx() {
    }

    /** A module of one kernel, k, with 64-bit parameters p0, p1, ... and registers of every kind: %a0 .. %a15 and so on. */
    static String kernel(int parameters, String body) {
        return kernel("", parameters, body);
    }

    /** As {@link #kernel(int, String)}, with declarations of its own. */
    static String kernel(String declarations, int parameters, String body) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < parameters; i++) {
            head.append(i == 0 ? "" : ", ").append(".param .u64 p").append(i);
        }
        return """
                .version 6.0
                .target sm_60
                .address_size 64
                .visible .entry k(%s)
                {
                %s
                .reg .pred %%p<8>;
                .reg .b16 %%h<8>;
                .reg .b32 %%r<16>;
                .reg .b64 %%d<16>;
                .reg .f64 %%g<8>;
                %s
                ret;
                }
                """.formatted(head, declarations, body);
    }
}
