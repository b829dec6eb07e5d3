package io.alphafair.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.InvalidInputException;
import io.alphafair.fuzz.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reader of {@code allocate --problems}: answers that are JSON and the same with every backend, or an
 * {@link InvalidInputException}.
 */
public final class ProblemsTarget {
    private static final Path FILE = Scratch.file("input.json");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Solver SCALAR = new Solver("scalar");
    private static final Solver SIMD = new Solver("simd");

    private ProblemsTarget() {
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Files.write(FILE, data);
        String scalar = answers(SCALAR).replace("\"backend\":\"scalar\"", "\"backend\":\"simd\"");
        String simd = answers(SIMD);
        Scratch.require(scalar.equals(simd), "scalar: " + scalar + "\nsimd: " + simd);
    }

    private static String answers(Solver solver) throws IOException {
        try {
            String answers = ProblemFile.solve(FILE, solver);
            Scratch.require(MAPPER.readTree(answers).isArray(), "no list");
            return answers;
        } catch (InvalidInputException e) {
            Scratch.requireNames(e, FILE);
            return e.getMessage();
        }
    }

    public static List<byte[]> seeds() {
        String two = "\"n\":2,\"t\":1,\"k\":2,\"budget\":10,\"benefit\":[2,8.5],\"cost\":[1.0,2],\"group\":[0,1]";
        return Stream.of("[{\"name\":\"a\",\"alpha\":1," + two + "}]",
                "[{\"name\":\"b\",\"alpha\":\"inf\",\"cap\":1,\"oneItemEach\":true," + two + "}]",
                "[{\"name\":\"c\",\"alpha\":0.5,\"cap\":[1,\"Infinity\"],\"weights\":[1,2.5]," + two + "}]",
                "[{\"name\":\"d\",\"alpha\":0,\"weights\":[1,1]," + two + ",\"expected\":{\"x\":[NaN]}}]", "[]",
                "[{\"name\":\"e\",\"alpha\":1e400,\"n\":99999999999," + two + "}] x")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
