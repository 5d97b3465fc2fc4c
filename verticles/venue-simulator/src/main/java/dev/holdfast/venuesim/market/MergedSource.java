package dev.holdfast.venuesim.market;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Several instruments' recordings on one time line, earliest moment first. */
public final class MergedSource implements ReplaySource {

    private final List<ReplaySource> sources;

    /** At least one source; each instrument in one of them only. */
    public MergedSource(List<ReplaySource> sources) {
        this.sources = List.copyOf(sources);
    }

    @Override
    public List<String> symbols() {
        return sources.stream().flatMap(source -> source.symbols().stream()).toList();
    }

    @Override
    public TimedEvents peek() {
        return sources.stream().map(ReplaySource::peek).filter(Objects::nonNull)
            .min(Comparator.comparingLong(TimedEvents::millis)).orElse(null);
    }

    @Override
    public void advance() {
        sources.stream().filter(source -> source.peek() != null)
            .min(Comparator.comparingLong(source -> source.peek().millis())).ifPresent(ReplaySource::advance);
    }

    @Override
    public void rewind() {
        sources.forEach(ReplaySource::rewind);
    }

    @Override
    public long lengthMillis() {
        return sources.stream().mapToLong(ReplaySource::lengthMillis).max().orElse(0);
    }

    @Override
    public String description() {
        return String.join("; ", sources.stream().map(ReplaySource::description).toList());
    }
}
