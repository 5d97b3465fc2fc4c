package dev.holdfast.failsafe.alerting;

import dev.holdfast.resilience.alert.Symptom;
import java.time.Instant;

/** What somebody says of one symptom. */
sealed interface Word {
    /** It is there. */
    record Wrong(Symptom symptom) implements Word {
    }

    /** It is not there any more, since then. */
    record Gone(Symptom.Id symptom, String detail, Instant at) implements Word {
    }
}
