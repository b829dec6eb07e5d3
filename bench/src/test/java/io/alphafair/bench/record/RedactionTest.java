package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({"/usr/lib/jvm/jdk-25/bin/java,java",
            "-Xbootclasspath/a:/home/amy/x.jar:/home/amy/y.jar,-Xbootclasspath/a:x.jar:y.jar",
            "--out=/home/amy/results,--out=results", "C:\\Users\\amy\\out,out",
            "--add-modules=jdk.incubator.vector,--add-modules=jdk.incubator.vector",
            "a/b,a/b", "-p n=1/2,-p n=1/2"})
    void leavesTheLastNameOfAnAbsolutePath(String text, String redacted) {
        assertEquals(redacted, Redaction.text(text));
    }

    @Test
    void aPathMayBeOfAnyDepth() {
        assertEquals("x", Redaction.text("/a".repeat(50_000) + "/x"));
    }

    @Test
    void aWordThatIsAPathMayHaveBlanks() {
        assertEquals(List.of("allocate", "people.csv", "--out=o.csv", "a/b"),
                Redaction.words(List.of("allocate", "/home/amy lee/people.csv", "--out=/home/amy/o.csv", "a/b")));
    }

    /** Also behind the = of an option and in a list, and what is no path stays. */
    @Test
    void partsOfWordsAreRedacted() {
        assertEquals(List.of("--table=people.csv", "b.npy,c.npy", "-p", "n=1/2", "Race.*|\0", "/"),
                Redaction.words(List.of("--table=/home/amy lee/people.csv", "/home/amy lee/b.npy,/home/amy/c.npy", "-p",
                        "n=1/2", "Race.*|\0", "/")));
    }
}
