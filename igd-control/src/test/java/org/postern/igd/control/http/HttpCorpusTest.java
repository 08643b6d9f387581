package org.postern.igd.control.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        for (Path answer : answers) {
            String wanted = text(Path.of(answer.toString().replaceFirst("http$", "xml")));
            assertEquals(
                    wanted.strip(), Received.of(text(answer)).body().strip(), answer.toString());
        }
        System.out.printf("HTTP corpus: read %d, matched %d%n", answers.size(), answers.size());
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
