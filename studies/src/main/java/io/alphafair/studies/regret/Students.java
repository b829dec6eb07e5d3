package io.alphafair.studies.regret;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The six students of the paper's Table 1; an objective weighs IQ / 10 by theta and the grade by 1 - theta. */
public final class Students {
    /** One applicant. */
    public record Student(String name, int iq, int grade, boolean isWoman) {
        /** IQ in the units of grades. */
        BigDecimal scaledIq() {
            return BigDecimal.valueOf(iq, 1);
        }
    }

    /** All six, in the paper's order. */
    public static final List<Student> ALL = List.of(new Student("Amy", 100, 10, true),
            new Student("Bob", 150, 7, false),
            new Student("Eve", 150, 5, true), new Student("Isa", 110, 9, true), new Student("Max", 70, 9, false),
            new Student("Zac", 140, 8, false));

    private Students() {
    }

    /** Their scores. */
    public static Mixture mixture() {
        return Mixture.of(ALL.stream().map(Student::scaledIq).toArray(BigDecimal[]::new),
                ALL.stream().map(student -> BigDecimal.valueOf(student.grade())).toArray(BigDecimal[]::new));
    }

    /** {@code {Amy, Zac}}. */
    public static String names(int[] members) {
        List<String> names = new ArrayList<>();
        for (int member : members) {
            names.add(ALL.get(member).name());
        }
        return "{" + String.join(", ", names) + "}";
    }

    /** The paper's F: minus the difference between the numbers of men and women. */
    public static double balance(int[] members) {
        int difference = 0;
        for (int member : members) {
            difference += ALL.get(member).isWoman() ? 1 : -1;
        }
        return -Math.abs(difference);
    }
}
