/**
 * REST and the WebSocket API: one table of endpoints, one gate, one place that words the errors.
 */
package dev.holdfast.venuesim.api;
