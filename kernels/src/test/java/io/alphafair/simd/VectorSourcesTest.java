package io.alphafair.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vector operations that C2 is known to compile wrongly are used nowhere: AND, OR and XOR under a mask, and the negation
 * of a comparison (openjdk/jdk pull requests 31859, 31776 and 31086).
 */
class VectorSourcesTest {
    private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    /** Of a mask, or of a vector: neither is needed, and a pattern does not know which one it is. */
    private static final Pattern NEGATION = Pattern.compile("\\.\\s*not\\s*\\(\\s*\\)");
    private static final Pattern LANEWISE = Pattern.compile("\\.\\s*lanewise\\s*\\(");
    private static final Pattern LOGICAL = Pattern.compile("\\s*(?:VectorOperators\\.)?(?:AND|OR|XOR|AND_NOT|NOT)\\s*");

    @Test
    void noSourceUsesWhatIsCompiledWrongly() throws IOException {
        int withVectors = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(java|template)")).toList()) {
                String text = Files.readString(file);
                if (text.contains("Vector")) {
                    withVectors++;
                    assertEquals(List.of(), findings(text), file.toString());
                }
            }
        }
        assertTrue(withVectors > 5, "only " + withVectors + " sources with vectors found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.lanewise(VectorOperators.AND, y, mask)", "x.lanewise(OR, y.add(1, m), mask)",
            "x\n    .lanewise(VectorOperators.XOR, 1, a.compare(GE, 0))", "x.lanewise(AND_NOT, y, m)",
            "x.lanewise(VectorOperators.NOT, mask)", "a.compare(VectorOperators.LT, b).not()",
            "VectorMask<Long> m = a.compare(LT, b);\nm . not ( ).allTrue()"})
    void isFound(String source) {
        assertEquals(1, findings(source).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.lanewise(VectorOperators.AND, y)", "x.or(y).and(1)",
            "x.lanewise(VectorOperators.LSHL, 3)",
            "x.lanewise(ADD, y, mask)", "x.lanewise(OR, y.add(1, m))", "// m.not()", "/* m\n.not() */", "notes()"})
    void isAllowed(String source) {
        assertEquals(List.of(), findings(source));
    }

    private static List<String> findings(String text) {
        String source = COMMENT.matcher(text).replaceAll(" ");
        List<String> findings = new ArrayList<>();
        NEGATION.matcher(source).results().forEach(match -> findings.add("negation of a mask or vector"));
        for (Matcher lanewise = LANEWISE.matcher(source); lanewise.find();) {
            List<String> arguments = arguments(source, lanewise.end());
            int unmasked = arguments.getFirst().strip().endsWith("NOT") && !arguments.getFirst().contains("_") ? 1 : 2;
            if (LOGICAL.matcher(arguments.getFirst()).matches() && arguments.size() > unmasked) {
                findings.add("masked " + arguments.getFirst().strip());
            }
        }
        return findings;
    }

    /** The arguments of a call, from its opening parenthesis on. */
    private static List<String> arguments(String source, int from) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int i = from; depth >= 0; i++) {
            char c = source.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                arguments.add(source.substring(start, i));
                start = i + 1;
            }
        }
        return arguments;
    }
}
