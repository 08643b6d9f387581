// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a program in a process of its own for each contender, and lets one work at a time, a turn
 * each: so figures that are compared were measured one after the other, when the machine was as
 * busy. Prints what they print. The programs take their turns by {@link Turns}.
 */
final class InTurn {
    private final String contender;
    private final Process process;
    private final BufferedReader figures;
    private final Writer turns;

    private InTurn(String contender, List<String> command) throws IOException {
        this.contender = contender;
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        figures =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        turns =
                new BufferedWriter(
                        new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * {@code TURNS CONTENDER=CLASS_PATH... -- MAIN_CLASS ARGUMENT...}: each program is given its
     * contender's name before the arguments.
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        int end = words.indexOf("--");
        List<InTurn> all = new ArrayList<>();
        try {
            for (String named : words.subList(1, end)) {
                InTurn started = start(named, words.subList(end + 1, words.size()));
                all.add(started);
                started.awaitEnd();
            }
            for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
                for (InTurn each : all) {
                    each.turn();
                }
            }
        } finally {
            for (InTurn each : all) {
                each.end();
            }
        }
    }

    private static InTurn start(String named, List<String> program) throws IOException {
        int sign = named.indexOf('=');
        String contender = named.substring(0, sign);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", named.substring(sign + 1)));
        command.addAll(List.of(program.get(0), contender));
        command.addAll(program.subList(1, program.size()));
        return new InTurn(contender, command);
    }

    private void turn() throws IOException {
        turns.write("\n");
        turns.flush();
        awaitEnd();
    }

    private void awaitEnd() throws IOException {
        for (String line = figures.readLine(); !"".equals(line); line = figures.readLine()) {
            if (line == null) {
                throw new IOException(contender + " ended before its turn did");
            }
            System.out.println(line);
        }
    }

    /** It ends when no more turns come. */
    private void end() throws IOException, InterruptedException {
        turns.close();
        process.waitFor();
    }
}
