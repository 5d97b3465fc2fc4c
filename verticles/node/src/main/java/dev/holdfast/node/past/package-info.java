/** The state at a time in the past, from the nearest checkpoint and the journal (requirement A3.5). */
package dev.holdfast.node.past;
