package io.alphafair.bench.subject;

import io.alphafair.backend.Availability;
import io.alphafair.bench.measure.ChildTalk;
import io.alphafair.bench.measure.Subject;
import io.alphafair.bench.process.JavaCommand;
import io.alphafair.bench.record.Id;
import io.alphafair.bench.record.Role;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A worker that answers a problem of one group, rightly or wrongly, in one of several ways. */
final class FakeWorker {
    /** What it does. The problem is {@link WorkerTest}'s ascending 10 x 1, whose best ratio is 10. */
    enum Does {
        /** It answers, and prints what looks like an answer. */
        PRINTS,
        /** Its JVM prints what it picked up from the environment. */
        PICKS_UP,
        /** Its ratio is one unit in the last place too large. */
        LIES,
        /** Its answer ends in the middle. */
        DAMAGED,
        /** Its answer has no times. */
        TIMELESS,
        /** It ends when it is asked. */
        ENDS,
        /** It ends before it connects. */
        STILLBORN,
        /** It never says that it is warm. */
        SILENT
    }

    private FakeWorker() {
    }

    static Subject subject(Does does) {
        return new Subject(Id.parse("fake"), Role.PEER, Availability::yes, Peers::rivals,
                Worker.opening(Peers.ARGMAX, (fixture, own) -> {
                    List<String> command = new ArrayList<>();
                    if (does == Does.PICKS_UP) {
                        command.addAll(List.of("/usr/bin/env", "JAVA_TOOL_OPTIONS=-Dx=%d{HH:mm}"));
                    }
                    command.addAll(new JavaCommand(null, List.of("-Xmx64m")).of(FakeWorker.class, does.name()));
                    return command;
                }));
    }

    /** Takes what to do. */
    public static void main(String[] arguments) throws Exception {
        Does does = Does.valueOf(arguments[0]);
        switch (does) {
            case STILLBORN -> throw new IllegalStateException("not today");
            case SILENT -> Thread.sleep(60_000);
            case PRINTS -> {
                System.out.println("{\"nanos\": 1, \"calls\": 1, \"ratio\": [11.0], \"winner\": [9]}");
                System.err.println("100 % done\u0000");
            }
            default -> {
                // It only talks.
            }
        }
        String right = "{\"nanos\": 12, \"calls\": 1, \"ratio\": [10.0], \"winner\": [9]}\n";
        try (SocketChannel channel = SocketChannel
                .open(UnixDomainSocketAddress.of(System.getenv(ChildTalk.VARIABLE)))) {
            say(channel, "{\"threads\": 1, \"versions\": {\"fake\": \"1\"}}\n");
            while (channel.read(ByteBuffer.allocate(100)) > 0) {
                switch (does) {
                    case LIES -> say(channel, right.replace("10.0", Double.toString(Math.nextUp(10.0))));
                    case DAMAGED -> say(channel, "{\"nanos\": 12, \"calls\": 1\n");
                    case TIMELESS -> say(channel, "{\"nanos\": 5, \"ratio\": [10.0], \"winner\": [9]}\n");
                    case ENDS -> throw new IllegalStateException("out of luck");
                    default -> say(channel, right);
                }
            }
        }
    }

    private static void say(SocketChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    }
}
