package dev.holdfast.wire;

/** Bytes that are not the record they should be. Streams count and drop them, request paths answer. */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedMessage(String message, Throwable cause) {
        super(message, cause);
    }
}
