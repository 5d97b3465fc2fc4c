package dev.holdfast.node.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Puts {@link Tether} into a jar of its own: a child must not get the node's other classes. It lies beside
 * the node's jar and stays there, because the JVM's class archives are valid for one class path only.
 */
public final class TetherJar {
    private static final String NAME = "holdfast-tether.jar";

    private TetherJar() {
    }

    /**
     * The jar, made if it is missing or older than the node's.
     *
     * @param otherwise folder to use when the node's own cannot be written
     */
    public static Path beside(Path nodeJar, Path otherwise) throws IOException {
        Path jar = nodeJar.resolveSibling(NAME);
        if (Files.exists(jar)
            && Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(nodeJar)) >= 0) {
            return jar;
        }
        Path target = Files.isWritable(nodeJar.getParent()) ? jar : otherwise.resolve(NAME);
        Path unfinished = Files.createTempFile(target.getParent(), NAME, null);
        String entry = Tether.class.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Tether.class.getClassLoader().getResourceAsStream(entry);
             JarOutputStream out = new JarOutputStream(Files.newOutputStream(unfinished))) {
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
            out.closeEntry();
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return target;
    }
}
