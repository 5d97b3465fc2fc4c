package dev.holdfast.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Opens a YAML file as a tree with line numbers; nothing in it can name a Java class. */
final class YamlFile {
    private YamlFile() {
    }

    /** The file's top map; empty, with the problem noted, if it cannot be read. An empty file is no map. */
    static Optional<Section> open(Path file, List<Problem> problems) {
        if (!Files.isRegularFile(file)) {
            problems.add(new Problem(file.toString(), "", "no such file", "",
                "create it, or name another folder with --config DIR"));
            return Optional.empty();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            return root == null ? Optional.empty()
                : Optional.of(new Section(file.toString(), "", root, problems));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(new Problem(file + ":" + line, "", "not YAML: " + e.getProblem(), "",
                "mind indentation and quotes"));
        } catch (CharacterCodingException | YAMLException e) {
            problems.add(new Problem(file.toString(), "", "not YAML text in UTF-8", "", "save it as UTF-8"));
        } catch (IOException e) {
            problems.add(new Problem(file.toString(), "", "cannot be read: " + e.getMessage(), "",
                "check its permissions"));
        }
        return Optional.empty();
    }
}
