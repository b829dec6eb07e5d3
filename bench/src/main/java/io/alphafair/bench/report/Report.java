package io.alphafair.bench.report;

import io.alphafair.bench.record.Run;
import io.alphafair.file.Visible;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;

/** What readers get of one run, or of runs on several machines: the same tables and figures in every format. */
public final class Report {
    /** The page's file in a record. */
    public static final String HTML_FILE = "report.html";
    /** The text's file in a record. */
    public static final String MARKDOWN_FILE = "report.md";

    /** What makes a section of a run. */
    private record Part(String id, Function<Run, String> answer, Function<Run, List<Figure>> figures,
            Function<Run, List<Table>> tables) {
        Part(String id, Function<Run, List<Figure>> figures, Function<Run, List<Table>> tables) {
            this(id, run -> "", figures, tables);
        }

        Section of(NamedRun named, boolean several) {
            return new Section(id, several ? named.machine() : "", named.errata().getOrDefault(id, ""),
                    answer.apply(named.run()), figures.apply(named.run()), tables.apply(named.run()));
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part("recommendation", run -> Recommendation.of(run).text(),
                    run -> Recommendation.of(run).figure(), run -> Recommendation.of(run).table()),
            new Part("setup", run -> List.of(), EnvironmentTables::of),
            new Part("sizes", Figures::sizes, run -> List.of()), new Part("races", Figures::shares, Tables::races),
            new Part("gpu", Figures::gpu, Tables::gpu), new Part("auto", Figures::regret, Tables::auto),
            new Part("peers", run -> List.of(), Tables::peers),
            new Part("cold-start", Figures::coldStart, Tables::coldStarts),
            new Part("process", run -> List.of(), Tables::processes),
            new Part("cells", run -> List.of(), Tables::cells));
    /** The ids of a run's sections, in their order. */
    static final List<String> SECTIONS = PARTS.stream().map(Part::id).toList();

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle(Report.class.getPackageName() + ".texts");

    /**
     * What a printer prints.
     *
     * @param product what kind of page it is
     * @param absent the titles of the sections for which nothing was measured
     * @param colours the names that decide colours, in their order
     */
    record Page(String product, String title, List<Summary> summaries, List<Section> sections, List<String> absent,
            List<String> colours) {
        String absence() {
            return absent.isEmpty() ? "" : "Not in this report: " + String.join(", ", absent) + ".";
        }
    }

    record Summary(String title, List<Finding> findings) {}

    /** A headline, as in {@code Fastest, large problem}, and what was found. */
    record Finding(String headline, String text) {}

    /**
     * A part of a page.
     *
     * @param id its place on the page, and what {@code errata.json} calls it
     * @param machine the machine of its run where the page has several; else empty
     * @param flaw what is wrong with its numbers; empty if nothing is known
     * @param answer what a reader asks first, which stands before the findings; empty for most sections
     */
    record Section(String id, String machine, String flaw, String answer, List<Figure> figures, List<Table> tables) {
        boolean isEmpty() {
            return figures.isEmpty() && tables.isEmpty();
        }

        String title() {
            return Report.title("section." + id);
        }

        String heading() {
            return machine.isEmpty() ? title() : title() + ": " + machine;
        }

        String text() {
            return Report.text("section." + id);
        }

        String warning() {
            return flaw.isEmpty() ? "" : "What is wrong with these numbers: " + flaw;
        }
    }

    private final Page page;

    /** The report of these runs, at least one. */
    public Report(List<NamedRun> runs) {
        List<Section> sections = PARTS.stream()
                .flatMap(part -> runs.stream().map(run -> part.of(run, runs.size() > 1))).toList();
        List<Section> shown = sections.stream().filter(section -> !section.isEmpty()).toList();
        List<String> titles = shown.stream().map(Section::title).toList();
        page = new Page("alphafair benchmark report", String.join(" and ", runs.stream().map(NamedRun::title).toList()),
                runs.stream().map(run -> new Summary(run.title(), Findings.of(run))).toList(), shown,
                sections.stream().map(Section::title).filter(title -> !titles.contains(title)).distinct().toList(),
                subjects(runs));
    }

    /** One page with everything in it. */
    public String html() {
        return HtmlPrinter.print(page);
    }

    /** The findings and tables for a terminal. */
    public String markdown() {
        return TextPrinter.markdown(page);
    }

    /** The tables with unrounded values under one header line. */
    public String csv() {
        return TextPrinter.csv(page);
    }

    /** A record's rendered files by name. */
    public static Map<String, String> files(Run run) {
        Report report = new Report(List.of(NamedRun.of(run)));
        return Map.of(HTML_FILE, report.html(), MARKDOWN_FILE, report.markdown());
    }

    Page page() {
        return page;
    }

    private static List<String> subjects(List<NamedRun> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.run().environment().backends().forEach(backend -> names.add(backend.name())));
        runs.stream().flatMap(run -> run.run().sessions().stream()).flatMap(session -> session.series().stream())
                .forEach(series -> names.add(Visible.text(series.subject().toString())));
        return List.copyOf(names);
    }

    /** The title of a section, figure or table. */
    static String title(String key) {
        return TEXTS.getString(key);
    }

    /** How to read a section, figure or table; empty if that needs no words. */
    static String text(String key) {
        return TEXTS.containsKey(key + ".text") ? TEXTS.getString(key + ".text") : "";
    }

    /** The key of the term that a column's name stands for; a speedup over anything is a speedup. */
    static Optional<String> term(String column) {
        String key = column.startsWith("speedup") ? "speedup" : column.replaceAll("[^A-Za-z0-9]+", "-");
        return TEXTS.containsKey("term." + key) ? Optional.of(key) : Optional.empty();
    }

    /** What a term means. */
    static String meaning(String key) {
        return TEXTS.getString("term." + key);
    }
}
