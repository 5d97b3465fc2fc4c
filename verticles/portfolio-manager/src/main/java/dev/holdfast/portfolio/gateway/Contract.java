package dev.holdfast.portfolio.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The API's contract, as clients can generate code from it. */
final class Contract {
    private static final String RESOURCE = "/dev/holdfast/portfolio/openapi.yaml";
    static final String TEXT = read();

    private Contract() {
    }

    static void onContract(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml").end(TEXT);
    }

    private static String read() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
