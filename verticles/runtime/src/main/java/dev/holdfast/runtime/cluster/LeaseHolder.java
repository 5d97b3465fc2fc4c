package dev.holdfast.runtime.cluster;

/** Does a duty that only one node may do at a time. Heard on the context that contended for it. */
public interface LeaseHolder {
    /**
     * The duty is held from here on.
     *
     * @param token grows with each holder: receivers that remember the highest refuse an older holder
     */
    void onHeld(long token);

    /**
     * It is held no longer: stop. This comes late if this node stood still, so whatever must never be done
     * twice also asks {@link Duty#isHeld()} right before.
     */
    void onLost();
}
