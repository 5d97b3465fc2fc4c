package dev.holdfast.node.cli;

import picocli.CommandLine.Option;

/** Where a running node is, and who asks. */
final class GatewayOptions {
    @Option(names = "--url", paramLabel = "URL", defaultValue = "${env:HOLDFAST_URL:-http://127.0.0.1:8080}",
        description = "the node's gateway (default: HOLDFAST_URL, or http://127.0.0.1:8080)")
    private String url;

    @Option(names = "--user", paramLabel = "NAME", defaultValue = "${env:HOLDFAST_USER}",
        description = "who asks (default: HOLDFAST_USER); the password is taken from HOLDFAST_PASSWORD")
    private String user;

    Gateway open() {
        String password = System.getenv("HOLDFAST_PASSWORD");
        return new Gateway(url, user, password);
    }
}
