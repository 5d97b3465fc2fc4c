package dev.holdfast.simulation.bug;

import dev.holdfast.simulation.bug.Bug.Edit;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A bug compiled in memory against the class path: the classes that stand in for those in production. */
final class Mutant {
    private Mutant() {
    }

    /** The changed classes by their names. */
    static Map<String, byte[]> classesOf(Bug bug) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("a deliberate bug is compiled when it is run: that needs a JDK,"
                + " not a JRE");
        }
        Map<String, String> sources = new LinkedHashMap<>();
        for (Edit edit : bug.edits()) {
            String source = sources.computeIfAbsent(edit.file(), BugShelf::source);
            sources.put(edit.file(), edit.applyTo(source));
        }
        StringWriter said = new StringWriter();
        StandardJavaFileManager standard =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        InMemory files = new InMemory(standard);
        boolean compiled = compiler.getTask(said, files, null,
            List.of("-proc:none", "-nowarn", "-parameters", "-classpath",
                System.getProperty("java.class.path")), null,
            sources.entrySet().stream().map(each -> new Source(each.getKey(), each.getValue())).toList())
            .call();
        if (!compiled) {
            throw new IllegalStateException("bug '" + bug.name() + "' does not compile: " + said);
        }
        Map<String, byte[]> classes = new HashMap<>();
        files.compiled.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

        InMemory(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind,
                                                   FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    compiled.put(name, bytes);
                    return bytes;
                }
            };
        }
    }
}
