package dev.holdfast.wire.view;

import java.util.List;

/**
 * A refusal by the gateway, as {@code application/problem+json} (RFC 9457).
 *
 * @param type   a stable name, such as {@code /problems/invalid-order}
 * @param errors what is wrong where, with the allowed values
 */
public record ProblemView(String type, String title, int status, String detail, List<FieldError> errors) {

    /** One wrong field: a JSON pointer, what is wrong, and what is allowed. */
    public record FieldError(String pointer, String message, String allowed) {
    }
}
