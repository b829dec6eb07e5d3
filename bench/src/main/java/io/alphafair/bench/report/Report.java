package io.alphafair.bench.report;

import java.util.List;

/**
 * What readers get of one run, or of runs on several machines.
 *
 * @param html the page, {@link HtmlReport#FILE}
 * @param markdown the same for a terminal, {@link MarkdownReport#FILE}
 */
public record Report(String html, String markdown) {
    /** Both of the same intervals, which take most of the time. */
    public static Report of(List<NamedRun> runs) {
        ReportModel model = new ReportModel(runs);
        return new Report(HtmlReport.of(model), MarkdownReport.of(model));
    }
}
