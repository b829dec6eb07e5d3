/**
 * Decision-focused learning: a model predicts benefits, the allocator spends a budget by them, and the model
 * is judged by the welfare that follows.
 */
package io.alphafair.studies.learn;
