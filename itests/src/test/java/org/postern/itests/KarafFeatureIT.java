// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.postern.itests.exam.ClassPathBundles;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** What Karaf is told agrees with what the bundles are. */
class KarafFeatureIT {

    private static final String VERSION = System.getProperty("postern.version");
    private static final Path TARGET =
            Path.of(System.getProperty("postern.root"), "karaf-feature", "target");
    private static final String FEATURES =
            "org/postern/org.postern.karaf.feature/%1$s/org.postern.karaf.feature-%1$s-features.xml"
                    .formatted(VERSION);

    @Test
    void allThatTheFeaturesName_isInTheArchive_andNothingElse() throws Exception {
        Set<String> named =
                new TreeSet<>(
                        Set.of("META-INF/LICENSE", "META-INF/NOTICE", "repository/" + FEATURES));
        for (Element each : elements(features(), "bundle")) {
            String[] parts = each.getTextContent().strip().substring("mvn:".length()).split("/");
            named.add(
                    "repository/%1$s/%2$s/%3$s/%2$s-%3$s.jar"
                            .formatted(parts[0].replace('.', '/'), parts[1], parts[2]));
        }

        try (JarFile archive =
                new JarFile(TARGET.resolve("postern-" + VERSION + ".kar").toFile())) {
            Set<String> there = new TreeSet<>();
            archive.stream()
                    .filter(each -> !each.isDirectory())
                    .map(JarEntry::getName)
                    .forEach(there::add);
            assertEquals(named, there);
        }
    }

    @Test
    void theFilesInEtc_holdEverySettingWithItsDefault() throws Exception {
        Map<String, Map<String, String>> defaults = defaults();

        Set<String> configured = new TreeSet<>();
        for (Element each : elements(features(), "config")) {
            String pid = each.getAttribute("name");
            if (pid.startsWith("org.postern.")) {
                configured.add(pid);
                assertEquals(defaults.get(pid), values(each), pid);
            }
        }
        assertEquals(defaults.keySet(), configured);
        assertFalse(configured.isEmpty());
    }

    private static Map<String, String> values(Element config) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(config.getTextContent()));
        Map<String, String> values = new TreeMap<>();
        properties.forEach((key, value) -> values.put(key.toString(), value.toString()));
        return values;
    }

    /** By PID, as Metatype has them; not of factories: each of their files is somebody's wish. */
    private static Map<String, Map<String, String>> defaults() throws Exception {
        Map<String, Map<String, String>> defaults = new TreeMap<>();
        ClassPathBundles classPath = ClassPathBundles.read();
        for (String name :
                List.of(
                        "org.postern.discovery",
                        "org.postern.gateways",
                        "org.postern.igd.control",
                        "org.postern.pcp.control",
                        "org.postern.port.keeper",
                        "org.postern.doctor",
                        "org.postern.shell.commands")) {
            try (JarFile jar = new JarFile(Path.of(URI.create(classPath.url(name))).toFile())) {
                for (JarEntry each : jar.stream().toList()) {
                    if (each.getName().startsWith("OSGI-INF/metatype/") && !each.isDirectory()) {
                        read(parsed(jar.getInputStream(each)), defaults);
                    }
                }
            }
        }
        return defaults;
    }

    private static void read(Document metatype, Map<String, Map<String, String>> defaults) {
        Map<String, String> values = new TreeMap<>();
        for (Element each : elements(metatype, "AD")) {
            values.put(each.getAttribute("id"), each.getAttribute("default"));
        }
        for (Element each : elements(metatype, "Designate")) {
            if (each.hasAttribute("pid")) {
                defaults.put(each.getAttribute("pid"), values);
            }
        }
    }

    private static Document features() throws Exception {
        return parsed(Files.newInputStream(TARGET.resolve("kar/repository").resolve(FEATURES)));
    }

    private static Document parsed(InputStream stream) throws Exception {
        try (stream) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        Stream<Element> elements =
                IntStream.range(0, nodes.getLength())
                        .mapToObj(nodes::item)
                        .map(Element.class::cast);
        return elements.toList();
    }
}
