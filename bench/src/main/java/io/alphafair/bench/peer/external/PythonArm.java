package io.alphafair.bench.peer.external;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the scripts, run by the {@code python3} on the path if it has what the script imports. */
public final class PythonArm implements Arm {
    private static final String PYTHON = "python3";
    private static final String FIND = "import importlib.util, sys; "
            + "print(' '.join(m for m in sys.argv[1:] if importlib.util.find_spec(m) is None))";
    private static final String FIND_GPU = "import torch; print('' if torch.cuda.is_available() else torch.__version__)";
    /** The device of PyTorch that is a GPU of NVIDIA's. */
    private static final String CUDA = "cuda";
    /** Those of the arms below. */
    static final List<String> SCRIPTS = List.of("numpy_notebook.py", "numpy_vectorised.py", "numpy_best.py",
            "torch_scatter.py");

    private final String name;
    private final String summary;
    private final String python;
    private final String script;
    private final List<String> modules;
    private final List<String> device;

    /**
     * A script in the hand-over's folder.
     *
     * @param python the interpreter's command
     * @param modules what it imports, beside the standard library
     */
    PythonArm(String name, String summary, String python, String script, List<String> modules) {
        this(name, summary, python, script, modules, List.of());
    }

    private PythonArm(String name, String summary, String python, String script, List<String> modules,
            List<String> device) {
        this.device = device;
        this.name = name;
        this.summary = summary;
        this.python = python;
        this.script = script;
        this.modules = modules;
    }

    /** NumPy as in the notebook, as vectorised over whole arrays, in blocks, and PyTorch. */
    public static List<Arm> all() {
        List<String> numpy = List.of("numpy");
        List<Arm> arms = new ArrayList<>(List.of(
                new PythonArm("numpy notebook", "a mask for each group", PYTHON, SCRIPTS.get(0), numpy),
                new PythonArm("numpy vectorised", "whole arrays, row maxima, maximum.at", PYTHON, SCRIPTS.get(1),
                        numpy),
                new PythonArm("numpy best", "vectorised, in blocks of rows that stay in the cache", PYTHON,
                        SCRIPTS.get(2), numpy)));
        arms.addAll(torch());
        return arms;
    }

    /** PyTorch, on the CPU and on a GPU. */
    static List<Arm> torch() {
        List<String> modules = List.of("numpy", "torch");
        return List.of(
                new PythonArm("torch", "row maxima, scatter_reduce amax", PYTHON, SCRIPTS.get(3), modules),
                new PythonArm("torch cuda", "the same on the GPU, its data there, answers copied back", PYTHON,
                        SCRIPTS.get(3), modules, List.of(CUDA)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public Optional<String> missing() {
        List<String> command = new ArrayList<>(List.of(python, "-c", FIND));
        command.addAll(modules);
        try {
            String absent = ask(command);
            if (!absent.isEmpty()) {
                return Optional.of(python + " has no " + absent.replace(" ", ", no ") + ": install with " + python
                        + " -m pip install " + absent);
            }
            String torch = device.isEmpty() ? "" : ask(List.of(python, "-c", FIND_GPU));
            return torch.isEmpty()
                    ? Optional.empty()
                    : Optional.of("PyTorch " + torch + " finds no GPU: install a build for CUDA, see pytorch.org");
        } catch (IllegalStateException e) {
            return Optional.of(e.getMessage());
        } catch (IOException e) {
            return Optional.of(python + " is not on the path: install Python 3 with " + String.join(" and ", modules));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while " + python + " was asked what it has");
        }
    }

    private String ask(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(python + " ended with code " + code + " when asked for "
                    + String.join(" ", modules) + ": expected Python 3");
        }
        return answer;
    }

    @Override
    public List<String> command(Path folder, int threads) {
        List<String> command = new ArrayList<>(
                List.of(python, folder.resolve(script).toString(), folder.toString(), Integer.toString(threads)));
        command.addAll(device);
        return command;
    }
}
