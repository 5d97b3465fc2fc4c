package dev.holdfast.node.containers;

import static dev.holdfast.node.containers.ComposeFile.find;
import static dev.holdfast.node.containers.ComposeFile.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.runtime.config.ConfigLoader;
import dev.holdfast.runtime.config.ConfigSources;
import dev.holdfast.runtime.config.InvalidConfig;
import dev.holdfast.runtime.config.NodeConfig;
import dev.holdfast.runtime.config.Setting;
import dev.holdfast.runtime.config.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compose file, Dockerfile and monitoring agree with each other, with conf/ and with the build. */
class ContainersTest {
    private static final String PROMETHEUS = "conf/monitoring/prometheus.yml";
    private static final ComposeFile COMPOSE = new ComposeFile();
    private static final String DOCKERFILE = text("Dockerfile");
    private static final List<String> NODES = COMPOSE.named("node-");
    private static final List<String> BROKERS = COMPOSE.named("kafka-");

    @Test
    void hasThreeNodesAndThreeBrokers() {
        assertThat(NODES).containsExactly("node-1", "node-2", "node-3");
        assertThat(BROKERS).containsExactly("kafka-1", "kafka-2", "kafka-3");
    }

    @Test
    void givesNodesNothingButRealSettings() {
        Set<String> known = Settings.all().stream().map(Setting::environmentName).collect(Collectors.toSet());
        for (String node : NODES) {
            assertThat(COMPOSE.environment(node).keySet()).as(node).isSubsetOf(known);
        }
    }

    @Test
    void givesEachNodeAConfigurationThatItStartsWith() throws InvalidConfig {
        for (String name : NODES) {
            NodeConfig config = config(name);
            assertThat(config.node().name()).isEqualTo(name);
            assertThat(config.node().dataDir()).hasToString("/data");
            assertThat(config.cluster().host()).isEqualTo(name);
            assertThat(config.cluster().size()).isEqualTo(NODES.size());
            assertThat(config.cluster().members())
                .containsExactlyElementsOf(NODES.stream().map(of -> of + ':' + config.cluster().port())
                    .toList());
            assertThat(DOCKERFILE).contains("EXPOSE " + config.http().port() + ' ' + config.cluster().port());
        }
    }

    @Test
    void pointsNodesAtServicesThatListenThere() throws InvalidConfig {
        NodeConfig config = config("node-1");
        String venuePort = find(DOCKERFILE, "AS venue\\n(?s:.*?)EXPOSE (\\d+)");
        for (String url : List.of(config.venue().restUrl(), config.venue().streamUrl(),
                config.venue().wsApiUrl())) {
            assertThat(URI.create(url).getHost() + ':' + URI.create(url).getPort())
                .isEqualTo("venue:" + venuePort);
        }
        assertThat(config.kafka().bootstrapServers())
            .isEqualTo(BROKERS.stream().map(of -> of + ":9092").collect(Collectors.joining(",")));
        assertThat(config.database().url()).isEqualTo("postgresql://database:5432/"
            + COMPOSE.environment("database").get("POSTGRES_DB"));
        assertThat(config.database().user())
            .isEqualTo(COMPOSE.environment("database").get("POSTGRES_USER"));
    }

    @Test
    void keepsEachRecordOnTwoOfThreeBrokersAtLeast() {
        for (int number = 1; number <= BROKERS.size(); number++) {
            Map<String, String> broker = COMPOSE.environment("kafka-" + number);
            assertThat(broker).containsEntry("KAFKA_NODE_ID", "" + number)
                .containsEntry("KAFKA_ADVERTISED_LISTENERS", "CLIENTS://kafka-" + number + ":9092")
                .containsEntry("KAFKA_CONTROLLER_QUORUM_VOTERS",
                    "1@kafka-1:9093,2@kafka-2:9093,3@kafka-3:9093")
                .containsEntry("KAFKA_DEFAULT_REPLICATION_FACTOR", "3")
                .containsEntry("KAFKA_MIN_INSYNC_REPLICAS", "2")
                .containsEntry("KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE", "false");
            assertThat(COMPOSE.list("kafka-" + number, "volumes"))
                .containsExactly("kafka-" + number + "-data:" + broker.get("KAFKA_LOG_DIRS"));
        }
    }

