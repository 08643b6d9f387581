// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a document into a tree. Stops at the end of the root element (quirks D5, D6); what is
 * malformed is mended once.
 */
public final class XmlReader {
    static final int MAX_DEPTH = 64;

    /** Ten times what the largest real description holds. */
    private static final int MAX_ELEMENTS = 20_000;

    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    /**
     * Reads a document.
     *
     * @param bytes as they came
     * @return the root element
     * @throws XmlFormatException when there is no readable document, or it breaks a bound
     */
    public static XmlElement read(byte[] bytes) throws XmlFormatException {
        String clean = XmlCleaner.clean(bytes);
        try {
            return parse(clean);
        } catch (XMLStreamException e) {
            return parseMended(clean);
        }
    }

    private static XmlElement parseMended(String clean) throws XmlFormatException {
        try {
            return parse(XmlMender.mend(clean));
        } catch (XMLStreamException e) {
            // The parser's own words quote the device and follow the locale.
            throw new XmlFormatException("the document is malformed");
        }
    }

    private static XmlElement parse(String text) throws XMLStreamException, XmlFormatException {
        XMLStreamReader reader = reader(text);
        try {
            XmlElement root = readRoot(reader);
            readOn(reader);
            return root;
        } finally {
            reader.close();
        }
    }

    /**
     * To the document's end, where the JDK's parser hands its buffer on to the next document of the
     * thread: a new one costs as much as reading a short answer.
     */
    private static void readOn(XMLStreamReader reader) {
        try {
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            // What follows the root element is garbage (quirk D6).
        }
    }

    static XmlFormatException tooMany() {
        return new XmlFormatException("the document has too many elements");
    }

    private static XMLStreamReader reader(String text) throws XMLStreamException {
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new StringReader(text));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Prefixes are often undeclared (quirk D9).
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // One piece of text for many references: each would be an event of its own.
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static XmlElement readRoot(XMLStreamReader reader)
            throws XMLStreamException, XmlFormatException {
        Deque<XmlElement> open = new ArrayDeque<>();
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    count++;
                    if (count > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
                        throw tooMany();
                    }
                    XmlElement element = new XmlElement(localName(reader.getLocalName()));
                    if (!open.isEmpty()) {
                        open.getLast().add(element);
                    }
                    open.addLast(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.getLast()
                                .addText(
                                        reader.getTextCharacters(),
                                        reader.getTextStart(),
                                        reader.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement ended = open.removeLast();
                    if (open.isEmpty()) {
                        return ended;
                    }
                }
                default -> {}
            }
        }
        throw new XmlFormatException("the document ends within its root element");
    }

    private static String localName(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }
}
