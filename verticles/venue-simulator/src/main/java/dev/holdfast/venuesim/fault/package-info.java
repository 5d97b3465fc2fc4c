/**
 * Fault switches: what is on, for whom, how long and how often.
 */
package dev.holdfast.venuesim.fault;
