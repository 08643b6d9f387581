// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.mapping;

import org.postern.api.gateway.GatewayException;
import org.postern.api.gateway.PortKey;
import org.postern.shell.commands.command.CommandException;
import org.postern.shell.commands.command.NumberRange;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port, or a range of ports such as {@code 6000-6010}.
 *
 * @param first 1..65535
 * @param last first..65535
 */
public record PortRange(int first, int last) {
    private static final Pattern RANGE = Pattern.compile("\\s*(\\d+)\\s*-\\s*(\\d+)\\s*");

    public static PortRange parse(String text) throws CommandException, GatewayException {
        Matcher range = RANGE.matcher(text);
        String first = range.matches() ? range.group(1) : text;
        String last = range.matches() ? range.group(2) : text;
        PortRange ports =
                new PortRange(NumberRange.PORT.parse(first), NumberRange.PORT.parse(last));
        PortKey.checkExternalRange(ports.first(), ports.last());
        return ports;
    }

    public boolean isOne() {
        return first == last;
    }
}
