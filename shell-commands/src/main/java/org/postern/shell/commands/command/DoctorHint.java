// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.MappingRequest;

import java.util.ArrayList;
import java.util.List;

/** Points to the command that examines why something failed, with what it has to be given. */
public final class DoctorHint {
    private static final String COMMAND = "doctor";

    /** What chose the gateway that the failed command asked, or was to ask. */
    private static final List<String> CHOICE =
            List.of(CommonOptions.INTERFACE, CommonOptions.GATEWAY, CommonOptions.CONTROL);

    private DoctorHint() {}

    /**
     * Such as {@code 'postern doctor 8080 --protocol TCP' tells why.}
     *
     * @param invocation of the command that failed
     * @param port as {@link #port} gives it; empty for none
     */
    public static String sentence(Invocation invocation, List<String> port) {
        List<String> words = new ArrayList<>(List.of(COMMAND));
        words.addAll(port);
        for (String each : CHOICE) {
            if (invocation.has(each)) {
                words.add("--" + each);
                words.add(quoted(invocation.text(each, "")));
            }
        }
        return "'" + invocation.console().prefix() + String.join(" ", words) + "' tells why.";
    }

    /** The words that name a port, and the first of its protocols. */
    public static List<String> port(MappingRequest request) {
        List<String> words = new ArrayList<>(List.of(String.valueOf(request.externalPort())));
        if (request.effectiveInternalPort() != request.externalPort()) {
            words.add(String.valueOf(request.effectiveInternalPort()));
        }
        words.add("--" + CommonOptions.PROTOCOL);
        words.add(request.keys().get(0).protocol().name());
        return List.copyOf(words);
    }

    private static String quoted(String value) {
        return value.isEmpty() || value.contains(" ") ? '"' + value + '"' : value;
    }
}