    @Test
    void runsTheVersionsOfTheBuild() {
        String pom = text("pom.xml");
        String kafka = find(pom, "<kafka.version>(.*?)</kafka.version>");
        String java = find(pom, "<maven.compiler.release>(.*?)</maven.compiler.release>");
        String own = find(pom, "<artifactId>holdfast</artifactId>\\s*<version>(.*?)</version>");
        BROKERS.forEach(of -> assertThat(COMPOSE.image(of)).isEqualTo("apache/kafka:" + kafka));
        NODES.forEach(of -> assertThat(COMPOSE.image(of)).isEqualTo("holdfast/node:" + own));
        assertThat(COMPOSE.image("venue")).isEqualTo("holdfast/venue:" + own);
        assertThat(DOCKERFILE).contains("FROM eclipse-temurin:" + java + "-jre AS run",
            "eclipse-temurin-" + java + " AS build");
    }

    @Test
    void pinsEveryImage() {
        COMPOSE.services().keySet().forEach(of ->
            assertThat(COMPOSE.image(of)).as(of).matches("[a-z/]+:v?\\d[0-9.]*"));
        assertThat(DOCKERFILE.lines().filter(line -> line.startsWith("FROM ") && line.contains(":")))
            .isNotEmpty().allMatch(line -> line.matches("FROM [-a-z/]+:v?\\d[-a-z0-9.]* AS \\w+"));
    }

    @Test
    void startsEverythingAgainAndAsksEverythingHowItIs() {
        COMPOSE.services().forEach((name, service) -> {
            assertThat(service.get("restart")).as(name).isEqualTo("unless-stopped");
            boolean asked = service.containsKey("healthcheck") || service.containsKey("build")
                && DOCKERFILE.contains("HEALTHCHECK");
            assertThat(asked).as(name).isTrue();
        });
        assertThat(DOCKERFILE).contains("\"healthy\", \"8080\", \"/health/ready\"")
            .contains("USER 10001:10001");
    }

    @Test
    void publishesOnLoopbackOnlyAndNoPortTwice() {
        List<String> ports = COMPOSE.services().keySet().stream()
            .flatMap(of -> COMPOSE.list(of, "ports").stream()).toList();
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(ports.stream().map(port -> port.split(":")[1])).doesNotHaveDuplicates();
        NODES.forEach(of -> assertThat(COMPOSE.list(of, "ports")).allMatch(port -> port.endsWith(":8080")));
    }

    @Test
    void mountsFilesThatExistAndVolumesThatAreDeclared() {
        Map<String, Object> declared = ComposeFile.map(ComposeFile.yaml(text("docker-compose.yml"))
            .get("volumes"));
        COMPOSE.services().keySet().forEach(of -> COMPOSE.list(of, "volumes").forEach(volume -> {
            String from = volume.split(":")[0];
            boolean there = from.startsWith("./") ? Files.exists(ComposeFile.ROOT.resolve(from))
                : declared.containsKey(from);
            assertThat(there).as(of + " mounts " + volume).isTrue();
        }));
    }

    @Test
    void watchesEveryNodeAndTellsTheAlertmanager() {
        String targets = find(text(PROMETHEUS), "job_name: holdfast(?s:.*?)targets: \\[(.*?)]");
        assertThat(targets.split(", ")).containsExactlyElementsOf(
            NODES.stream().map(of -> of + ":8080").toList());
        String alertmanager = find(text(PROMETHEUS), "alertmanagers:(?s:.*?)targets: \\[(.*?)]");
        assertThat(COMPOSE.list(alertmanager.split(":")[0], "ports"))
            .allMatch(port -> port.endsWith(":" + alertmanager.split(":")[1]));
        String source = find(text("conf/monitoring/grafana/provisioning/datasources/prometheus.yml"),
            "url: http://(.*)");
        assertThat(COMPOSE.list(source.split(":")[0], "ports"))
            .allMatch(port -> port.endsWith(":" + source.split(":")[1]));
    }

    private static NodeConfig config(String node) throws InvalidConfig {
        return ConfigLoader.load(new ConfigSources(ComposeFile.ROOT.resolve("conf"), null,
            COMPOSE.environment(node), Map.of(), List.of(), false)).node();
    }
}
