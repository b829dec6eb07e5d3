package io.alphafair.bench.record;

import io.alphafair.InvalidInputException;
import io.alphafair.bench.process.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder of a run that is going on, or was killed: what it measures, and the result of every cell that it has
 * finished, each written at once. {@link RunRecord} turns it into a record.
 */
public final class UnfinishedRun {
    private static final String SUFFIX = ".unfinished";
    private static final String HEADER = "run.json";
    private static final String CELLS = "cells";
    private static final String LOG = "jmh.log";

    /**
     * What identifies a run; it goes on only where all of it but the times agree.
     *
     * @param name the record's name to be
     * @param options the JMH options
     * @param start when it began, UTC, ISO 8601
     * @param interruptions how often it was resumed
     */
    public record Header(String name, String profile, List<String> options, Git git, Machine machine, String start,
            int interruptions) {
        boolean isSameRun(Header other) {
            return profile.equals(other.profile) && options.equals(other.options) && git.equals(other.git)
                    && machine.isLike(other.machine);
        }
    }

    private final Path folder;
    private final Header header;

    private UnfinishedRun(Path folder, Header header) {
        this.folder = folder;
        this.header = header;
    }

    /** Begins a run in a new folder; of two with one name the second gets a number. */
    public static UnfinishedRun begin(Path results, Header header) throws IOException {
        Files.createDirectories(results);
        for (int number = 1;; number++) {
            Path folder = results.resolve(header.name() + (number == 1 ? "" : "-" + number) + SUFFIX);
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            Files.createDirectory(folder.resolve(CELLS));
            Json.write(folder.resolve(HEADER), header);
            return new UnfinishedRun(folder, header);
        }
    }

    /**
     * The newest unfinished run that is the same as this one.
     *
     * @throws InvalidInputException if there is none
     */
    public static UnfinishedRun resume(Path results, Header wanted) throws IOException {
        Optional<UnfinishedRun> newest = Optional.empty();
        for (Path folder : foldersOf(results)) {
            Path file = folder.resolve(HEADER);
            if (!Files.exists(file)) {
                // Killed before it had begun.
                continue;
            }
            Header found = Json.read(file, Header.class);
            if (found.isSameRun(wanted)
                    && newest.stream().noneMatch(run -> run.header.start().compareTo(found.start()) > 0)) {
                newest = Optional.of(new UnfinishedRun(folder, found));
            }
        }
        UnfinishedRun run = newest.orElseThrow(() -> new InvalidInputException("nothing to resume in "
                + results + ": expected an unfinished " + wanted.profile() + " run of commit "
                + wanted.git().shortSha() + " with the same JMH options on this machine; leave --resume out to begin "
                + "one"));
        Header resumed = new Header(run.header.name(), run.header.profile(), run.header.options(), run.header.git(),
                run.header.machine(), run.header.start(), run.header.interruptions() + 1);
        Json.write(run.folder.resolve(HEADER), resumed);
        return new UnfinishedRun(run.folder, resumed);
    }

    private static List<Path> foldersOf(Path results) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(results)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(results, "*" + SUFFIX)) {
                found.forEach(folders::add);
            }
        }
        return folders;
    }

    /** What identifies the run. */
    public Header header() {
        return header;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Where JMH's output goes. */
    public Path log() {
        return folder.resolve(LOG);
    }

    /** The cell's result, if the run has finished it. */
    public Optional<CellResult> find(Cell cell) throws IOException {
        Path file = fileOf(cell);
        return Files.exists(file) ? Optional.of(Json.read(file, CellResult.class)) : Optional.empty();
    }

    /** Keeps a result, on disk when this returns. */
    public void keep(CellResult result) throws IOException {
        Json.write(fileOf(result.cell()), result);
    }

    /** The race's result, if the run has finished it. */
    public Optional<RaceResult> findRace(Cell race) throws IOException {
        Path file = fileOf(race);
        return Files.exists(file) ? Optional.of(Json.read(file, RaceResult.class)) : Optional.empty();
    }

    /** Keeps a race's result, on disk when this returns. */
    public void keep(RaceResult result) throws IOException {
        Json.write(fileOf(result.race()), result);
    }

    /** The result of a problem on the GPU, if the run has finished it. */
    public Optional<GpuReport.Problem> findGpu(Cell race) throws IOException {
        Path file = fileOf(race);
        return Files.exists(file) ? Optional.of(Json.read(file, GpuReport.Problem.class)) : Optional.empty();
    }

    /** Keeps the result of a problem on the GPU, on disk when this returns. */
    public void keep(GpuReport.Problem result) throws IOException {
        Json.write(fileOf(result.race().race()), result);
    }

    /** The peers of the problems that the run has finished. */
    public Peers findPeers() throws IOException {
        Path file = folder.resolve(RunRecord.PEERS);
        return Files.exists(file) ? Json.read(file, Peers.class) : Peers.NONE;
    }

    /** Keeps the peers, on disk when this returns. */
    public void keep(Peers peers) throws IOException {
        Json.write(folder.resolve(RunRecord.PEERS), peers);
    }

    /** What auto's choices cost, if the run has measured it. */
    public Optional<RegretReport> findAuto() throws IOException {
        return Files.exists(auto()) ? Optional.of(Json.read(auto(), RegretReport.class)) : Optional.empty();
    }

    /** The file in which {@link #findAuto} looks. */
    public Path auto() {
        return folder.resolve(RunRecord.AUTO);
    }

    /** Cells and races have benchmarks, and so files, of different names. */
    private Path fileOf(Cell cell) {
        return folder.resolve(CELLS).resolve(cell.fileName());
    }

    /** Removes the folder, once the record is there. */
    void delete() throws IOException {
        FileTree.delete(folder);
    }
}
