package dev.holdfast.venuesim.engine;

/**
 * An error as Binance words it: HTTP status, code and message. The messages are compared by clients, so
 * they are kept letter for letter where the public documentation gives them.
 */
public record VenueError(int status, int code, String message) {

    /** Outcome unknown: the client must reconcile, never assume failure. */
    public static final VenueError TIMEOUT = new VenueError(503, -1007,
        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.");
    /** The venue cannot take more now; the request was not processed. */
    public static final VenueError BUSY = new VenueError(503, -1008,
        "Server is currently overloaded with other requests. Please try again in a few minutes.");
    /** Too many new orders in a window. */
    public static final VenueError TOO_MANY_ORDERS = new VenueError(429, -1015, "Too many new orders.");
    /** The request is older than its window. */
    public static final VenueError OUTSIDE_WINDOW = bad(-1021,
        "Timestamp for this request is outside of the recvWindow.");
    /** The request comes from the future. */
    public static final VenueError AHEAD_OF_SERVER = bad(-1021,
        "Timestamp for this request was 1000ms ahead of the server's time.");
    /** HMAC does not fit what was received. */
    public static final VenueError BAD_SIGNATURE = bad(-1022, "Signature for this request is not valid.");
    /** No market of this name. */
    public static final VenueError BAD_SYMBOL = bad(-1121, "Invalid symbol.");
    /** A listen key that was never given out or has ended. */
    public static final VenueError NO_LISTEN_KEY = bad(-1125, "This listenKey does not exist.");
    /** The query names an order this account never had. */
    public static final VenueError NO_SUCH_ORDER = bad(-2013, "Order does not exist.");
    /** The cancel names no open order of this account. */
    public static final VenueError CANCEL_REFUSED = bad(-2011, "Unknown order sent.");
    /** The order needs more than is free. */
    public static final VenueError INSUFFICIENT_BALANCE = bad(-2010,
        "Account has insufficient balance for requested action.");
    /** No API key where one is needed. */
    public static final VenueError KEY_MISSING = new VenueError(401, -2014, "API-key format invalid.");
    /** A key that belongs to nobody. */
    public static final VenueError KEY_UNKNOWN = new VenueError(401, -2015,
        "Invalid API-key, IP, or permissions for action.");

    /** A client's mistake: HTTP 400. */
    public static VenueError bad(int code, String message) {
        return new VenueError(400, code, message);
    }

    /** -1013 with the name of the filter. */
    public static VenueError filter(String name) {
        return bad(-1013, "Filter failure: " + name);
    }

    /** -2010 with its reason. */
    public static VenueError orderRefused(String reason) {
        return bad(-2010, reason);
    }

    /** A mandatory parameter is absent or empty. */
    public static VenueError missing(String parameter) {
        return bad(-1102, "Mandatory parameter '" + parameter
            + "' was not sent, was empty/null, or malformed.");
    }

    /** A parameter that may not stand beside the others. */
    public static VenueError notRequired(String parameter) {
        return bad(-1106, "Parameter '" + parameter + "' sent when not required.");
    }

    /** Thrown out of nested parameter readers; caught once where the reply is written. */
    public Refused asException() {
        return new Refused(this);
    }
}
