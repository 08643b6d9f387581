// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bundle of the project as it was built.
 *
 * @param folder where its sources are
 * @param file its jar
 */
record BuiltBundle(String folder, Path file) {
    private static final Pattern CONFIGURATION_PID =
            Pattern.compile("configuration-pid=\"([^\"]+)\"");

    /** From the lowest layer up. */
    private static final List<String> FOLDERS =
            List.of(
                    "api",
                    "discovery",
                    "gateways",
                    "igd-control",
                    "pcp-control",
                    "simulator",
                    "port-keeper",
                    "doctor",
                    "shell-commands",
                    "web-console",
                    "jmx");

    /** All that are shipped. */
    static List<BuiltBundle> all() {
        List<Path> jars =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .filter(path -> path.toString().endsWith(".jar"))
                        .toList();
        return FOLDERS.stream().map(folder -> of(folder, jars)).toList();
    }

    private static BuiltBundle of(String folder, List<Path> jars) {
        return jars.stream()
                .map(jar -> new BuiltBundle(folder, jar))
                .filter(
                        bundle ->
                                bundle.header("Bundle-SymbolicName")
                                        .equals(Optional.of(bundle.root())))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The jar of "
                                                + folder
                                                + " is not there: run 'mvn verify'."));
    }

    static BuiltBundle of(String folder) {
        return all().stream().filter(each -> each.folder.equals(folder)).findFirst().orElseThrow();
    }

    /** The checkout. */
    static Path checkout() {
        return Path.of(System.getProperty("postern.root")).toAbsolutePath().normalize();
    }

    /** Its symbolic name, and the package that all its own packages are in. */
    String root() {
        return "org.postern." + folder.replace('-', '.');
    }

    Optional<String> header(String name) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(manifest -> manifest.getMainAttributes().get(new Attributes.Name(name)))
                    .map(Object::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header's clauses; a comma within quotes ends none. */
    Stream<String> clauses(String name) {
        return header(name).stream()
                .flatMap(all -> Arrays.stream(all.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")));
    }

    /** Which configurations its components take (Declarative Services). */
    Set<String> configurationPids() throws IOException {
        Set<String> pids = new TreeSet<>();
        for (String document : documents("OSGI-INF/[^/]+\\.xml")) {
            Matcher pid = CONFIGURATION_PID.matcher(document);
            while (pid.find()) {
                pids.addAll(List.of(pid.group(1).split(" ")));
            }
        }
        return pids;
    }

    /** What is in the jar under names of a pattern. */
    List<String> documents(String names) throws IOException {
        List<String> documents = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(each -> each.getName().matches(names)).toList()) {
                documents.add(
                        new String(
                                jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return documents;
    }
}
