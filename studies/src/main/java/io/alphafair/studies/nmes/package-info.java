/** The US National Medical Expenditure Survey of 1987 and 1988 as an allocation problem. */
package io.alphafair.studies.nmes;
