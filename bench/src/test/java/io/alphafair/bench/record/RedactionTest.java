package io.alphafair.bench.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({"/usr/lib/jvm/jdk-25/bin/java,java",
            "-Xbootclasspath/a:/home/amy/x.jar:/home/amy/y.jar,-Xbootclasspath/a:x.jar:y.jar",
            "--out=/home/amy/results,--out=results", "C:\\Users\\amy\\out,out",
            "--add-modules=jdk.incubator.vector,--add-modules=jdk.incubator.vector",
            "a/b,a/b", "-p n=1/2,-p n=1/2", "-Djava.security.policy=file:///home/amy/p,-Djava.security.policy=file:p",
            "-Dx=//srv/amy/y,-Dx=y", "it is in ../amy/runs,it is in runs",
            "https://example.org/a/b,https://example.org/a/b"})
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

    /** The name of a home folder is that of a user. */
    @ParameterizedTest
    @CsvSource({"-Djava.io.tmpdir=/home/amy,-Djava.io.tmpdir=~", "/Users/amy,~", "C:\\Users\\amy,~",
            "/export/home/amy,~",
            "no /home/amy: gone,no ~: gone", "/home/amy/,''", "/home,/home", "/srv/home.d/x,x"})
    void ofAHomeFolderNothingIsLeft(String text, String redacted) {
        assertEquals(redacted, Redaction.text(text));
    }

    /** Also behind the = of an option and in a list, and what is no path stays. */
    @Test
    void partsOfWordsAreRedacted() {
        assertEquals(List.of("--table=people.csv", "b.npy,c.npy", "-p", "n=1/2", "Race.*|\0", "/"),
                Redaction.words(List.of("--table=/home/amy lee/people.csv", "/home/amy lee/b.npy,/home/amy/c.npy", "-p",
                        "n=1/2", "Race.*|\0", "/")));
    }

    @ParameterizedTest
    @CsvSource({"-XX:HeapDumpPath=/home/amy lee/x,-XX:HeapDumpPath=x",
            "-Xbootclasspath/a:/home/amy lee/x.jar:/home/amy/y.jar,-Xbootclasspath/a:x.jar:y.jar",
            "-Xlog:gc:file=/home/amy lee/gc.log:time,-Xlog:gc:file=gc.log:time",
            "-javaagent:/srv/amy lee/a.jar=b,-javaagent:a.jar=b",
            "C:\\Users\\amy lee\\x,x", "../amy/runs,runs", "--out=../../amy lee/runs,--out=runs",
            "a/../../amy/runs,runs",
            "..,..", "../runs,runs", "/home/amy lee,~", "-Dx=/home/amy lee/,-Dx=~"})
    void aWordLosesItsFoldersWhateverIsInTheirNames(String word, String redacted) {
        assertEquals(List.of(redacted), Redaction.words(List.of(word)));
    }

    @Test
    void argumentsOfAJvmInAResultOfJmhAreWords() {
        JsonNode result = Redaction.jmh(Json.parse("{\"jvm\": \"/home/amy lee/jdk/bin/java\", \"jvmArgs\": "
                + "[\"-Djava.io.tmpdir=/home/amy\", \"-XX:HeapDumpPath=/home/amy lee/x\"]}"));
        assertEquals("{\"jvm\":\"java\",\"jvmArgs\":[\"-Djava.io.tmpdir=~\",\"-XX:HeapDumpPath=x\"]}",
                Json.line(result));
    }

    @Test
    void factsOfASessionAreRedacted() {
        assertEquals("no calibration in crossovers", SampleRuns.session()
                .with(Map.of("auto origin", "no calibration in /home/amy/crossovers")).facts().get("auto origin"));
    }
}
