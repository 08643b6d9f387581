// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.ssdp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An SSDP message that is sent. Start line and headers are without their ends; {@code lineEnd}
 * comes after each line but the last, {@code ending} after that.
 */
public record OutgoingSsdpMessage(
        String startLine, List<String> headers, String lineEnd, String ending) {
    public OutgoingSsdpMessage {
        headers = List.copyOf(headers);
    }

    /** A message as the standard ends it. */
    public static OutgoingSsdpMessage of(String startLine, String... headers) {
        return new OutgoingSsdpMessage(startLine, List.of(headers), "\r\n", "\r\n\r\n");
    }

    /** Whether this answers a search. */
    public boolean answer() {
        return startLine.startsWith("HTTP/");
    }

    /** A header's value; empty if it is missing. */
    public String header(String name) {
        return headers.stream()
                .filter(line -> names(line, name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    public OutgoingSsdpMessage withStartLine(String line) {
        return new OutgoingSsdpMessage(line, headers, lineEnd, ending);
    }

    public OutgoingSsdpMessage withEnds(String ofLines, String ofAll) {
        return new OutgoingSsdpMessage(startLine, headers, ofLines, ofAll);
    }

    /** This message with each header line changed. */
    public OutgoingSsdpMessage withEach(UnaryOperator<String> change) {
        return new OutgoingSsdpMessage(
                startLine, headers.stream().map(change).toList(), lineEnd, ending);
    }

    /** This message with the header, in place of the one it had. */
    public OutgoingSsdpMessage with(String name, String value) {
        if (headers.stream().noneMatch(line -> names(line, name))) {
            List<String> more = new ArrayList<>(headers);
            more.add(name + ": " + value);
            return new OutgoingSsdpMessage(startLine, more, lineEnd, ending);
        }
        return changed(name, old -> value);
    }

    /** This message with the header's value changed, if it has it. */
    public OutgoingSsdpMessage changed(String name, UnaryOperator<String> change) {
        return withEach(line -> names(line, name) ? valued(line, change) : line);
    }

    public OutgoingSsdpMessage without(String name) {
        List<String> left = headers.stream().filter(line -> !names(line, name)).toList();
        return new OutgoingSsdpMessage(startLine, left, lineEnd, ending);
    }

    byte[] bytes() {
        List<String> lines = Stream.concat(Stream.of(startLine), headers.stream()).toList();
        return (String.join(lineEnd, lines) + ending).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean names(String line, String name) {
        int colon = line.indexOf(':');
        return colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name);
    }

    /** Keeps how the name is written, and the blanks after it. */
    private static String valued(String line, UnaryOperator<String> change) {
        String value = line.substring(line.indexOf(':') + 1).stripLeading();
        return line.substring(0, line.length() - value.length()) + change.apply(value);
    }
}
