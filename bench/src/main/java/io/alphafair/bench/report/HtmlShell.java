package io.alphafair.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every page has: head, style, the chart library and the page's script, all inside. */
final class HtmlShell {
    /** What the reader can set. */
    static final String TOOLS = """
            <p class="tools"><button type="button" id="theme">Dark</button></p>
            """;
    /** The section that explains the words and numbers. */
    static final String HOW_TO_READ = """
            <section id="reading" aria-labelledby="reading-title"><h2 id="reading-title">How to read</h2>
            <ul>
            <li>Every time is of a backend whose answer had scalar's bits in the same JVM before anything was timed; a
            solver's welfare agreed to 1e-8. What did not match, failed or cannot run here has no time, and its row says why.</li>
            <li>A median is of all iterations of all forks. Its 95 % interval is a hierarchical bootstrap's: forks are drawn,
            then iterations within them, because iterations of one fork are not independent; with few forks it is expanded
            by Student's quantile. It says how far another run on this machine, in this state, might come out.</li>
            <li>CV: the standard deviation over the mean, of the iterations in a fork and of the forks' means. Outliers lie
            beyond three interquartile ranges from the quartiles; they are flagged and kept.</li>
            <li>GB/s counts each benefit, cost and label read once (N·T·16 + N·4 bytes), or each output written once (N·T·8).</li>
            <li>Races are alternating bursts in one JVM: drift hits every arm alike, so their ratios are the ones to quote.</li>
            </ul></section>
            """;

    private HtmlShell() {
    }

    /** Doctype to body. The policy forbids the page every request. */
    static void begin(Html html, String title) {
        html.raw("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
                style-src 'unsafe-inline'; img-src data:">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <link rel="icon" href="data:,">
                """).element("title", title).raw("\n<style>\n").raw(resource("report.css"))
                .raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
    }

    /** The scripts, and what closes the page. */
    static void end(Html html) {
        String library = resource("chart.umd.min.js").replaceAll("(?m)^//# sourceMappingURL=.*$", "");
        html.raw(
                "<noscript><p class=\"missing\">Charts need JavaScript; the tables have the same numbers.</p></noscript>\n")
                .raw("<script>\n").raw(library).raw("</script>\n<script>\n").raw(resource("report.js"))
                .raw("</script>\n</body>\n</html>\n");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlShell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name + ": build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + name + " cannot be read", e);
        }
    }
}
