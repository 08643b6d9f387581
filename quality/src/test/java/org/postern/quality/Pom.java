// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

/**
 * A POM as it is written.
 *
 * @param folder it is in, empty for the checkout itself
 * @param document its content
 */
record Pom(String folder, Document document) {

    static Pom in(String folder) throws Exception {
        Path file = BuiltBundle.checkout().resolve(folder).resolve("pom.xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return new Pom(folder, factory.newDocumentBuilder().parse(file.toFile()));
    }

    /** The text at a path below the project, without what surrounds it; empty if there is none. */
    String text(String path) throws XPathExpressionException {
        return xpath().evaluate("normalize-space(/project/" + path + ")", document);
    }

    List<String> texts(String path) throws XPathExpressionException {
        NodeList found =
                (NodeList) xpath().evaluate("/project/" + path, document, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent().strip())
                .toList();
    }

    private static XPath xpath() {
        return XPathFactory.newInstance().newXPath();
    }
}
