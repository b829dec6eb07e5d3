package io.alphafair.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.alphafair.Allocation;
import io.alphafair.CappedAllocation;
import io.alphafair.OneItemEach;
import io.alphafair.cli.Solver.Answer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON list of answers that is written as they come: {@code {"name", "backend", "result"}}, one per line. */
final class AnswerList {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;
    private final JsonNumbers numbers;

    private interface Part {
        void write() throws IOException;
    }

    AnswerList() {
        try {
            json = new JsonMapper().createGenerator(text);
            json.writeStartArray();
            json.writeRaw("\n");
        } catch (IOException e) {
            throw failed(e);
        }
        numbers = new JsonNumbers(json);
    }

    void add(String name, Answer<Allocation> answer) {
        add(name, answer.backend(), () -> AnswerJson.write(numbers, answer.allocation()));
    }

    /** @param one the steps that it is an allocation of, or null where a person may get several items */
    void add(String name, Answer<CappedAllocation> answer, OneItemEach one) {
        add(name, answer.backend(), () -> CappedJson.write(numbers, answer.allocation(), one));
    }

    private void add(String name, String backend, Part result) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeStringField("backend", backend);
            json.writeObjectFieldStart("result");
            result.write();
            json.writeEndObject();
            json.writeEndObject();
            json.writeRaw("\n");
        });
    }

    /** The list, to which nothing is added any more. */
    String finish() {
        write(() -> {
            json.writeEndArray();
            json.close();
        });
        return text + "\n";
    }

    private static void write(Part part) {
        try {
            part.write();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("a StringWriter failed", e);
    }
}
