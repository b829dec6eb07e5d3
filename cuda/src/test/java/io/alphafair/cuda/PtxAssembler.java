package io.alphafair.cuda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/** Assembles the bundled PTX for one target and prints what the assembler says: {@code PtxAssembler sm_80}. */
public final class PtxAssembler {
    private PtxAssembler() {
    }

    public static void main(String[] arguments) {
        byte[] text = PtxText.resource("alphafair.ptx").getBytes(StandardCharsets.US_ASCII);
        nvPTXCompilerHandle handle = new nvPTXCompilerHandle();
        // NUL-terminated, and not counted.
        JNvPTXCompiler.nvPTXCompilerCreate(handle, text.length, Arrays.copyOf(text, text.length + 1));
        int code = JNvPTXCompiler.nvPTXCompilerCompile(handle, 2,
                new String[]{"--gpu-name=" + arguments[0], "--verbose"});
        long[] size = new long[1];
        JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(handle, size);
        byte[] errors = new byte[(int) size[0] + 1];
        if (size[0] > 0) {
            JNvPTXCompiler.nvPTXCompilerGetErrorLog(handle, errors);
        }
        JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(handle, size);
        byte[] info = new byte[(int) size[0] + 1];
        if (size[0] > 0) {
            JNvPTXCompiler.nvPTXCompilerGetInfoLog(handle, info);
        }
        System.out.println(new String(errors, StandardCharsets.US_ASCII).strip());
        System.out.println(new String(info, StandardCharsets.US_ASCII).strip());
        System.exit(code == 0 ? 0 : 1);
    }
}
