// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.xml.parsers.DocumentBuilderFactory;

/** The lists of what is inside name what is inside. */
class ContentsIT {
    private static final String VERSION = System.getProperty("postern.version");
    private static final Path TARGET = Path.of("target");
    private static final String FOLDER = "postern-" + VERSION + "/";

    private static Document parse(InputStream xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
    }

    private static Stream<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
    }

    /** Name and value of all attributes of a bundle's content in the repository. */
    private static Map<String, String> content(Element resource) {
        Map<String, String> attributes = new HashMap<>();
        elements(resource.getElementsByTagName("capability"))
                .filter(each -> each.getAttribute("namespace").equals("osgi.content"))
                .flatMap(each -> elements(each.getElementsByTagName("attribute")))
                .forEach(
                        each ->
                                attributes.put(
                                        each.getAttribute("name"), each.getAttribute("value")));
        return attributes;
    }

    @Test
    void index_namesEveryBundleBesideItWithItsChecksum() throws Exception {
        Path archive = TARGET.resolve("postern-" + VERSION + "-repository.zip");
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Set<String> urls = new TreeSet<>();
            Document index = parse(zip.getInputStream(zip.getEntry(FOLDER + "index.xml")));
            for (Element resource : elements(index.getElementsByTagName("resource")).toList()) {
                Map<String, String> content = content(resource);
                String url = content.get("url");
                byte[] bundle = zip.getInputStream(zip.getEntry(FOLDER + url)).readAllBytes();
                assertEquals(content.get("osgi.content"), sha256(bundle), url);
                assertEquals(content.get("size"), String.valueOf(bundle.length), url);
                urls.add(url);
            }
            assertEquals(bundlesIn(zip), urls);
            assertTrue(urls.contains("bundles/org.postern.shell.commands.jar"), urls.toString());
        }
    }

    private static boolean isInside(String name, Node node) {
        for (Node each = node.getParentNode(); each != null; each = each.getParentNode()) {
            if (each.getNodeName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static Set<String> bundlesIn(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.substring(FOLDER.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void softwareBillOfMaterials_namesWhatIsInTheJar() throws Exception {
        Path file = TARGET.resolve("postern-" + VERSION + ".cdx.xml");
        Set<String> names = new TreeSet<>();
        try (InputStream xml = Files.newInputStream(file)) {
            // Those of the metadata are what made the list.
            elements(parse(xml).getElementsByTagName("component"))
                    .filter(each -> isInside("components", each) && !isInside("metadata", each))
                    .map(each -> each.getElementsByTagName("name").item(0).getTextContent())
                    .forEach(names::add);
        }
        Set<String> packed = new TreeSet<>();
        try (JarFile jar = new JarFile("target/prefix/share/postern/postern.jar")) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("bundles/.*\\.jar"))
                    .map(name -> name.replaceAll("bundles/(.*)\\.jar", "$1"))
                    .forEach(packed::add);
        }
        // The jar itself, what is unpacked in it, and what bundles have copied into them.
        packed.add("org.postern.distribution");
        packed.add("org.apache.felix.framework");
        packed.addAll(Set.of("commons-cli", "nanojson", "kxml2", "xmlpull"));

        assertEquals(packed, names);
    }

    /** What differs from one build to the next would be found by who compares them. */
    @Test
    void listsHaveNoTimeAndNoPlaceOfTheBuild() throws Exception {
        for (String name : Set.of("cdx.json", "cdx.xml")) {
            String text =
                    Files.readString(
                            TARGET.resolve("postern-" + VERSION + "." + name),
                            StandardCharsets.UTF_8);
            assertFalse(text.contains("timestamp"), name);
            assertFalse(text.contains("serialNumber"), name);
            assertFalse(text.contains(TARGET.toAbsolutePath().toString()), name);
        }
    }
}
