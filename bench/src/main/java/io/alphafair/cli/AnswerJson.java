package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.cli.Solver.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/** Answers as programs read them: every number reads back to the same double, infinities are strings. */
final class AnswerJson {
    /** The Jacobian has the square of this many numbers. */
    private static final int LARGEST_JACOBIAN = 16;

    private final JsonGenerator json;

    private AnswerJson(JsonGenerator json) {
        this.json = json;
    }

    private interface Body {
        void write(AnswerJson json) throws IOException;
    }

    /** A list of {@code {"name", "backend", "result"}}, one per line. */
    static String list(List<String> names, List<Answer> answers) {
        return text(writer -> {
            writer.json.writeStartArray();
            for (int place = 0; place < answers.size(); place++) {
                writer.json.writeRaw(place == 0 ? "\n" : "");
                writer.json.writeStartObject();
                writer.json.writeStringField("name", names.get(place));
                writer.json.writeStringField("backend", answers.get(place).backend());
                writer.json.writeObjectFieldStart("result");
                writer.fields(answers.get(place).allocation());
                writer.json.writeEndObject();
                writer.json.writeEndObject();
                writer.json.writeRaw("\n");
            }
            writer.json.writeEndArray();
        });
    }

    /**
     * One object of the result's keys, after {@code backend} and, if there are any, {@code groupNames}.
     *
     * @param groupNames K names, or an empty list
     */
    static String object(Answer answer, List<String> groupNames) {
        return text(writer -> {
            writer.json.writeStartObject();
            writer.json.writeStringField("backend", answer.backend());
            if (!groupNames.isEmpty()) {
                writer.json.writeArrayFieldStart("groupNames");
                for (String name : groupNames) {
                    writer.json.writeString(name);
                }
                writer.json.writeEndArray();
            }
            writer.fields(answer.allocation());
            writer.json.writeEndObject();
        });
    }

    private static String text(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonMapper().createGenerator(text)) {
            body.write(new AnswerJson(generator));
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter failed", e);
        }
        return text + "\n";
    }

    private void fields(Allocation allocation) throws IOException {
        BestItems best = allocation.bestItems();
        doubles("bestRatio", allocation, best::bestRatio);
        longs("winner", allocation, best::winner);
        longs("groupSize", allocation, best::groupSize);
        doubles("budget", allocation, allocation::budget);
        doubles("dose", allocation, allocation::dose);
        doubles("utility", allocation, allocation::utility);
        number("objective", allocation.objective());
        number("shadowPrice", allocation.shadowPrice());
        array("gradBenefit", allocation.benefitGradient());
        array("gradCost", allocation.costGradient());
        jacobian(allocation);
        array("vjp", allocation.vjp(upstream(allocation.groupCount())));
        number("gamma", allocation.fairness().gamma());
    }

    /** v_k = (k+1)/K. */
    private static double[] upstream(int groupCount) {
        double[] upstream = new double[groupCount];
        for (int group = 0; group < groupCount; group++) {
            upstream[group] = (group + 1.0) / groupCount;
        }
        return upstream;
    }

    private void jacobian(Allocation allocation) throws IOException {
        json.writeFieldName("jacobian");
        if (allocation.groupCount() > LARGEST_JACOBIAN) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (double[] row : allocation.benefitJacobian()) {
            array(row);
        }
        json.writeEndArray();
    }

    private void doubles(String key, Allocation allocation, IntToDoubleFunction values) throws IOException {
        json.writeArrayFieldStart(key);
        for (int group = 0; group < allocation.groupCount(); group++) {
            number(values.applyAsDouble(group));
        }
        json.writeEndArray();
    }

    private void longs(String key, Allocation allocation, IntToLongFunction values) throws IOException {
        json.writeArrayFieldStart(key);
        for (int group = 0; group < allocation.groupCount(); group++) {
            json.writeNumber(values.applyAsLong(group));
        }
        json.writeEndArray();
    }

    private void array(String key, double[] values) throws IOException {
        json.writeFieldName(key);
        array(values);
    }

    private void array(double[] values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            number(value);
        }
        json.writeEndArray();
    }

    private void number(String key, double value) throws IOException {
        json.writeFieldName(key);
        number(value);
    }

    private void number(double value) throws IOException {
        if (Double.isNaN(value)) {
            throw new IllegalStateException("an answer is NaN: expected none ever; please report the problem");
        }
        if (Double.isInfinite(value)) {
            json.writeString(value > 0 ? "Infinity" : "-Infinity");
        } else {
            json.writeNumber(value);
        }
    }
}
