/** Tables of people as files hold them: the only reader and the only writer of CSV files. */
package io.alphafair.tables;
