package dev.holdfast.binance.net;

import dev.holdfast.runtime.venue.OrderSession.WriteCheck;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/**
 * One request, not yet sent. Parameters go into the query string in the order they were given; that string
 * is what gets signed.
 */
public final class RestCall {
    private static final WriteCheck ALWAYS = () -> null;

    private final HttpMethod method;
    private final String path;
    private final Security security;
    private final StringJoiner query = new StringJoiner("&");
    private WriteCheck mayWrite = ALWAYS;
    private RateGate.Kind kind = RateGate.Kind.QUESTION;

    /** What the venue wants to see with it. */
    enum Security {
        /** Nothing: market data. */
        NONE,
        /** The key: listen keys. */
        KEY,
        /** Key and signature: orders and account. */
        SIGNED
    }

    private RestCall(HttpMethod method, String path, Security security) {
        this.method = method;
        this.path = path;
        this.security = security;
    }

    public static RestCall open(String path) {
        return new RestCall(HttpMethod.GET, path, Security.NONE);
    }

    public static RestCall keyed(HttpMethod method, String path) {
        return new RestCall(method, path, Security.KEY);
    }

    public static RestCall signed(HttpMethod method, String path) {
        return new RestCall(method, path, Security.SIGNED);
    }

    public RestCall with(String name, String value) {
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    /** Marks what kind of limit it falls under. */
    public RestCall as(RateGate.Kind limited) {
        kind = limited;
        return this;
    }

    /** Asked right before the socket write. */
    public RestCall onlyIf(WriteCheck check) {
        mayWrite = check;
        return this;
    }

    HttpMethod method() {
        return method;
    }

    RateGate.Kind kind() {
        return kind;
    }

    Security security() {
        return security;
    }

    WriteCheck mayWrite() {
        return mayWrite;
    }

    /** Path and query, signed if need be: nothing is added or changed after this. */
    String target(Signer signer) {
        String text = query.toString();
        if (security == Security.SIGNED) {
            text += "&signature=" + signer.sign(text);
        }
        return text.isEmpty() ? path : path + "?" + text;
    }
}
