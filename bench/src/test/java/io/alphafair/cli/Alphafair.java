package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command in this JVM. */
record Alphafair(int code, String out, String err) {
    static Alphafair run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int place = 0; place < args.length; place++) {
            words[place] = args[place].toString();
        }
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Alphafair(code, out.toString(), err.toString());
    }

    /** Done, and silent on standard error; returns what was printed. */
    static String done(Object... args) {
        Alphafair run = run(args);
        assertEquals("", run.err);
        assertEquals(0, run.code);
        return run.out;
    }

    /** What doctor prints; on standard error it has only the warning of this JVM's fault, if the JVM has one. */
    static String doctor() {
        Alphafair run = run("doctor");
        assertEquals(KnownJdkFaults.warning().map(warning -> warning + System.lineSeparator()).orElse(""), run.err);
        assertEquals(0, run.code);
        return run.out;
    }

    /** Refused with this one line on standard error and nothing else. */
    static void assertRefused(int code, String message, Object... args) {
        Alphafair run = run(args);
        assertEquals("error: " + message + System.lineSeparator(), run.err);
        assertEquals(code, run.code);
        assertEquals("", run.out);
    }
}
