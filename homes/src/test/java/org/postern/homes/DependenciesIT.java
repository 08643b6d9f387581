// SPDX-License-Identifier: Apache-2.0
package org.postern.homes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.postern.homes.BuiltJars.API;
import static org.postern.homes.BuiltJars.CORE;
import static org.postern.homes.BuiltJars.DISCOVERY;
import static org.postern.homes.BuiltJars.GATEWAYS;
import static org.postern.homes.BuiltJars.IGD_CONTROL;
import static org.postern.homes.BuiltJars.PORT_KEEPER;
import static org.postern.homes.BuiltJars.jar;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.xml.parsers.DocumentBuilderFactory;

/** What the core needs beside itself, and how much room it takes. */
class DependenciesIT {
    /** A comma between two imports, not one within quotes. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    /**
     * All five jars, with their modules' and bundles' metadata: a bound to what is added unseen.
     * Without any lines for stack traces they would take a tenth less.
     */
    private static final long MOST_BYTES = 1500 * 1024;

    private record Import(String name, boolean optional) {}

    @Test
    void theApi_importsTheJdkAlone() throws IOException {
        assertEquals(
                Set.of(),
                needed(API).stream()
                        .filter(name -> !name.startsWith(API + "."))
                        .collect(Collectors.toSet()));
    }

    /** The closure of packages: one more is a decision, to be written down here. */
    @Test
    void theApi_importsNoOtherPackagesOfTheJdkThanThese() throws IOException {
        assertEquals(
                new TreeSet<>(
                        List.of(
                                // Failures are Serializable, as all of Java are.
                                "java.io",
                                "java.lang",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.net",
                                "java.time",
                                "java.util",
                                "java.util.concurrent",
                                "java.util.function",
                                "java.util.stream")),
                imports(API).stream()
                        .map(Import::name)
                        .filter(name -> name.startsWith("java."))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void theOthers_importTheApiTheJdkAndThePackagesOfOsgiAlone() throws IOException {
        assertEquals(Set.of(API + ".discovery", API + ".gateway"), needed(DISCOVERY));
        assertEquals(
                Set.of(
                        "org.osgi.framework",
                        API + ".control",
                        API + ".discovery",
                        API + ".gateway",
                        API + ".finder",
                        API + ".upnp"),
                needed(GATEWAYS));
        assertEquals(
                Set.of(
                        "org.osgi.framework",
                        API + ".control",
                        API + ".discovery",
                        API + ".gateway",
                        API + ".finder",
                        API + ".upnp"),
                needed(IGD_CONTROL));
        assertEquals(
                Set.of(
                        "org.osgi.framework",
                        "org.osgi.service.component",
                        API + ".finder",
                        API + ".gateway",
                        API + ".keeper",
                        API + ".upnp"),
                needed(PORT_KEEPER));
    }

    /** What a build brings along that names the jar. */
    @ParameterizedTest
    @ValueSource(strings = {API, DISCOVERY, GATEWAYS, IGD_CONTROL, PORT_KEEPER})
    void asADependency_itBringsNothingButTheApi(String name) throws Exception {
        Set<String> brought = new TreeSet<>();
        String pom = "META-INF/maven/org.postern/" + name + "/pom.xml";
        try (JarFile file = new JarFile(jar(name).toFile());
                InputStream text = file.getInputStream(file.getEntry(pom))) {
            NodeList all =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(text)
                            .getElementsByTagName("dependency");
            for (int i = 0; i < all.getLength(); i++) {
                Element each = (Element) all.item(i);
                if (!isOfTheProject(each)) {
                    continue;
                }
                // Without a scope of its own, that of the parent: "provided" for all but ours.
                if (text(each, "scope").matches("|compile|runtime")
                        && text(each, "groupId").equals("org.postern")) {
                    brought.add(text(each, "artifactId"));
                } else {
                    assertTrue(
                            text(each, "groupId").equals("org.osgi")
                                    || text(each, "scope").matches("provided|test"),
                            () -> name + " brings " + text(each, "artifactId"));
                }
            }
        }
        assertEquals(name.equals(API) ? Set.of() : Set.of(API), brought);
    }

    /** Not of a plugin or a profile, which nobody else's build sees. */
    private static boolean isOfTheProject(Element dependency) {
        return dependency.getParentNode().getParentNode().getNodeName().equals("project");
    }

    @Test
    void theCoreJars_stayWithinTheirBudget() throws IOException {
        long bytes = 0;
        List<String> sizes = new ArrayList<>();
        for (String name : CORE) {
            long size = Files.size(jar(name));
            bytes += size;
            sizes.add(name + " " + size);
        }
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes are too many: " + sizes);
    }

    private static String text(Element dependency, String tag) {
        NodeList found = dependency.getElementsByTagName(tag);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** Without what may be missing, and without the packages that every framework has. */
    private static Set<String> needed(String name) throws IOException {
        return imports(name).stream()
                .filter(each -> !each.optional() && !each.name().startsWith("java."))
                .map(Import::name)
                .collect(Collectors.toSet());
    }

    private static List<Import> imports(String name) throws IOException {
        try (JarFile file = new JarFile(jar(name).toFile())) {
            String header = file.getManifest().getMainAttributes().getValue("Import-Package");
            return COMMA.splitAsStream(header)
                    .map(
                            each ->
                                    new Import(
                                            each.split(";")[0],
                                            each.contains("resolution:=optional")))
                    .toList();
        }
    }
}
