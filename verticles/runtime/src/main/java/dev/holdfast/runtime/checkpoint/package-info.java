/** Writes checkpoints to stores, reads them back, and never believes one that it has not verified. */
package dev.holdfast.runtime.checkpoint;
