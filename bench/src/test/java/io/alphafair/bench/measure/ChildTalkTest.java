package io.alphafair.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Verdict;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Children that answer, die, hang, lie and print. */
@Timeout(60)
class ChildTalkTest {
    /** The child: does what its first argument says. */
    public static final class Talker {
        private Talker() {
        }

        public static void main(String[] arguments) throws Exception {
            System.out.println("{\"noise\": %d{HH:mm}");
            System.err.println("noise on standard error");
            if (arguments[0].equals("dies")) {
                throw new IllegalStateException("no such luck");
            }
            try (SocketChannel channel = ChildTalk.connect()) {
                BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), true);
                String line = in.readLine();
                switch (arguments[0]) {
                    case "echoes" -> out.println(line);
                    case "lies" -> out.println("{\"a\": [");
                    case "exits" -> System.exit(7);
                    default -> Thread.sleep(Duration.ofMinutes(1));
                }
                in.readLine();
            }
        }
    }

    private static ChildTalk start(String what, long patienceSeconds) throws SubjectException {
        List<String> command = new JavaCommand(null, List.of("-Dx=%d{HH:mm}")).of(Talker.class, what);
        return ChildTalk.start(command, Duration.ofSeconds(patienceSeconds), System.out);
    }

    private static String failure(String what, long patienceSeconds) throws SubjectException {
        try (ChildTalk talk = start(what, patienceSeconds)) {
            SubjectException e = assertThrows(SubjectException.class, () -> {
                talk.send(Map.of("a", 1));
                talk.receive(Map.class);
            });
            assertEquals(Verdict.FAILED, e.verdict());
            return e.getMessage();
        }
    }

    @Test
    void whatAChildPrintsIsNoAnswer() throws SubjectException {
        try (ChildTalk talk = start("echoes", 30)) {
            talk.send(Map.of("a", 1));
            assertEquals(Map.of("a", 1), talk.receive(Map.class));
            assertTrue(talk.output().contains("noise on standard error"), talk.output().toString());
        }
    }

    @Test
    void aChildThatDiesIsToldByItsLastWords() throws SubjectException {
        assertEquals("IllegalStateException: no such luck", failure("dies", 30));
    }

    @Test
    void aChildThatExitsIsToldByItsCode() throws SubjectException {
        assertTrue(failure("exits", 30).startsWith("it ended with code 7"), failure("exits", 30));
    }

    @Test
    void aChildThatHangsIsGivenUp() throws SubjectException {
        assertEquals("it did not answer within 3 s", failure("hangs", 3));
    }

    @Test
    void aDamagedAnswerIsNoAnswer() throws SubjectException {
        assertTrue(failure("lies", 30).startsWith("its answer is damaged"), failure("lies", 30));
    }

    @Test
    void aCommandThatDoesNotExistIsAReason() {
        SubjectException e = assertThrows(SubjectException.class,
                () -> ChildTalk.start(List.of("no-such-program"), Duration.ofSeconds(1), System.out));
        assertTrue(e.getMessage().startsWith("no-such-program cannot be started"), e.getMessage());
    }
}
