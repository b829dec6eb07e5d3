package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Allocation;
import io.alphafair.BestItems;
import io.alphafair.CappedAllocation;
import io.alphafair.OneItemEach;
import io.alphafair.cli.Solver.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** An answer as one JSON object, and the keys of the closed form. */
final class AnswerJson {
    /** The Jacobian has the square of this many numbers. */
    private static final int LARGEST_JACOBIAN = 16;

    private AnswerJson() {
    }

    private interface Fields {
        void write(JsonNumbers out) throws IOException;
    }

    /**
     * One object of the result's keys, after {@code backend} and, if there are any, {@code groupNames}.
     *
     * @param groupNames K names, or an empty list
     */
    static String object(Answer<Allocation> answer, List<String> groupNames) {
        return object(answer.backend(), groupNames, out -> write(out, answer.allocation()));
    }

    /**
     * As {@link #object(Answer, List)} with the keys of an answer with caps.
     *
     * @param one the steps that it is an allocation of, or null where a person may get several items
     */
    static String object(Answer<CappedAllocation> answer, List<String> groupNames, OneItemEach one) {
        return object(answer.backend(), groupNames, out -> CappedJson.write(out, answer.allocation(), one));
    }

    private static String object(String backend, List<String> groupNames, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonMapper().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("backend", backend);
            if (!groupNames.isEmpty()) {
                json.writeArrayFieldStart("groupNames");
                for (String name : groupNames) {
                    json.writeString(name);
                }
                json.writeEndArray();
            }
            fields.write(new JsonNumbers(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter failed", e);
        }
        return text + "\n";
    }

    /** Writes the keys of the closed form's result. */
    static void write(JsonNumbers out, Allocation allocation) throws IOException {
        BestItems best = allocation.bestItems();
        int count = allocation.groupCount();
        out.doubles("bestRatio", count, best::bestRatio);
        out.longs("winner", count, best::winner);
        out.longs("groupSize", count, best::groupSize);
        out.doubles("budget", count, allocation::budget);
        out.doubles("dose", count, allocation::dose);
        out.doubles("utility", count, allocation::utility);
        out.number("objective", allocation.objective());
        out.number("shadowPrice", allocation.shadowPrice());
        out.array("gradBenefit", allocation.benefitGradient());
        out.array("gradCost", allocation.costGradient());
        jacobian(out, allocation);
        out.array("vjp", allocation.vjp(upstream(count)));
        out.number("gamma", allocation.fairness().gamma());
    }

    /** v_k = (k+1)/K. */
    private static double[] upstream(int groupCount) {
        double[] upstream = new double[groupCount];
        for (int group = 0; group < groupCount; group++) {
            upstream[group] = (group + 1.0) / groupCount;
        }
        return upstream;
    }

    private static void jacobian(JsonNumbers out, Allocation allocation) throws IOException {
        JsonGenerator json = out.generator();
        json.writeFieldName("jacobian");
        if (allocation.groupCount() > LARGEST_JACOBIAN) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        for (double[] row : allocation.benefitJacobian()) {
            out.array(row);
        }
        json.writeEndArray();
    }
}
