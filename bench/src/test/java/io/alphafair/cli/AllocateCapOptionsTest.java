package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caps in every form, and what is refused. */
class AllocateCapOptionsTest {
    @TempDir
    Path folder;

    private SamplePeople people;

    @BeforeEach
    void writePeople() throws IOException {
        people = new SamplePeople(folder);
    }

    @Test
    void capsAreColumnsOrConstantsForAllItemsOrEach() throws IOException {
        Path capped = Files.writeString(folder.resolve("capped.csv"), SamplePeople.CSV
                .replace("visit,test\n", "visit,test,most\n").replaceAll("(,\\d)\n", "$1,1\n"));
        String one = Alphafair.done(people.plainWords("--cap-values", 1, "--budget", 5, "--alpha", 2));
        assertEquals(one, Alphafair.done(people.plainWords("--cap-values", "1,1", "--budget", 5, "--alpha", 2)));
        for (String columns : new String[]{"most", "most,most"}) {
            Object[] words = people.plainWords("--cap", columns, "--budget", 5, "--alpha", 2);
            words[2] = capped;
            assertEquals(one, Alphafair.done(words));
        }
        assertFalse(one.contains("No cap is set"), one);
    }

    @Test
    void anInfiniteCapIsNone() {
        String text = Alphafair.done(people.plainWords("--cap-values", "Infinity", "--budget", 5, "--alpha", 1));
        assertTrue(SamplePeople.squeezed(text).contains("Cid  sex=m  test  2.5  2.5"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            --cap-values 0~--cap-values has 0 for 'visit': expected a number > 0 or Infinity; correct it
            --cap-values 1,-1~--cap-values has -1 for 'test': expected a number > 0 or Infinity; correct it
            --cap-values NaN~Invalid value for option '--cap-values'
            --cap-values x~Invalid value for option '--cap-values'
            --cap-values 1,1,1~2 benefit columns and 3 caps: expected one cap per item, or one for all
            --cap name~line 2, column 'name' is 'Ann': expected a finite number
            --cap most~no column 'most': expected one of name, sex, visit, test
            --cap visit --cap-values 1~--cap and --cap-values exclude each other
            --one-item-each~--one-item-each without caps: expected the largest dose with --cap or --cap-values
            --one-item-each --cap-values Infinity~entry [0,0] at its cap Infinity is worth Infinity
            --whole~--whole without caps: expected the largest dose with --cap or --cap-values
            --weights x=2~--weights has 'x=2': expected GROUP=WEIGHT with a group of 'f', 'm'
            --weights 2~--weights has '2': expected GROUP=WEIGHT with a group of 'f', 'm'
            --weights f=2,f=3~--weights names the group 'f' twice
            --weights f=0~--weights has 'f=0': expected a finite number > 0 as weight
            --weights f=Infinity~--weights has 'f=Infinity': expected a finite number > 0 as weight
            --weights f=heavy~--weights has 'f=heavy': expected a finite number > 0 as weight
            --negative drop~--negative is 'drop': expected zero
            --ties coin~--ties is 'coin': expected lottery:SEED with a whole number as the seed, such as lottery:1
            --ties lottery:x~--ties is 'lottery:x': expected lottery:SEED
            --explain Zoe~--explain Zoe: nobody has this id
            --whole --cap-values 1 --json~--json with --whole: expected one optimal allocation
            """)
    void badOptionsAreOneLineAndNothingIsWritten(String options, String message) {
        Path out = folder.resolve("out.csv");
        Alphafair run = Alphafair.run(people.plainWords(
                (Object[]) (options + " --budget 5 --alpha 1 --out " + out).split(" ")));
        assertEquals(2, run.code(), run.toString());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("error: ") && run.err().contains(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("out.csv.receipt.json")));
    }

    @Test
    void anAlphaIsNamedOnce() {
        Alphafair.assertRefused(2, "--alpha names 1.0 twice: expected each level once; drop one",
                people.words("--budget", 5, "--alpha", "1,1.0"));
    }

    @Test
    void idsAreUniqueAndOfATable() throws IOException {
        Files.writeString(people.file(), SamplePeople.CSV.replace("Fay", "Ann"));
        Alphafair.assertRefused(2,
                people.file()
                        + ", column 'name' has 'Ann' in lines 2 and 7: expected each id once; correct one or leave "
                        + "out --id",
                people.words("--budget", 5, "--alpha", 1));
        Alphafair.assertRefused(2, "--id without --table: expected a table with a column of ids; drop --id", "allocate",
                "--benefit", "b.npy", "--cost-values", 1, "--group", "g.npy", "--budget", 5, "--alpha", 1, "--id",
                "name");
    }

    @Test
    void groupsOfSeveralColumnsAreWeightedByTheirValues() throws IOException {
        Path file = Files.writeString(folder.resolve("two.csv"), "gain,sex,old\n3,f,no\n2,f,yes\n4,m,no\n");
        String text = Alphafair.done("allocate", "--table", file, "--benefit", "gain", "--cost-values", 1,
                "--cap-values", 1,
                "--group", "sex,old", "--budget", 2, "--alpha", 1, "--weights", "f yes=3", "--details");
        assertTrue(text.contains("Weights: sex=f old=no 1, sex=f old=yes 3, sex=m old=no 1."), text);
    }
}
