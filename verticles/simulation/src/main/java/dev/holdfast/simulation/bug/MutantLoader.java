package dev.holdfast.simulation.bug;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.regex.Pattern;

/** Loads a whole simulation of its own, with the changed classes in place of those on the class path. */
final class MutantLoader extends URLClassLoader {
    private final Map<String, byte[]> changed;

    MutantLoader(Map<String, byte[]> changed) {
        super(classPath(), ClassLoader.getPlatformClassLoader());
        this.changed = changed;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    private static URL[] classPath() {
        String[] entries = System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator));
        URL[] urls = new URL[entries.length];
        for (int each = 0; each < entries.length; each++) {
            try {
                urls[each] = new File(entries[each]).toURI().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("class path entry " + entries[each], e);
            }
        }
        return urls;
    }
}
