/** Snapshots of all services with the offsets they stand at: naming, trusting, keeping (requirement A3.5). */
package dev.holdfast.resilience.checkpoint;
