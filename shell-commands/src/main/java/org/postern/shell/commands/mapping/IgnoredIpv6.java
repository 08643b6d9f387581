// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.command.CommonOptions;
import org.postern.shell.commands.command.FailureMessages;
import org.postern.shell.commands.command.Invocation;

import java.util.List;

/** The option {@code --ipv6} for ports over IPv4, which users take for one over IPv6. */
final class IgnoredIpv6 {
    private static final String MEANING =
            "--ipv6 only says how the router is searched for: a mapping is for IPv4.";

    /** The same with what helps, where no advice of a failure says it. */
    static final String NOTE = MEANING + " --family ipv6 opens the port over IPv6.";

    private IgnoredIpv6() {}

    static boolean of(Invocation invocation, Family family) {
        return invocation.has(CommonOptions.IPV6) && !family.hasIpv6();
    }

    /** The failure of a command with that option. */
    static GatewayException explained(GatewayException failure) {
        return FailureMessages.withMore(failure, List.of(MEANING)).advising(Advice.OPEN_PINHOLE);
    }
}
