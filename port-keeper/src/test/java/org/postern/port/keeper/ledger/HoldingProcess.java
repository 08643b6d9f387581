// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another process that has a state folder with one entry in it, until it is killed. */
final class HoldingProcess implements AutoCloseable {
    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] words) throws InterruptedException {
        StateFolder state = StateFolder.open(Path.of(words[0]), List.of());
        state.ledger().put(Entries.tcp(Integer.parseInt(words[1]), Instant.MAX));
        System.out.println("started");
        new CountDownLatch(1).await();
    }

    static HoldingProcess start(Path directory, int port) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldingProcess.class.getName(),
                                directory.toString(),
                                Integer.toString(port))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        if (out.readLine() == null) {
            throw new IOException("The other process did not start.");
        }
        return new HoldingProcess(process);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
