/** How the order path begins from a checkpoint, and how checkpoints of it are taken (requirement A3.5). */
package dev.holdfast.execution.checkpoint;
