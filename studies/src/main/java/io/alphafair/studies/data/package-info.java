/** Data as files hold it: CSV tables. */
package io.alphafair.studies.data;
