package dev.holdfast.portfolio.http;

import dev.holdfast.wire.view.ProblemView;
import dev.holdfast.wire.view.ProblemView.FieldError;
import java.util.List;

/** A refusal on its way to the client, answered as {@code application/problem+json} (RFC 9457). */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String NO_TRADING = "/problems/no-trading";

    private final transient ProblemView view;
    private final long retryAfterSeconds;

    private Problem(ProblemView view, long retryAfterSeconds) {
        super(view.title(), null, false, false);
        this.view = view;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private static Problem of(int status, String name, String title, String detail) {
        return new Problem(new ProblemView("/problems/" + name, title, status, detail, null), 0);
    }

    /** The body is not JSON at all, or not an object. */
    public static Problem malformedJson(String detail) {
        return of(400, "malformed-json", "The body is not a JSON object", detail);
    }

    /** Not HTTP as we read it. */
    public static Problem badRequest(String detail) {
        return of(400, "bad-request", "The request is not valid", detail);
    }

    /** Query parameters that cannot be. */
    public static Problem invalidQuery(List<FieldError> errors) {
        return new Problem(new ProblemView("/problems/invalid-query", "The query is not valid", 400,
            summary(errors), errors), 0);
    }

    /** A body whose fields cannot be. */
    public static Problem invalidBody(String name, String title, List<FieldError> errors) {
        return new Problem(new ProblemView("/problems/" + name, title, 422, summary(errors), errors), 0);
    }

    /** The desk refused before there was an order. */
    public static Problem refused(String detail) {
        return of(422, "refused", "The desk refused", detail);
    }

    public static Problem unauthorised(String detail) {
        return of(401, "unauthorised", "Who are you?", detail);
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    public static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    public static Problem methodNotAllowed(String detail) {
        return of(405, "method-not-allowed", "Method not allowed", detail);
    }

    public static Problem conflict(String detail) {
        return of(409, "conflict", "Not possible as things stand", detail);
    }

    public static Problem bodyTooLarge(long limitBytes) {
        return of(413, "body-too-large", "The body is too large", "at most " + limitBytes + " bytes");
    }

    public static Problem unsupportedMediaType(String found) {
        return of(415, "unsupported-media-type", "The body must be JSON",
            "Content-Type must be application/json, was " + (found == null ? "absent" : "'" + found + "'"));
    }

    public static Problem tooManyLogins(long retryAfterSeconds) {
        return new Problem(new ProblemView("/problems/too-many-logins", "Too many failed logins", 429,
            "try again in " + retryAfterSeconds + " s", null), retryAfterSeconds);
    }

    /** Nothing was done; it may be asked again. */
    public static Problem unavailable(String detail) {
        return new Problem(new ProblemView("/problems/unavailable", "Not available now, nothing was done",
            503, detail, null), 1);
    }

    /** This node may not act now: it is cut off, or its lease ran out. Nothing was done. */
    public static Problem noTrading(String why) {
        return new Problem(new ProblemView(NO_TRADING,
            "This node may not trade now, nothing was done", 503, why, null), 1);
    }

    /** This node hears nobody: what it knows may be wrong, so it says nothing of it. */
    public static Problem isolated(String why) {
        return new Problem(new ProblemView("/problems/isolated", "This node is cut off from all others", 503,
            why, null), 1);
    }

    /** It may or may not have been done: not a rejection. */
    public static Problem outcomeUnknown(String detail) {
        return new Problem(new ProblemView("/problems/outcome-unknown", "The outcome is unknown", 503,
            detail, null), 1);
    }

    /** Done for some shards only. */
    public static Problem partly(String detail, List<FieldError> errors) {
        return new Problem(new ProblemView("/problems/partly-done", "Not done everywhere", 503, detail,
            errors), 1);
    }

    /** Our own fault; the log knows more. */
    public static Problem internal() {
        return of(500, "internal", "The gateway failed", "the cause is in the node's log");
    }

    public ProblemView view() {
        return view;
    }

    /** True if the node that answers may not act at all, whatever was asked. */
    public boolean isNoTrading() {
        return view.type().equals(NO_TRADING);
    }

    public int status() {
        return view.status();
    }

    /** Zero if there is nothing to say about it. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    private static String summary(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return first.pointer() + ": " + first.message() + more;
    }
}
