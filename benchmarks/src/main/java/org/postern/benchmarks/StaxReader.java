// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import java.io.ByteArrayInputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The JDK's parser as a client would set it up that does not trust the document. */
final class StaxReader {
    private static final XMLInputFactory FACTORY = factory();

    private StaxReader() {}

    /** Builds no tree: the number of characters in names and texts. */
    static int read(byte[] document) throws XMLStreamException {
        XMLStreamReader reader =
                FACTORY.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
        int characters = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamReader.START_ELEMENT) {
                characters += reader.getLocalName().length();
            } else if (event == XMLStreamReader.CHARACTERS) {
                characters += reader.getText().length();
            }
        }
        reader.close();
        return characters;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
