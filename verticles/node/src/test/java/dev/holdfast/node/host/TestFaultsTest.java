package dev.holdfast.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TestFaultsTest {
    private final Deployable service = new Deployable() {
        @Override
        public Future<?> deploy(Context given) {
            return Future.succeededFuture();
        }

        @Override
        public Future<?> undeploy(Context given) {
            return Future.succeededFuture();
        }
    };

    @AfterEach
    void switchOff() {
        System.clearProperty(TestFaults.PROPERTY);
    }

    @Test
    void areOffUnlessTheProcessWasStartedWithThem() {
        assertThat(TestFaults.areOn()).isFalse();
        assertThat(TestFaults.around(service, "risk", null)).isSameAs(service);
    }

    @Test
    void areOnOnlyByTheirOwnWord() {
        System.setProperty(TestFaults.PROPERTY, "true");
        assertThat(TestFaults.areOn()).isFalse();
        System.setProperty(TestFaults.PROPERTY, "on");
        assertThat(TestFaults.around(service, "risk", null)).isNotSameAs(service);
    }
}
