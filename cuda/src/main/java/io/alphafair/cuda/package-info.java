/** The GPU backend: the passes over N x T data as CUDA kernels, launched through the driver API. */
package io.alphafair.cuda;
