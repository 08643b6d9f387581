// SPDX-License-Identifier: Apache-2.0
package org.postern.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.Map;

/** The Debian package, installed on a copy of the machine; the script says what it does there. */
@Timeout(400)
class DebianPackageIT {
    private static final Path PACKAGE =
            Path.of(
                    "target",
                    "postern_"
                            + System.getProperty("postern.version").replace('-', '~')
                            + "_all.deb");

    @Test
    void installedUsedAndRemoved() throws Exception {
        assumeTrue(
                Program.required() || System.getProperty("user.name").equals("root"),
                "Only root can make a copy of the machine.");
        assumeTrue(
                Program.required()
                        || Program.have("dpkg", "ip", "setpriv", "systemd-analyze", "unshare"),
                "dpkg, iproute2, systemd or util-linux is not installed.");

        Program script =
                Program.run(
                        Map.of("PATH", System.getenv("PATH")),
                        "bash",
                        "src/test/scripts/debian-package",
                        PACKAGE.toString());

        assertEquals(0, script.exitCode(), () -> script.output() + "\n" + script.errors());
    }
}
