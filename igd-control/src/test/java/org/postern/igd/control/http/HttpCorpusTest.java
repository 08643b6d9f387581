package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads whole answers of real routers, where the collection lies beside the project. */
class HttpCorpusTest {
    private static final Path CORPUS = Path.of("..", "..", "shared", "corpus", "soap");

    @Test
    void everyAnswer_givesItsBody() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "Skipped: there is no corpus at " + CORPUS);
        List<Path> answers;
        try (Stream<Path> files = Files.list(CORPUS)) {
            answers = files.filter(file -> file.toString().endsWith(".http")).sorted().toList();
        }
        List<String> mismatches = new ArrayList<>();
        for (Path answer : answers) {
            String wanted = text(Path.of(answer.toString().replaceFirst("http$", "xml")));
            String read = Received.of(text(answer)).body();
            String inPieces = Received.byteByByte(text(answer)).body();
            if (!read.strip().equals(wanted.strip()) || !trimmed(inPieces).equals(trimmed(read))) {
                mismatches.add(answer.getFileName() + ": " + read);
            }
        }
        System.out.printf(
                "HTTP corpus: %d files read, %d matched%n",
                answers.size(), answers.size() - mismatches.size());
        assertEquals(List.of(), mismatches);
    }

    /** Read piece by piece, what follows the document is not waited for (quirk D3). */
    private static String trimmed(String body) {
        return body.replaceFirst("[\\x00-\\x20]+$", "");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
