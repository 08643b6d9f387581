// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.gateway.Protocol;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.NumberRange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port or a range of ports, such as {@code 6000-6010} or {@code 25565/tcp}.
 *
 * @param first 1..65535
 * @param last first..65535
 * @param protocols those after the slash; empty where there is none
 */
public record PortRange(int first, int last, List<Protocol> protocols) {
    private static final String RANGE = "\\s*(\\d+)\\s*-\\s*(\\d+)\\s*";
    private static final List<String> PROTOCOLS = List.of("tcp", "udp", "both");

    /** Reads ports that are separated by spaces or commas. */
    public static List<PortRange> parseAll(List<String> words)
            throws CommandException, GatewayException {
        List<PortRange> ranges = new ArrayList<>();
        for (String word : words) {
            for (String each : word.split(",", -1)) {
                ranges.add(parse(each));
            }
        }
        return ranges;
    }

    private static PortRange parse(String text) throws CommandException, GatewayException {
        if (PROTOCOLS.contains(text.toLowerCase(Locale.ROOT))) {
            throw CommandException.usage(
                    "'"
                            + text
                            + "' is not a port: add it to the port, as in 8080/"
                            + text
                            + ", or use --protocol.");
        }
        int slash = text.lastIndexOf('/');
        List<Protocol> protocols =
                slash < 0 ? List.of() : ProtocolOption.parse(text.substring(slash + 1));
        String numbers = slash < 0 ? text : text.substring(0, slash);
        String first = numbers;
        String last = numbers;
        if (numbers.indexOf('-') > 0) {
            Matcher range = Pattern.compile(RANGE).matcher(numbers);
            first = range.matches() ? range.group(1) : numbers;
            last = range.matches() ? range.group(2) : numbers;
        }
        PortRange ports =
                new PortRange(
                        NumberRange.PORT.parse(first), NumberRange.PORT.parse(last), protocols);
        PortKey.checkExternalRange(ports.first(), ports.last());
        return ports;
    }

    /** Those after the slash, or else the given ones. */
    public List<Protocol> protocolsOr(List<Protocol> others) {
        return protocols.isEmpty() ? others : protocols;
    }

    /** Whether a request is for one of these ports, over one of the protocols. */
    public boolean has(MappingRequest request, List<Protocol> any) {
        return !Collections.disjoint(any, request.protocols())
                && request.externalPort() >= first
                && request.externalPort() <= last;
    }

    /** Such as {@code 80} or {@code 80-90}. */
    String numbers() {
        return isOne() ? Integer.toString(first) : first + "-" + last;
    }

    public boolean isOne() {
        return first == last;
    }
}
