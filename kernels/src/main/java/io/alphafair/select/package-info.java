/**
 * Finding a backend by name ({@link io.alphafair.select.Backends}), and choosing the one with the smallest predicted time
 * ({@link io.alphafair.select.Chooser}). Predictions come from {@link io.alphafair.select.Crossovers}: a calibration of
 * this machine, or a built-in model.
 */
package io.alphafair.select;
