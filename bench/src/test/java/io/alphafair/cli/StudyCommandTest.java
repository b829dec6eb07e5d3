package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err, true), args);
    }

    @Test
    void printsAndWritesAStudy() throws IOException {
        Path made = folder.resolve("verify");
        assertEquals(0, run("study", "verify", "--n", "6", "--alpha", "2", "--seed", "3", "--out", made.toString()),
                err.toString());
        assertTrue(out.toString().contains("Closed form and solver, own data: N 6, T 4, K 3, budget 200.0, seed 3"));
        assertTrue(Files.readString(made.resolve("step-sizes.svg")).startsWith("<svg"));
        assertTrue(new ObjectMapper().readTree(made.resolve("result.json").toFile()).has("checks"));
        assertEquals("", err.toString());
    }

    @Test
    void jsonIsAllThatIsPrinted() throws IOException {
        assertEquals(0, run("study", "verify", "--n", "6", "--alpha", "inf", "--json"));
        assertEquals("inf", new ObjectMapper().readTree(out.toString()).get("checks").get(0).get("solver").get(0)
                .get("alpha").asText());
    }

    @Test
    void badArgumentsAreOneLineAndExit2() throws IOException {
        Files.writeString(folder.resolve("there"), "kept");
        for (String line : new String[]{"study", "study nothing", "study verify --n 0", "study verify --wrong 1",
                "study regret --theta 1", "study fdfl --degree x", "study fdfl --table none.csv",
                "study nmes --alpha 0", "study programme --whole maybe", "study train --alpha 0",
                "study train --benefit visits",
                "study train --table none.csv --benefit a --group b --cost-values 1 --feature c",
                "study train --apply none.csv --table none.csv --write " + folder.resolve("predicted.csv"),
                "study synthetic --rows 5",
                "study regret --table none.csv --seed 1", "study verify --out " + folder,
                "study verify --out /nowhere/out",
                "study verify --out " + folder.resolve("there")}) {
            err.getBuffer().setLength(0);
            assertEquals(2, run(line.split(" ")), line);
            assertTrue(err.toString().startsWith("error: "), err.toString());
            assertEquals(1, err.toString().lines().count(), err.toString());
        }
        assertEquals("kept", Files.readString(folder.resolve("there")));
        assertFalse(Arrays.stream(folder.toFile().list()).anyMatch(name -> name.endsWith(".tmp")));
    }
}
