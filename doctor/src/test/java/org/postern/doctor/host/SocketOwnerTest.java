// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.postern.doctor.timing.TimeLimit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there")
class SocketOwnerTest {
    private static final TimeLimit LIMIT = TimeLimit.of(Duration.ofSeconds(50));

    @TempDir Path proc;

    private void process(String number, String name, String... targets) throws IOException {
        Path files = Files.createDirectories(proc.resolve(number).resolve("fd"));
        Files.writeString(proc.resolve(number).resolve("comm"), name + "\n");
        for (int i = 0; i < targets.length; i++) {
            Files.createSymbolicLink(files.resolve(Integer.toString(i)), Path.of(targets[i]));
        }
    }

    private Optional<String> find(Long... inodes) {
        return new SocketOwner(proc).find(Set.of(inodes), LIMIT);
    }

    @Test
    void theProcessThatHasTheSocketIsNamed() throws Exception {
        process("1", "systemd", "/nowhere/log", "socket:[17]", "pipe:[4711]");
        process("1234", "minidlnad", "/var/log/minidlna.log", "socket:[4711]");
        process("self", "java", "socket:[4711]");
        assertEquals(Optional.of("minidlnad (1234)"), find(4711L, 4712L));
    }

    @Test
    void aSocketOfNobodyIsNotFound() throws Exception {
        process("1", "systemd", "socket:[17]", "socket:[]", "socket:[x]", "socket:");
        Files.createDirectories(proc.resolve("2"));
        assertEquals(Optional.empty(), find(4711L));
        assertEquals(Optional.empty(), new SocketOwner(proc.resolve("3")).find(Set.of(1L), LIMIT));
    }

    @Test
    void aNameCannotControlATerminal() throws Exception {
        process("7", "a\u001b[2Jb", "socket:[4711]");
        assertEquals(Optional.of("a?[2Jb (7)"), find(4711L));
    }

    @Test
    void nothingIsReadAfterTheLimit() throws Exception {
        process("7", "minidlnad", "socket:[4711]");
        assertEquals(
                Optional.empty(),
                new SocketOwner(proc).find(Set.of(4711L), LIMIT.atMost(Duration.ZERO)));
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        process("7", "minidlnad", "socket:[4711]");
        Thread.currentThread().interrupt();
        assertEquals(Optional.empty(), find(4711L));
        assertTrue(Thread.interrupted());
    }
}
