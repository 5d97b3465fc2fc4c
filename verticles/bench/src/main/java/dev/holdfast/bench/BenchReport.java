package dev.holdfast.bench;

import dev.holdfast.wire.Json;
import java.io.PrintStream;
import java.util.List;

/** What one bench measured, and on what. */
public record BenchReport(String bench, Machine machine, List<Figure> figures, List<String> notes) {
    /** True if every figure that has a goal met it. */
    public boolean met() {
        return figures.stream().allMatch(figure -> figure.met() == null || figure.met());
    }

    /** One JSON object on a line, or a table for people. */
    public void print(PrintStream out, boolean json) {
        if (json) {
            out.println(Json.text(this));
            return;
        }
        out.println(bench);
        out.println(machine.line());
        figures.forEach(figure -> out.println(figure.line()));
        notes.forEach(note -> out.println("  " + note));
    }
}
