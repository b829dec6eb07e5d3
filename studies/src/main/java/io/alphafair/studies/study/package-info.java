/** What a study is: a name, options, a run, and a report of text, tables, numbers and pictures. */
package io.alphafair.studies.study;
