package io.alphafair.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The system's git, and what else is asked about a checkout. */
public final class GitCommand {
    private GitCommand() {
    }

    /** What git prints in that folder; empty if there is no git, or it refuses. */
    public static Optional<String> output(Path folder, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(arguments);
        return said(command);
    }

    /** What a program prints; empty if it is not there, or fails. */
    public static Optional<String> said(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
        } catch (IOException e) {
            // No such program here.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
