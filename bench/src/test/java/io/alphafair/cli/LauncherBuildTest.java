package io.alphafair.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, with what, and what it says. */
class LauncherBuildTest {
    private static final String BUILDING = "building alphafair (once for these sources) ...\n";

    private FakeCheckout checkout;
    private Path jdk;

    @BeforeEach
    void makeCheckout(@TempDir Path folder) throws IOException {
        checkout = FakeCheckout.in(folder);
        jdk = checkout.jdk("25.0.3");
    }

    private Alphafair start() throws IOException, InterruptedException {
        return checkout.start(Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString()), "doctor");
    }

    /** Starts the command and expects these words on standard error, and nothing but the command's on standard output. */
    private void assertStarts(String err) throws IOException, InterruptedException {
        Alphafair run = start();
        assertEquals(err, run.err());
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith(jdk + "\n") && run.out().endsWith("\ndoctor\n"), run.out());
    }

    @Test
    void changedContentsAreBuiltOnceAndNewerTimesAreNot() throws IOException, InterruptedException {
        checkout.installMaven();
        assertStarts(BUILDING);
        assertStarts("");
        Path source = checkout.root().resolve("bench/src/main/java/Source.java");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 86_400_000));
        assertStarts("");
        checkout.write("bench/src/main/java/.Source.java.swp", "an editor's");
        assertStarts("");
        Files.writeString(source, "class Source { }");
        assertStarts(BUILDING);
        assertStarts("");
        checkout.write("bench/src/main/java/Another.java", "class Another {}");
        assertStarts(BUILDING);
        assertStarts("");
        String call = checkout.mavenCalls().getFirst();
        assertTrue(call.endsWith("/mvn -q -B -DskipTests package"), call);
        assertEquals(3, checkout.mavenCalls().size());
    }

    @Test
    void aSourceThatChangesDuringTheBuildIsBuiltNextTime() throws IOException, InterruptedException {
        checkout.installMaven();
        checkout.write("edit-during-build", "class Source { int edited; }");
        assertStarts(BUILDING);
        assertStarts(BUILDING);
        assertStarts("");
    }

    @Test
    void anInstalledCopyNeedsNoMaven() throws IOException, InterruptedException {
        checkout.installMaven();
        assertStarts(BUILDING);
        checkout.removeMaven();
        assertStarts("");
        Files.delete(checkout.root().resolve("pom.xml"));
        Files.delete(checkout.root().resolve("bench/src/main/java/Source.java"));
        assertStarts("");
    }

    @Test
    void withoutMavenTheJarThatIsThereRuns() throws IOException, InterruptedException {
        Path jar = checkout.write("bench/target/benchmarks.jar", "built elsewhere");
        assertStarts(BUILDING + "warning: " + jar
                + " was built from other sources and runs as it is, because Maven is not installed\n");
    }

    @Test
    void withoutMavenTheWrapperBuilds() throws IOException, InterruptedException {
        Path wrapper = checkout.installWrapper();
        assertStarts(BUILDING);
        assertEquals(List.of(wrapper + " -q -B -DskipTests package"), checkout.mavenCalls());
        assertStarts("");
    }

    @Test
    void aWrapperThatCannotDownloadMavenLeavesTheJarThatIsThere() throws IOException, InterruptedException {
        Files.writeString(checkout.installWrapper(), "#!/usr/bin/env bash\necho 'wget: no network' >&2\nexit 1\n");
        Alphafair run = start();
        Path jar = checkout.root().resolve("bench/target/benchmarks.jar");
        assertEquals(
                BUILDING + "wget: no network\nMaven is not installed and was not downloaded\nerror: there is no " + jar
                        + " and no Maven to build it: install Maven 3.8 or later, or build it elsewhere\n",
                run.err());
        assertEquals(Main.BAD_INPUT, run.code());
        assertEquals("", run.out());
        Files.writeString(jar, "built elsewhere");
        assertStarts(
                BUILDING + "warning: " + jar + " was built from other sources and runs as it is, because Maven is not "
                        + "installed and was not downloaded\n");
    }

    @Test
    void aFailedBuildIsAnError() throws IOException, InterruptedException {
        Files.writeString(checkout.installWrapper(), """
                #!/usr/bin/env bash
                [ "$1" = --version ] || { echo 'Source.java: not a statement'; exit 1; }
                """);
        checkout.write("bench/target/benchmarks.jar", "of older sources");
        Alphafair run = start();
        assertEquals(BUILDING + "Source.java: not a statement\nerror: the build failed, see above; "
                + checkout.root().resolve("mvnw") + " -DskipTests package in " + checkout.root() + " repeats it\n",
                run.err());
        assertEquals(Main.BAD_INPUT, run.code());
        assertEquals("", run.out());
    }

    @Test
    void thePeersAreFetchedOncePerVersion() throws IOException, InterruptedException {
        checkout.installMaven();
        Map<String, String> environment = Map.of("ALPHAFAIR_JAVA_HOME", jdk.toString());
        String fetching = "fetching DuckDB (once for this version) ...\n";
        for (String version : List.of("1.0", "1.1")) {
            checkout.write("pom.xml", "<duckdb.version>" + version + "</duckdb.version>");
            assertEquals(BUILDING + fetching, checkout.start(environment, "bench", "--peers").err());
            assertEquals("", checkout.start(environment, "bench", "--peers").err());
        }
        assertTrue(checkout.mavenCalls().getLast().endsWith(" -q -B -Ppeers -pl bench dependency:copy@peers"),
                checkout.mavenCalls().getLast());
        assertEquals("", checkout.start(environment, "bench", "--", "--peers").err());
        checkout.removeMaven();
        checkout.write("bench/target/peers/.fetched", "<duckdb.version>1.0</duckdb.version>");
        assertEquals(fetching + "warning: DuckDB's driver was not fetched: Maven is not installed\n",
                checkout.start(environment, "bench", "--peers").err());
    }
}
