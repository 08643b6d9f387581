// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.soap;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a call out of a SOAP envelope, with DTDs and entities off. */
final class SoapReader {
    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final int MAX_ARGUMENTS = 64;
    private static final XMLInputFactory FACTORY = factory();

    private SoapReader() {}

    /** The call, or empty if the document is no SOAP call. */
    static Optional<SoapCall> read(byte[] document) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return envelope(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<SoapCall> envelope(XMLStreamReader xml) throws XMLStreamException {
        xml.nextTag();
        if (!at(xml, "Envelope")) {
            return Optional.empty();
        }
        xml.nextTag();
        if (at(xml, "Header")) {
            skip(xml);
            xml.nextTag();
        }
        if (!at(xml, "Body")) {
            return Optional.empty();
        }
        xml.nextTag();
        return xml.isStartElement() ? Optional.of(call(xml)) : Optional.empty();
    }

    private static SoapCall call(XMLStreamReader xml) throws XMLStreamException {
        String type = Optional.ofNullable(xml.getNamespaceURI()).orElse("");
        String action = xml.getLocalName();
        List<Map.Entry<String, String>> arguments = new ArrayList<>();
        while (xml.nextTag() == XMLStreamReader.START_ELEMENT) {
            if (arguments.size() == MAX_ARGUMENTS) {
                throw new XMLStreamException("more than " + MAX_ARGUMENTS + " arguments");
            }
            String name = xml.getLocalName();
            arguments.add(Map.entry(name, xml.getElementText()));
        }
        while (xml.hasNext()) {
            xml.next();
        }
        return new SoapCall(type, action, List.copyOf(arguments));
    }

    private static boolean at(XMLStreamReader xml, String name) {
        return xml.isStartElement()
                && xml.getLocalName().equals(name)
                && ENVELOPE.equals(xml.getNamespaceURI());
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                depth++;
            } else if (event == XMLStreamReader.END_ELEMENT) {
                depth--;
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
