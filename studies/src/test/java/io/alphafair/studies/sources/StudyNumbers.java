package io.alphafair.studies.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alphafair.studies.Studies;
import io.alphafair.studies.study.Study;
import io.alphafair.studies.study.StudyArguments;
import io.alphafair.studies.study.StudyFolder;
import io.alphafair.studies.study.StudyProgress;
import io.alphafair.studies.study.StudyReport;
import java.io.IOException;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A study's report, and its {@code result.json} as a program reads it. */
record StudyNumbers(StudyReport report, JsonNode json) {
    static StudyNumbers of(String name, Map<String, String> options) throws IOException {
        Study study = Studies.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        StudyReport report = study.run(StudyArguments.of(study, options), StudyProgress.NONE);
        return new StudyNumbers(report, new ObjectMapper().readTree(StudyFolder.json(report)));
    }

    /** The entry of a list whose field has a value. */
    JsonNode entry(String list, String field, String value) {
        return StreamSupport.stream(json.get(list).spliterator(), false)
                .filter(entry -> entry.get(field).asText().equals(value)).findFirst().orElseThrow();
    }

    static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
    }

    /** The text in one line. */
    String text() {
        return report.text().replaceAll("\\s+", " ");
    }
}
