// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.xml;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.Corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads the service descriptions of real devices, where the collection lies beside the project.
 * Postern needs none of them (quirk D28): this holds the XML reader against documents that others
 * wrote.
 */
class ScpdCorpusTest {
    @Test
    void everyServiceDescriptionIsReadAsExpected() throws IOException {
        Corpus.check("scpd", Corpus.files("scpd", ".xml"), ScpdCorpusTest::mismatch);
    }

    private static Optional<String> mismatch(Path document) throws IOException {
        JsonNode expected = Corpus.expected(document);
        boolean hopeless = expected.path("outcome").asText().equals("reject");
        List<String> wanted = wanted(expected);
        try {
            List<String> read = actions(XmlReader.read(Files.readAllBytes(document)));
            return read.equals(wanted) || hopeless && read.isEmpty()
                    ? Optional.empty()
                    : Optional.of(read + ", not " + wanted);
        } catch (XmlFormatException e) {
            return hopeless ? Optional.empty() : Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Such as {@code GetX [in] [out]}, in document order. */
    private static List<String> wanted(JsonNode expected) {
        List<String> lines = new ArrayList<>();
        for (JsonNode action : expected.path("actions")) {
            lines.add(
                    action.path("name").asText()
                            + texts(action.path("in"))
                            + texts(action.path("out")));
        }
        return lines;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static List<String> actions(XmlElement root) {
        return root.children("actionList")
                .flatMap(list -> list.children("action"))
                .map(each -> each.childText("name") + names(each, "in") + names(each, "out"))
                .toList();
    }

    private static List<String> names(XmlElement action, String direction) {
        return action.children("argumentList")
                .flatMap(list -> list.children("argument"))
                .filter(
                        argument ->
                                argument.childText("direction")
                                        .toLowerCase(Locale.ROOT)
                                        .equals(direction))
                .map(argument -> argument.childText("name"))
                .toList();
    }
}
