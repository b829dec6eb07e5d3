package io.alphafair.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mistakes that somebody could make in the kernels or on the host, each made on purpose between the two. */
final class Mutants {
    /** Stands in for a call to the driver. */
    interface Call {
        Object make(Object[] arguments) throws Throwable;
    }

    /** Changes a call: gets it, its arguments and how to make it. */
    interface Mistake {
        Object make(String call, Object[] arguments, Call real) throws Throwable;
    }

    /** @param caughtBy what must show it: race, fault, uninitialised, divergence or answer */
    record Mutant(String name, String caughtBy, Mistake mistake) {
        Driver around(Driver driver) {
            return (Driver) Proxy.newProxyInstance(Driver.class.getClassLoader(), new Class<?>[]{Driver.class},
                    (proxy, method, arguments) -> mistake.make(method.getName(), arguments, changed -> {
                        try {
                            return method.invoke(driver, changed);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Mutants() {
    }

    static List<Mutant> all() {
        return List.of(
                kernel("no barrier between emptying the tables and the first tile", "race", "best\\w+Row",
                        text -> drop(text, "bar\\.sync[^;]*;", 1)),
                kernel("no barrier between the two steps", "race", "best\\w+Row",
                        text -> drop(text, "bar\\.sync[^;]*;", 2)),
                kernel("no barrier after the second step", "race|divergence", "best\\w+Row",
                        text -> drop(text, "bar\\.sync[^;]*;", 3)),
                kernel("the best ratio is raised without an atomic", "race", "best\\w+Row",
                        text -> text.replaceAll("atom\\.shared\\.max\\.u64\\s+(%rd\\d+), (\\[[^]]*\\]), (%rd\\d+);",
                                "ld.shared.u64 $1, $2; st.shared.u64 $2, $3;")),
                kernel("the place of the old best is not forgotten", "answer", "best\\w+Row",
                        text -> text.replaceAll("atom\\.shared\\.exch\\.b64\\s+%rd\\d+, \\[[^]]*\\], -1;", "")),
                kernel("the highest of equal entries wins between blocks", "answer", "settle",
                        text -> text.replace("min.u64", "max.u64")),
                kernel("the highest of equal entries wins in device memory", "answer", "locate\\w+Row",
                        text -> text.replaceAll("atom\\.global\\.min\\.u64(\\s+%rd\\d+, \\[[^]]*\\]), (%rd\\d+);",
                                "atom.global.exch.b64$1, $2;")),
                kernel("a warp of the reduction leaves a lane out", "fault|divergence|uninitialised", "settle",
                        text -> text.replaceAll("(shfl\\.sync[^;]*), -1;", "$1, 65535;")),
                kernel("a warp hands in nothing", "uninitialised", "bestSingle",
                        text -> drop(text, "st\\.shared\\.u64[^;]*;", 3)),
                kernel("zeros are written after the values", "race", "placeShares",
                        text -> drop(text, "bar\\.sync[^;]*;", 1)),
                kernel("a share is one element too long", "race|fault|answer", "placeShares",
                        text -> text.replaceFirst("and\\.b64(\\s+%rd\\d+, %rd\\d+), -2;", "add.s64$1, 2;")),
                launch("one row too many", "fault|uninitialised", PassArgument.ROWS, 1),
                launch("one row too few", "answer", PassArgument.ROWS, -1),
                launch("a broadcast benefit moves along the rows", "answer|fault|uninitialised",
                        PassArgument.BENEFIT_ROW, 1),
                launch("a broadcast cost moves along the items", "answer|fault|uninitialised", PassArgument.COST_ITEM,
                        1),
                launch("a part too few is put together", "answer", PassArgument.PARTS, -1),
                launch("the chunk's first row is not counted", "answer", PassArgument.FIRST_ROW, Long.MIN_VALUE),
                skip("no synchronise before results are read", "fault", "synchronizeEvent"),
                skip("kernels do not wait for copies", "answer|uninitialised|fault", "await"),
                skip("tables keep what the last call left", "answer|uninitialised", "fill"),
                new Mutant("a copy to the device is left out", "uninitialised|answer", new Mistake() {
                    private int copies;

                    @Override
                    public Object make(String call, Object[] arguments, Call real) throws Throwable {
                        return call.equals("copyToDevice") && ++copies % 3 == 0 ? null : real.make(arguments);
                    }
                }));
    }

    /** Those of the filter of the selection, and of the host around it. */
    static List<Mutant> ofSelection() {
        return List.of(
                kernel("places are counted without an atomic", "race", "list\\w+Row",
                        text -> text.replaceAll("atom\\.global\\.add\\.u32\\s+(%r\\d+), (\\[[^]]*\\]), (%r\\d+);",
                                "ld.global.u32 $1, $2; st.global.u32 $2, $3;")),
                kernel("the lanes write at the same place", "race", "list\\w+Row",
                        text -> text.replaceAll("(selp\\.b32\\s+%r\\d+, 0), %r\\d+, (%p\\d+;)", "$1, 0, $2")),
                kernel("half of a warp is not counted", "race|fault|answer|uninitialised", "list\\w+Row",
                        text -> text.replaceAll("(shfl\\.sync\\.bfly\\.b32[^;]*), 16, 31, -1;", "$1, 8, 31, -1;")),
                kernel("the lanes do not hear where the warp's places start", "race|uninitialised|answer",
                        "list\\w+Row",
                        text -> text.replaceAll("shfl\\.sync\\.idx\\.b32\\s+(%r\\d+), (%r\\d+), 0, 31, -1;",
                                "mov.u32 $1, $2;")),
                kernel("the first of the elements is counted but not written", "race|answer|uninitialised",
                        "listEvenRow",
                        text -> text.replaceFirst("and\\.b32(\\s+%r\\d+, %r\\d+), 1;", "and.b32$1, 0;")),
                kernel("a negative benefit is passed over", "answer", "list(AnyRow|EvenRow|Column)",
                        text -> text.replace("0d0000000000000000", "0dFFF0000000000000")),
                launch("a row too many is listed", "fault|uninitialised|answer|race", PassArgument.ROWS, 1),
                launch("a row too few is listed", "answer", PassArgument.ROWS, -1),
                launch("places are not counted from the block's first row", "answer|fault|uninitialised",
                        PassArgument.WORDS + 1, Long.MIN_VALUE),
                skip("the list is read before it is there", "fault|answer|uninitialised", "synchronizeEvent"),
                skip("the filter does not wait for the thresholds", "answer|uninitialised|fault", "await"),
                skip("the count of the last block stays", "answer|uninitialised|fault", "fill"));
    }

    /** Edits the text of the kernels whose name matches. */
    private static Mutant kernel(String name, String caughtBy, String kernels, UnaryOperator<String> edit) {
        return new Mutant(name, caughtBy, (call, arguments, real) -> {
            if (call.equals("loadModule")) {
                String text = new String((byte[]) arguments[0], StandardCharsets.UTF_8);
                return real.make(new Object[]{edited(text, kernels, edit).getBytes(StandardCharsets.UTF_8)});
            }
            return real.make(arguments);
        });
    }

    private static String edited(String text, String kernels, UnaryOperator<String> edit) {
        Matcher body = Pattern.compile("\\.visible \\.entry (" + kernels + ")\\(.*?\\n}\\n", Pattern.DOTALL)
                .matcher(text);
        StringBuilder all = new StringBuilder();
        int edits = 0;
        while (body.find()) {
            String after = edit.apply(body.group());
            edits += after.equals(body.group()) ? 0 : 1;
            body.appendReplacement(all, Matcher.quoteReplacement(after));
        }
        if (edits == 0) {
            throw new IllegalStateException("nothing to change in " + kernels);
        }
        return body.appendTail(all).toString();
    }

    /** Takes out the nth of what matches. */
    private static String drop(String text, String pattern, int nth) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        for (int i = 0; i < nth; i++) {
            if (!matcher.find()) {
                return text;
            }
        }
        return text.substring(0, matcher.start()) + text.substring(matcher.end());
    }

    /** Adds to a word of a search kernel's argument; {@link Long#MIN_VALUE} makes it 0. */
    private static Mutant launch(String name, String caughtBy, int word, long change) {
        return new Mutant(name, caughtBy, (call, arguments, real) -> {
            if (!call.equals("launch") || ((MemorySegment) arguments[5]).byteSize() < (word + 1) * 8L
                    || ((MemorySegment) arguments[5]).byteSize() < PassArgument.WORDS * 8L) {
                return real.make(arguments);
            }
            MemorySegment argument = (MemorySegment) arguments[5];
            long right = argument.getAtIndex(ValueLayout.JAVA_LONG, word);
            argument.setAtIndex(ValueLayout.JAVA_LONG, word, change == Long.MIN_VALUE ? 0 : right + change);
            try {
                return real.make(arguments);
            } finally {
                argument.setAtIndex(ValueLayout.JAVA_LONG, word, right);
            }
        });
    }

    private static Mutant skip(String name, String caughtBy, String skipped) {
        return new Mutant(name, caughtBy,
                (call, arguments, real) -> call.equals(skipped) ? null : real.make(arguments));
    }
}
