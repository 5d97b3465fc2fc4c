package dev.holdfast.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The venue simulator as a process of its own, on free loopback ports. Close it. */
public final class VenueProcess implements AutoCloseable {
    private static final Path JAR = Path.of("../venue-simulator/target/holdfast-venue.jar");
    private static final Pattern READY =
        Pattern.compile("venue ready http://127\\.0\\.0\\.1:(\\d+) admin (http://\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String admin;

    private VenueProcess(Process process, int port, String admin) {
        this.process = process;
        this.port = port;
        this.admin = admin;
    }

    /** Starts one and waits until it says that it is ready. */
    public static VenueProcess start(String... options) {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException(JAR + " is missing: build verticles/venue-simulator first");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx256m", "-jar", JAR.toString(),
            "--admin-port", "0"));
        command.addAll(Arrays.asList(options));
        if (!command.contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        try {
            Process process = new ProcessBuilder(command).redirectError(
                ProcessBuilder.Redirect.to(Path.of("target", "venue.err").toFile())).start();
            var reader = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    return new VenueProcess(process, Integer.parseInt(ready.group(1)), ready.group(2));
                }
            }
            throw new IllegalStateException("the venue ended before it was ready: see target/venue.err");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** How a client reaches it with its default account. */
    public BinanceConfig config() {
        return config(port);
    }

    /** How a client reaches one on that port, whether it is there or not. */
    public static BinanceConfig config(int port) {
        String host = "127.0.0.1:" + port;
        return BinanceConfig.of("http://" + host, "ws://" + host, "ws://" + host + "/ws-api/v3",
            "paper-key", "paper-secret");
    }

    public JsonNode status() {
        return tree(call("GET", "/status", ""));
    }

    /** Every ledger entry of a kind that names this client order id. */
    public List<JsonNode> ledger(String kind, String clientOrderId) {
        return call("GET", "/ledger?from=0&limit=10000", "").lines().map(VenueProcess::tree)
            .filter(entry -> entry.path("kind").asText().equals(kind))
            .filter(entry -> entry.path("clientOrderId").asText().equals(clientOrderId)).toList();
    }

    public void fault(String name, String options) {
        call("POST", "/faults/" + name, options);
    }

    /** Switches a fault off; one that is over is fine. */
    public void heal(String name) {
        call("DELETE", "/faults/" + name, "");
    }

    /** Stands the market still; orders still work. */
    public void pause() {
        call("POST", "/pause", "");
    }

    public void resume() {
        call("POST", "/resume", "");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private String call(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(admin + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            boolean known = response.statusCode() / 100 == 2
                || response.statusCode() == NOT_FOUND && method.equals("DELETE");
            if (!known) {
                throw new IllegalStateException(path + " answered " + response.statusCode() + " "
                    + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
