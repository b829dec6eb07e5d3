/** Linear models of table columns, fitted by least squares with ojAlgo. */
package io.alphafair.studies.regression;
