// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java that the README and the pages of docs show: each block is the file of one class. */
final class Snippets {
    private static final Path ROOT = Path.of(System.getProperty("postern.root"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```java\\n(.*?)^ *```");
    private static final Pattern NAME = Pattern.compile("public (?:final )?class (\\w+)");

    private Snippets() {}

    /** By the name of the class. */
    static Map<String, String> all() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(each -> each.toString().endsWith(".md"))
                    .forEach(page -> read(page, all));
        }
        return all;
    }

    private static void read(Path page, Map<String, String> all) {
        Matcher block = BLOCK.matcher(text(page));
        while (block.find()) {
            Matcher name = NAME.matcher(block.group(2));
            if (!name.find() || all.put(name.group(1), block.group(2)) != null) {
                throw new AssertionError(page + ": not a class of its own:\n" + block.group(2));
            }
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Compiles them into a folder, against a class path, without any warning.
     *
     * @param folder for sources and classes
     */
    static void compile(Map<String, String> snippets, Path folder, String classPath)
            throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> each : snippets.entrySet()) {
            sources.add(
                    Files.writeString(folder.resolve(each.getKey() + ".java"), each.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(faults, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            faults,
                            List.of(
                                    "-Xlint:all,-processing,-classfile",
                                    "-proc:none",
                                    "-cp",
                                    classPath,
                                    "-d",
                                    folder.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertEquals(List.of(), faults.getDiagnostics());
    }
}
