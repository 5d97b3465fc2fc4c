/**
 * What the failsafe drill makes of what it saw: which event is the detection of which fault, how long things
 * took, what was done, and whether the goals were met. Pure: no clock, no process, no bus.
 */
package dev.holdfast.node.drill.failsafe;
