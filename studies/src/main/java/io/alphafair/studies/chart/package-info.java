/**
 * Pictures as SVG: lines and points on two axes, and heat maps. No library, because those for Java either bring a
 * licence that the jar cannot carry (JFreeSVG: GPL) or measure text with AWT, which needs fonts that a bare machine
 * lacks.
 */
package io.alphafair.studies.chart;
