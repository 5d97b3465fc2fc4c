package dev.holdfast.resilience.recovery;

/** What is done about a failed service, ordered from least to most drastic (requirement A3.3). */
public enum RecoveryAction {
    /** Undeploy the verticle, or abandon it behind its fence, and deploy a new one. */
    REDEPLOY,
    /** Let another node do its single-holder duties and own its shards. */
    MOVE_DUTY,
    /** End the process and let its supervisor start it again. */
    RESTART_PROCESS,
    /** Move corrupt local state aside and build it anew from checkpoint and journal. */
    QUARANTINE_STATE,
    /** Stop trying and call a person. */
    PAGE
}
