// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/**
 * What can be set under one PID, from the Metatype document that is in the bundle.
 *
 * @param pid of the configuration
 * @param factory whether there may be any number of them
 * @param name that is shown
 * @param description that is shown
 * @param settings as the code has them
 */
record SettingsGroup(
        String pid, boolean factory, String name, String description, List<Setting> settings) {

    /** Of all bundles, by PID. */
    static List<SettingsGroup> all() throws Exception {
        List<SettingsGroup> all = new ArrayList<>();
        for (BuiltBundle bundle : BuiltBundle.all()) {
            for (String document : bundle.documents("OSGI-INF/metatype/.+\\.xml")) {
                all.add(read(document));
            }
        }
        all.sort(Comparator.comparing(SettingsGroup::pid));
        return all;
    }

    private static SettingsGroup read(String document)
            throws IOException, ParserConfigurationException, SAXException {
        Element root =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(document)))
                        .getDocumentElement();
        Element definition = elements(root, "OCD").findFirst().orElseThrow();
        Element designate = elements(root, "Designate").findFirst().orElseThrow();
        Optional<String> factoryPid = attribute(designate, "factoryPid");
        return new SettingsGroup(
                factoryPid.or(() -> attribute(designate, "pid")).orElseThrow(),
                factoryPid.isPresent(),
                definition.getAttribute("name"),
                definition.getAttribute("description"),
                elements(definition, "AD").map(SettingsGroup::setting).toList());
    }

    private static Setting setting(Element each) {
        return new Setting(
                each.getAttribute("id"),
                each.getAttribute("type"),
                each.getAttribute("name"),
                each.getAttribute("description"),
                attribute(each, "default"),
                !each.getAttribute("required").equals("false"),
                attribute(each, "min"),
                attribute(each, "max"),
                elements(each, "Option").map(option -> option.getAttribute("value")).toList());
    }

    private static Optional<String> attribute(Element element, String name) {
        return element.hasAttribute(name)
                ? Optional.of(element.getAttribute(name))
                : Optional.empty();
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .<Node>mapToObj(found::item)
                .map(Element.class::cast);
    }
}
