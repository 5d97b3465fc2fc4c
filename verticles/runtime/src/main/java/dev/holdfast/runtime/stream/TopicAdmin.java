package dev.holdfast.runtime.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Brings a cluster's topics to what {@code topics.yaml} says, before anything reads or writes them. Several
 * nodes may do so at once. It blocks, at most for the time it is given: call it off the event loop.
 */
public final class TopicAdmin {
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final String bootstrap;
    private final Duration within;
    private final long deadlineNanos;
    private final Admin admin;

    private TopicAdmin(String bootstrap, Duration within, Admin admin) {
        this.bootstrap = bootstrap;
        this.within = within;
        this.deadlineNanos = System.nanoTime() + within.toNanos();
        this.admin = admin;
    }

    /**
     * Makes missing topics, checks the others and puts their settings right.
     *
     * @param within after that the broker counts as absent
     * @return what was done, a line for each topic that was touched or deserves a person's eye
     * @throws TopicsNotApplied if no broker answers in time, or a topic cannot be used as it is
     */
    public static List<String> apply(String bootstrap, List<TopicSettings> wanted, Duration within)
            throws TopicsNotApplied {
        int millis = Math.toIntExact(within.toMillis());
        Map<String, Object> settings = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        try (Admin admin = Admin.create(settings)) {
            return new TopicAdmin(bootstrap, within, admin).apply(wanted);
        } catch (KafkaException e) {
            throw new TopicsNotApplied("cannot use '" + bootstrap + "' as kafka.bootstrapServers: "
                + rootMessage(e) + "; it must be host:port, several separated by commas", e);
        }
    }

    private List<String> apply(List<TopicSettings> wanted) throws TopicsNotApplied {
        int brokers = await(admin.describeCluster().nodes()).size();
        List<String> done = new ArrayList<>();
        Map<String, TopicDescription> existing = makeMissing(wanted, brokers, done);
        Map<String, Map<String, String>> configs = configs(existing);
        for (TopicSettings topic : wanted) {
            TopicDescription found = existing.get(topic.name());
            int replicas = found.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
            correct(topic, new ExistingTopic(found.partitions().size(), replicas, configs.get(topic.name())),
                brokers, done);
        }
        return List.copyOf(done);
    }

    /** Returns once every topic is known with a leader for each partition: a reader may start then. */
    private Map<String, TopicDescription> makeMissing(List<TopicSettings> wanted, int brokers,
                                                      List<String> done) throws TopicsNotApplied {
        Map<String, TopicDescription> existing = describe(wanted);
        List<TopicSettings> missing =
            wanted.stream().filter(topic -> !existing.containsKey(topic.name())).toList();
        if (!missing.isEmpty()) {
            create(missing, brokers, done);
        }
        while (existing.size() < wanted.size() || !existing.values().stream().allMatch(TopicAdmin::isLed)) {
            pause();
            existing.putAll(describe(wanted));
        }
        return existing;
    }

    private void create(List<TopicSettings> missing, int brokers, List<String> done) throws TopicsNotApplied {
        List<NewTopic> topics = missing.stream().map(topic -> new NewTopic(topic.name(), topic.partitions(),
            (short) topic.replicas(brokers)).configs(topic.kafka(brokers))).toList();
        Map<String, KafkaFuture<Void>> results = admin.createTopics(topics).values();
        for (TopicSettings topic : missing) {
            if (awaitUnless(TopicExistsException.class, results.get(topic.name()))) {
                done.add(topic.name() + ": made with " + topic.partitions() + " partitions, "
                    + topic.replicas(brokers) + " copies, kept "
                    + topic.retention().map(Duration::toString).orElse("forever"));
            }
        }
    }

    private Map<String, TopicDescription> describe(List<TopicSettings> wanted) throws TopicsNotApplied {
        var answers = admin.describeTopics(wanted.stream().map(TopicSettings::name).toList())
            .topicNameValues();
        Map<String, TopicDescription> existing = new HashMap<>();
        for (var answer : answers.entrySet()) {
            if (awaitUnless(UnknownTopicOrPartitionException.class, answer.getValue())) {
                existing.put(answer.getKey(), await(answer.getValue()));
            }
        }
        return existing;
    }

    private static boolean isLed(TopicDescription topic) {
        return topic.partitions().stream().allMatch(partition -> partition.leader() != null);
    }

    private Map<String, Map<String, String>> configs(Map<String, TopicDescription> existing)
            throws TopicsNotApplied {
        List<ConfigResource> resources = existing.keySet().stream().map(TopicAdmin::resource).toList();
        Map<ConfigResource, Config> all = await(admin.describeConfigs(resources).all());
        Map<String, Map<String, String>> byTopic = new HashMap<>();
        all.forEach((resource, config) -> byTopic.put(resource.name(), config.entries().stream()
            .filter(entry -> entry.value() != null)
            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        return byTopic;
    }

    private void correct(TopicSettings topic, ExistingTopic found, int brokers, List<String> done)
            throws TopicsNotApplied {
        String fault = found.fault(topic);
        if (fault != null) {
            throw new TopicsNotApplied(fault, null);
        }
        List<AlterConfigOp> changes = found.corrections(topic, brokers).entrySet().stream()
            .map(one -> new AlterConfigOp(new ConfigEntry(one.getKey(), one.getValue()),
                AlterConfigOp.OpType.SET)).toList();
        if (!changes.isEmpty()) {
            await(admin.incrementalAlterConfigs(Map.of(resource(topic.name()), changes)).all());
        }
        done.addAll(found.remarks(topic, brokers));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private <T> boolean awaitUnless(Class<? extends Exception> expected, KafkaFuture<T> answer)
            throws TopicsNotApplied {
        try {
            await(answer);
            return true;
        } catch (TopicsNotApplied e) {
            if (expected.isInstance(e.getCause())) {
                return false;
            }
            throw e;
        }
    }

    private <T> T await(KafkaFuture<T> answer) throws TopicsNotApplied {
        try {
            return answer.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw silent(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TimeoutException ? silent(e.getCause())
                : new TopicsNotApplied("Kafka at " + bootstrap + " refused: " + rootMessage(e), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsNotApplied("interrupted while waiting for Kafka at " + bootstrap, e);
        }
    }

    private void pause() throws TopicsNotApplied {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw silent(null);
        }
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsNotApplied("interrupted while waiting for Kafka at " + bootstrap, e);
        }
    }

    private TopicsNotApplied silent(Throwable cause) {
        return new TopicsNotApplied("no Kafka broker answered at " + bootstrap + " within "
            + within.toMillis() / 1_000.0 + " s; start one, or correct kafka.bootstrapServers", cause);
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
