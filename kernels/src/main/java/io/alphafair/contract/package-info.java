/**
 * What every backend must do, as code: a generator of problems, the expected answer written down from its definition, and
 * the checks that compare a backend with it. For the authors of backends, for tests, and for programs that
 * check a backend on the very problem that they are about to time.
 */
package io.alphafair.contract;
