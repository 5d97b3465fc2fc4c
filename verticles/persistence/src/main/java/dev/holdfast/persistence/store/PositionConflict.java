package dev.holdfast.persistence.store;

/**
 * The database does not stand where this writer left it: another node wrote, or a commit whose answer was
 * lost did happen. Nothing was written; the writer must start again from what is stored.
 */
public final class PositionConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PositionConflict(String what) {
        super("the database stands elsewhere than this node left it: " + what, null, false, false);
    }
}
