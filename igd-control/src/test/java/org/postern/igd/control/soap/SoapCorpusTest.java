package org.postern.igd.control.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.postern.igd.control.description.Text;
import org.postern.igd.control.http.HttpResponse;
import org.postern.igd.control.xml.XmlFormatException;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what real routers answered, where the collection lies beside the project. */
class SoapCorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "soap");

    @Test
    void everyAnswerIsReadAsExpected() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "Skipped: there is no corpus at " + CORPUS);
        List<String> mismatches = new ArrayList<>();
        List<Path> answers = answers();
        for (Path answer : answers) {
            String expectations = answer.toString().replaceFirst("xml$", "expected.json");
            JsonNode expected = new ObjectMapper().readTree(Path.of(expectations).toFile());
            String read =
                    summary(Files.readAllBytes(answer), expected.path("httpStatus").asInt(200));
            String wanted = summary(expected);
            if (!read.equals(wanted)) {
                mismatches.add(answer.getFileName() + ": " + read + ", not " + wanted);
            }
        }
        System.out.printf(
                "SOAP corpus: %d files read, %d matched%n",
                answers.size(), answers.size() - mismatches.size());
        assertEquals(List.of(), mismatches);
    }

    private static List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
        }
    }

    private static String summary(byte[] body, int status) {
        try {
            Reply reply =
                    Reply.read(new HttpResponse(status, body, InetAddress.getLoopbackAddress()));
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
                            + Text.clean(expected.path("errorDescription").asText(""));
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
