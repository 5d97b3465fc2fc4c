package dev.holdfast.persistence;

/** The broker does not give what is to be recorded. */
final class BrokerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerAway(String bootstrap, Throwable cause) {
        super("the broker at " + bootstrap + " cannot be read: " + cause.getMessage(), cause);
    }
}
