package io.alphafair.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test over problems generated from seeds, which it takes from a parameter of type {@link Seeds}. {@code mvn verify} runs
 * the first seeds and {@code mvn -Plong verify} the others, so that both together run all of them once;
 * {@code -Dalphafair.seed=N} runs one.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("seeds")
@ExtendWith(Seeds.Resolver.class)
public @interface Seeded {
    /** The number of seeds in {@code mvn verify}, from 0 on. */
    long first();

    /** The number of seeds in both runs together. */
    long all();
}
