package dev.holdfast.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.holdfast.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Asks an HTTP server of ours: a node's gateway, or the simulator's admin port. */
public final class Gateway {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT).build();
    private final String url;
    private final String authorization;

    /**
     * A server and who asks it.
     *
     * @param user null to ask as nobody
     */
    public Gateway(String url, String user, String password) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.authorization = user == null || user.isBlank() ? null : "Basic " + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The answer to GET as JSON. */
    public JsonNode get(String path) {
        try {
            return Json.mapper().readTree(text(path));
        } catch (JsonProcessingException e) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, url + path + " did not answer with JSON");
        }
    }

    /** The items of a list that GET answers with. */
    public JsonNode items(String path) {
        JsonNode answer = get(path);
        if (!answer.path("items").isArray()) {
            throw new Refused(ExitCode.CHECK_FAILED, url + path + " did not answer with a list");
        }
        return answer.get("items");
    }

    /** The answer to GET as it came. */
    public String text(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).GET());
    }

    /** Sends an empty POST. */
    public String post(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).POST(BodyPublishers.noBody()));
    }

    /** Sends a POST with a JSON body. */
    public String post(String path, String json) {
        return post(path, json, TIMEOUT);
    }

    /** The same, for what takes longer. */
    public String post(String path, String json, Duration within) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)), within);
    }

    private String send(HttpRequest.Builder request) {
        return send(request, TIMEOUT);
    }

    private String send(HttpRequest.Builder request, Duration within) {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.timeout(within).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, "nothing answers at " + url
                + ". Fix: start a node, or name the right address with --url");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(ExitCode.DEPENDENCY_ABSENT, "interrupted while asking " + url);
        }
        return switch (response.statusCode()) {
            case 200, 201, 202, 204 -> response.body();
            case 401 -> throw new Refused(ExitCode.BAD_INPUT, url + " wants a user. Fix: give --user NAME and"
                + " HOLDFAST_PASSWORD in the environment");
            case 400, 404, 409, 422 -> throw new Refused(ExitCode.BAD_INPUT, url + " refuses: "
                + why(response.body()));
            case 403 -> throw new Refused(ExitCode.BAD_INPUT, "this user may not do that at " + url);
            default -> throw new Refused(ExitCode.CHECK_FAILED, url + " answered " + response.statusCode()
                + ": " + why(response.body()));
        };
    }

    /** The detail of a problem and what is wrong in detail; anything else as it is. */
    private static String why(String body) {
        try {
            JsonNode problem = Json.mapper().readTree(body);
            if (!problem.path("title").isTextual()) {
                return body;
            }
            StringBuilder why = new StringBuilder(problem.path("title").asText());
            if (problem.hasNonNull("detail")) {
                why.append(": ").append(problem.get("detail").asText());
            }
            problem.path("errors").forEach(error -> why.append(System.lineSeparator()).append("  ")
                .append(error.path("pointer").asText()).append(": ").append(error.path("message").asText()));
            return why.toString();
        } catch (JsonProcessingException e) {
            return body;
        }
    }
}
