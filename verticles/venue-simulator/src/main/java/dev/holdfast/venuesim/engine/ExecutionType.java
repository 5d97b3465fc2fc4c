package dev.holdfast.venuesim.engine;

/** What an execution report tells (field x). */
public enum ExecutionType {
    NEW, CANCELED, REPLACED, REJECTED, TRADE, EXPIRED
}
