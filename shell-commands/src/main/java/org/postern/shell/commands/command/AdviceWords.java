// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.Advice;
import org.postern.api.gateway.GatewayException;

/** Words what may help after a failure, in terms of commands and options. */
public final class AdviceWords {
    private AdviceWords() {}

    /**
     * The message of a failure, with one sentence for each advice but {@link Advice#DIAGNOSE}, which
     * {@link DoctorHint} words once for a whole command.
     */
    public static String message(GatewayException failure) {
        StringBuilder message = new StringBuilder(failure.getMessage());
        for (Advice each : failure.advice()) {
            if (each != Advice.DIAGNOSE) {
                message.append(' ').append(sentence(each));
            }
        }
        return message.toString();
    }

    private static String sentence(Advice advice) {
        return switch (advice) {
            case ANY_PORT -> "With --any-port the router may choose another one.";
            case PERMANENT_LEASE -> "--duration 0 asks for a permanent mapping.";
            case LIST_MAPPINGS -> "'mappings' lists what the router discloses.";
            case NAME_GATEWAY -> "--gateway takes the URL of the router's description.";
            case LONGER_SEARCH -> "--timeout MS searches longer.";
            case OTHER_INTERFACE -> "--interface NAME searches on another interface.";
            case OTHER_PROTOCOL -> "--protocol TCP|UDP names the protocol.";
            case OTHER_INTERNAL_PORT -> "A second port after the first names that of this machine.";
            case KEEP_PORT -> "'keep' keeps it open.";
            case OPEN_PINHOLE -> "--family ipv6 opens the port over IPv6.";
            case DIAGNOSE -> "'doctor' tells why.";
        };
    }
}
