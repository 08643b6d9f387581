// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the others have no file of the groups")
class JoinedGroupsTest {
    /** 239.255.255.250, 224.0.0.251, .252 and .22, in the byte order of most machines. */
    private static final List<String> GROUPS =
            List.of("FAFFFFEF", "FB0000E0", "FC0000E0", "160000E0");

    @Test
    void theKernelIsInTheGroups() throws Exception {
        NetworkInterface loopback =
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        JoinedGroups groups = JoinedGroups.on(loopback);
        try {
            String joined = Files.readString(Path.of("/proc/net/igmp"));
            assertTrue(GROUPS.stream().allMatch(joined::contains), joined);
        } finally {
            groups.close();
        }
    }
}
