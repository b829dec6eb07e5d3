package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.bench.compare.SampleCells;
import io.alphafair.file.Visible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Names that a terminal, a browser or a picture would obey, and records whose files lead elsewhere. */
class HostileNamesTest {
    private static final String EVIL = "\u001b]0;x\u0007<b onload='x'>&\u202e\u0085";

    @TempDir
    private Path folder;
    private Path table;

    @BeforeEach
    void write() throws IOException {
        table = Files.writeString(folder.resolve("people.csv"),
                "name,sex,visit\n" + EVIL + ",f" + EVIL + ",3\nBob,m,2\n");
    }

    private Alphafair allocate(Object... options) {
        Object[] words = {"allocate", "--table", table, "--id", "name", "--benefit", "visit", "--cost-values", 1,
                "--cap-values", 1, "--group", "sex", "--backend", "scalar"};
        Object[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        return Alphafair.run(all);
    }

    @Test
    void aTerminalGetsNamesAsText() {
        for (Alphafair run : new Alphafair[]{
                allocate("--alpha", 1, "--budget", 1, "--explain", EVIL, "--details"),
                allocate("--alpha", 1, "--path", "1,2"), allocate("--alpha", "0,1", "--budget", 1)}) {
            assertEquals(Visible.lines(run.out()), run.out());
            assertTrue(run.out().contains("f\\u001b]0;x\\u0007<b onload='x'>&\\u202e\\u0085"), run.toString());
        }
    }

    @Test
    void filesForProgramsKeepNamesAsTheyAre() throws IOException {
        Path out = folder.resolve("out.csv");
        assertEquals(0, allocate("--alpha", 1, "--budget", 1, "--out", out).code());
        assertTrue(Files.readString(out).contains("\n" + EVIL + ",sex=f" + EVIL + ","), Files.readString(out));
        assertEquals("sex=f" + EVIL,
                new JsonMapper().readTree(allocate("--alpha", 1, "--budget", 1, "--json").out()).at("/groupNames/0")
                        .textValue());
    }

    @Test
    void aPictureIsXmlWhateverTheNames() throws Exception {
        Path picture = folder.resolve("path.svg");
        assertEquals(0, allocate("--alpha", 1, "--path", "1,2", "--picture", picture).code());
        Document svg = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(picture.toFile());
        assertTrue(svg.getDocumentElement().getTextContent()
                .contains("sex=f\\u001b]0;x\\u0007<b onload='x'>&\\u202e\\u0085"), Files.readString(picture));
        assertEquals(0, svg.getElementsByTagName("b").getLength());
    }

    @Test
    void aMessageQuotesAnythingInOneShortLine() throws IOException {
        Files.writeString(table, "name,sex,visit\nAnn,f," + " ".repeat(50_000) + "\u001b[2Jx\n");
        Alphafair run = allocate("--alpha", 1, "--budget", 1);
        assertEquals(2, run.code());
        // Blanks around a number are left out before it is looked at.
        assertTrue(run.err().startsWith("error: " + table + " line 2, column 'visit' is '\\u001b[2Jx'"), run.err());
        assertTrue(run.err().endsWith("\\u001b[2Jx': expected a finite number; correct the cell or drop the line"
                + System.lineSeparator()), run.err());
        assertTrue(run.err().length() < 2200, run.err().length() + " characters");
    }

    @Test
    void aLinkInARecordDoesNotChooseWhichFileIsWritten() throws IOException {
        Path record = SampleCells.write(folder, "run",
                SampleCells.run("Test CPU", "0123456789", "2026-01-01T00:00:00Z", 1, 3, 1, 1));
        Path other = Files.writeString(folder.resolve("other"), "precious");
        for (String name : new String[]{"report.html", "report.md"}) {
            Path link = Files.createSymbolicLink(record.resolve(name), other);
            Alphafair.assertRefused(2, link + " is a symbolic link: expected a file or none; remove it, or write "
                    + "elsewhere with --out", "report", record);
            assertEquals("precious", Files.readString(other));
            Files.delete(link);
        }
        Alphafair.done("report", record);
    }

    @Test
    void theRootIsNoRecord() {
        Path root = folder.getRoot();
        Alphafair.assertRefused(2, root.resolve("environment.json")
                + ": not there; expected the folder of a run that alphafair bench finished", "compare", root, folder);
    }
}
