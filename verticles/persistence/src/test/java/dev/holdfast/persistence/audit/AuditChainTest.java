package dev.holdfast.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdfast.persistence.audit.AuditChain.Link;
import dev.holdfast.wire.message.AuditEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123456789Z");
    private final AuditChain chain = new AuditChain();
    private final List<Link> links = new ArrayList<>();

    @BeforeEach
    void appendFiveEntries() {
        for (int number = 1; number <= 5; number++) {
            links.add(chain.append(entry("e" + number, "anna")));
        }
    }

    @Test
    void hashesThePreviousHashAndThePlainJson() throws Exception {
        // Spelled out, so that a change of the codec cannot silently break every stored trail.
        String input = "0".repeat(64) + "{\"entryId\":\"e1\",\"at\":\"2026-01-05T09:00:00.123456Z\","
            + "\"actor\":\"anna\",\"action\":\"order.submit\",\"subject\":\"s07-x\",\"result\":\"done\"}";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(input.getBytes(StandardCharsets.UTF_8));
        assertThat(links.getFirst().hash()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void isWholeAsItWasWritten() {
        assertThat(verdict()).isEqualTo(new AuditVerdict(true, 5, 0, null, null, null, chain.head()));
    }

    @Test
    void showsAnEditedEntry() {
        Link third = links.get(2);
        links.set(2, new Link(3, entry("e3", "bert"), third.previousHash(), third.hash()));
        assertBrokenAt(3);
    }

    @Test
    void showsAnEditedEntryWhoseHashWasMadeAnew() {
        links.set(2, new AuditChain(2, links.get(1).hash()).append(entry("e3", "bert")));
        assertBrokenAt(4);
    }

    @Test
    void showsADeletedEntry() {
        links.remove(2);
        assertBrokenAt(3);
    }

    @Test
    void showsADeletedEntryWhoseNumberWasClosed() {
        links.remove(2);
        links.set(2, new Link(3, links.get(2).entry(), links.get(2).previousHash(), links.get(2).hash()));
        assertBrokenAt(3);
    }

    @Test
    void showsAnInsertedEntry() {
        links.add(2, new AuditChain(2, links.get(1).hash()).append(entry("x", "bert")));
        assertBrokenAt(4);
    }

    @Test
    void showsSwappedEntries() {
        Collections.swap(links, 1, 2);
        assertBrokenAt(2);
    }

    @Test
    void showsEntriesCutOffTheEnd() {
        links.removeLast();
        assertBrokenAt(5);
    }

    @Test
    void showsATrailThatWasMadeAnewToItsEnd() {
        AuditChain forged = new AuditChain();
        links.replaceAll(link -> forged.append(entry(link.entry().entryId(), "bert")));
        assertBrokenAt(5);
    }

    @Test
    void givesAnEntryWithoutIdOrTimeOne() {
        AuditEntry bare =
            AuditChain.storable(new AuditEntry(null, null, "a\0", null, null, null, null), "id");
        assertThat(bare).isEqualTo(new AuditEntry("id", Instant.EPOCH, "a", null, null, null, null));
    }

    private void assertBrokenAt(long seq) {
        AuditVerdict verdict = verdict();
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.brokenAt()).isEqualTo(seq);
        assertThat(verdict.line()).contains("BROKEN at entry " + seq);
    }

    private AuditVerdict verdict() {
        AuditWalk walk = new AuditWalk();
        links.forEach(walk::next);
        return walk.finish(5, chain.head());
    }

    private static AuditEntry entry(String id, String actor) {
        return AuditChain.storable(
            new AuditEntry(id, AT, actor, "order.submit", "s07-x", "done", null), "unused");
    }
}
