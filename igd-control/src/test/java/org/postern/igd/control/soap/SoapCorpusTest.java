// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.soap;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.Corpus;
import org.postern.igd.control.description.DeviceText;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlFormatException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads what real routers answered, where the collection lies beside the project. */
class SoapCorpusTest {
    @Test
    void everyAnswerIsReadAsExpected() throws IOException {
        Corpus.check("soap", Corpus.files("soap", ".xml"), SoapCorpusTest::mismatch);
    }

    private static Optional<String> mismatch(Path answer) throws IOException {
        JsonNode expected = Corpus.expected(answer);
        int status = expected.path("httpStatus").asInt(200);
        String read = summary(Files.readAllBytes(answer), status);
        String wanted = summary(expected);
        return read.equals(wanted) ? Optional.empty() : Optional.of(read + ", not " + wanted);
    }

    private static String summary(byte[] body, int status) {
        try {
            Reply reply =
                    ReplyReader.read(
                            new HttpResponse(status, body, InetAddress.getLoopbackAddress()));
            if (reply instanceof Reply.Done done) {
                return "success " + done.arguments();
            } else if (reply instanceof Reply.Fault fault) {
                return "fault " + fault.errorCode() + " " + fault.description();
            }
            return reply instanceof Reply.HttpRefusal ? "httpError" : "invalid";
        } catch (XmlFormatException e) {
            return "invalid";
        }
    }

    private static String summary(JsonNode expected) {
        String outcome = expected.path("outcome").asText();
        return switch (outcome) {
            case "success" -> "success " + arguments(expected.path("outArgs"));
            case "fault" ->
                    "fault "
                            + OptionalInt.of(expected.path("errorCode").asInt())
                            + " "
                            + DeviceText.clean(expected.path("errorDescription").asText(""));
            default -> outcome;
        };
    }

    private static Map<String, String> arguments(JsonNode outArgs) {
        Map<String, String> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (JsonNode each : outArgs) {
            // Control characters are blanked, then trimmed (quirk D4).
            String value = each.path("value").asText("").replaceAll("[\\x00-\\x1f]", " ").strip();
            arguments.putIfAbsent(each.path("name").asText(), value);
        }
        return arguments;
    }
}
