package dev.holdfast.wire.message;

/**
 * Asks a node to recover one of its services: of the failsafe leader for a node that does not act for itself,
 * or of a person. What is done about it is the node's own rule.
 *
 * @param service role name
 * @param why     one line for a person
 * @param by      who asks
 * @param token   fencing token of the leader that asks; null if a person does
 */
public record RecoverService(String service, String why, String by, Long token) {
}
