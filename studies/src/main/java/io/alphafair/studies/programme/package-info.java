/**
 * A programme of care for the people of the survey NMES 1988: at most one unit of one kind of care per person, a budget for
 * a tenth of them, and what fairness among groups costs.
 */
package io.alphafair.studies.programme;
